"""The seniority ledger of a person: what is so after everything that happened to it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.seniority_events import (
    EmployerKind,
    MonthsDeemed,
    PeriodAnnulled,
    PeriodCorrected,
    PeriodCredited,
    PeriodSource,
    SeniorityEvent,
    ServiceEnded,
    ServicePaidOut,
    ServiceRecordIssued,
    ServiceResumed,
    ServiceStarted,
    WhyCounted,
    YearAssessed,
)
from shared.kernel import NATION, Region, record, segments


@record
class Period:
    """No `ends`: still running. `counted` as community work; all periods are working years. `paid_out`: with severance."""

    period_id: UUID
    starts: date
    ends: date | None
    employer: str
    employer_kind: EmployerKind
    province: str
    source: PeriodSource
    counted: bool
    why: WhyCounted
    insured: bool
    case_id: UUID | None = None
    evidence: tuple[str, ...] = ()
    paid_out: bool = False


@record
class DeemedMonths:
    period_id: UUID
    since: date
    months: int
    reason: str
    case_id: UUID
    evidence: tuple[str, ...] = ()


@record
class YearResult:
    """Known from `since` on."""

    year: int
    result: str
    counts: bool
    since: date


@record
class Seniority:
    """`changes` numbers what was recorded: the version of the ledger that others name; `handed_out`: day and version of the
    last service record.
    """

    worker_id: UUID | None = None
    region: Region = NATION
    periods: tuple[Period, ...] = ()
    deemed: tuple[DeemedMonths, ...] = ()
    results: tuple[YearResult, ...] = ()
    cases: frozenset[UUID] = frozenset()
    records: frozenset[UUID] = frozenset()
    handed_out: tuple[date, int] | None = None
    changes: int = 0

    def period(self, id: UUID) -> Period | None:
        return next((p for p in self.periods if p.period_id == id), None)

    def is_deemed(self, id: UUID) -> bool:
        return any(d.period_id == id for d in self.deemed)

    def with_period(self, period: Period) -> "Seniority":
        """Ordered by first day; a known id is replaced."""
        kept = (*(p for p in self.periods if p.period_id != period.period_id), period)
        return replace(self, periods=tuple(sorted(kept, key=lambda p: (p.starts, str(p.period_id)))))

    def without(self, id: UUID) -> "Seniority":
        periods = tuple(p for p in self.periods if p.period_id != id)
        return replace(self, periods=periods, deemed=tuple(d for d in self.deemed if d.period_id != id))


def evolve(ledger: Seniority, event: SeniorityEvent) -> Seniority:
    changed = not isinstance(event, ServiceRecordIssued | ServicePaidOut)
    return _after(replace(ledger, worker_id=event.worker_id, changes=ledger.changes + changed), event)


def _after(ledger: Seniority, event: SeniorityEvent) -> Seniority:  # noqa: C901  one match
    match event:
        case ServiceStarted():
            return replace(ledger, region=event.region).with_period(_served(event))
        case ServiceEnded(employment_id=id, effective=last_day):
            period = ledger.period(id)
            return ledger if period is None else ledger.with_period(replace(period, ends=last_day))
        case ServiceResumed(employment_id=id):
            period = ledger.period(id)
            return ledger if period is None else ledger.with_period(replace(period, ends=None, paid_out=False))
        case ServicePaidOut(employment_id=id, paid=paid):
            period = ledger.period(id)
            return ledger if period is None else ledger.with_period(replace(period, paid_out=paid))
        case PeriodCredited():
            return _placed(ledger, event.region, event.case_id).with_period(_credited(event))
        case MonthsDeemed():
            placed = _placed(ledger, event.region, event.case_id)
            return replace(placed, deemed=(*placed.deemed, _deemed(event)))
        case PeriodCorrected(period_id=id, effective=starts, ends=ends, case_id=case):
            period = ledger.period(id)
            moved = ledger if period is None else ledger.with_period(replace(period, starts=starts, ends=ends))
            return replace(moved, cases=moved.cases | {case})
        case PeriodAnnulled(period_id=id, case_id=case):
            return replace(ledger.without(id), cases=ledger.cases | {case})
        case YearAssessed(year=year):
            result = YearResult(year=year, result=event.result, counts=event.counts, since=event.effective)
            return replace(ledger, results=(*(r for r in ledger.results if r.year != year), result))
        case ServiceRecordIssued(record_id=id):
            handed_out = (event.effective, event.ledger_version)
            return replace(ledger, records=ledger.records | {id}, handed_out=handed_out)


def _placed(ledger: Seniority, region: Region, case: UUID | None) -> Seniority:
    cases = ledger.cases if case is None else ledger.cases | {case}
    return replace(ledger, region=region if ledger.region == NATION else ledger.region, cases=cases)


def _served(event: ServiceStarted) -> Period:
    return Period(
        period_id=event.employment_id, starts=event.effective, ends=None, employer=event.employer,
        employer_kind=EmployerKind.COMMUNITY, province=segments(event.region)[0], source=PeriodSource.EMPLOYMENT,
        counted=True, why=WhyCounted.EMPLOYED_HERE, insured=True,
    )  # fmt: skip


def _credited(event: PeriodCredited) -> Period:
    return Period(
        period_id=event.period_id, starts=event.effective, ends=event.ends, employer=event.employer,
        employer_kind=event.employer_kind, province=event.province, source=event.source, counted=event.counted,
        why=event.why, insured=event.insured,
        case_id=event.case_id, evidence=event.evidence,
    )  # fmt: skip


def _deemed(event: MonthsDeemed) -> DeemedMonths:
    return DeemedMonths(
        period_id=event.period_id, since=event.effective, months=event.months, reason=event.reason, case_id=event.case_id,
        evidence=event.evidence,
    )  # fmt: skip
