"""The seniority ledger (工龄台账): own employments enter it by themselves, everything else by a recognition or a mistake corrected."""

from datetime import date
from uuid import UUID

from services.personnel.domain.policies import Policies
from services.personnel.domain.seniority_events import (
    EmployerKind,
    MonthsDeemed,
    PeriodAnnulled,
    PeriodCorrected,
    PeriodCredited,
    PeriodSource,
    SeniorityEvent,
    ServiceEnded,
    ServiceStarted,
    WhyCounted,
    YearAssessed,
)
from services.personnel.domain.service_periods import Seniority
from services.personnel.domain.service_time import Clocks, clocks
from shared.kernel import DAY, Facts, Region, Rejected, record, segments
from shared.kernel.derived import derived_id

# Commands


@record
class StartService:
    """A hire. `community_work_since` lies before `since` where earlier work is taken over with it; `source` says how."""

    worker_id: UUID
    employment_id: UUID
    region: Region
    employer: Region
    since: date
    community_work_since: date
    source: PeriodSource


@record
class EndService:
    """An exit; `since`, `region` and `employer` tell the service where the ledger has not heard of its beginning."""

    worker_id: UUID
    employment_id: UUID
    region: Region
    employer: Region
    since: date
    last_day: date


@record
class RecognisedPeriod:
    """One period as a recognition allows it."""

    starts: date
    ends: date
    employer: str
    employer_kind: EmployerKind
    province: str
    insured: bool


@record
class ReportedResult:
    """The confirmed result of a year elsewhere."""

    year: int
    result: str
    counts: bool


@record
class CreditYears:
    """What a recognition case allowed: periods, months deemed; yearly results that came with a service record."""

    worker_id: UUID
    region: Region
    case_id: UUID
    source: PeriodSource
    periods: tuple[RecognisedPeriod, ...]
    deemed_months: int
    reason: str
    evidence: tuple[str, ...]
    results: tuple[ReportedResult, ...] = ()


@record
class CorrectPeriod:
    case_id: UUID
    period_id: UUID
    starts: date
    ends: date
    reason: str


@record
class AnnulPeriod:
    case_id: UUID
    period_id: UUID
    reason: str


@record
class KeepResult:
    """A confirmed result, as assessment told it."""

    result_id: UUID
    year: int
    result: str
    counts: bool
    effective: date


SeniorityCommand = StartService | EndService | CreditYears | CorrectPeriod | AnnulPeriod | KeepResult

# Decisions


def start(ledger: Seniority, command: StartService, facts: Facts[Policies]) -> tuple[SeniorityEvent, ...]:
    if ledger.period(command.employment_id) is not None:
        return ()
    started = _started(command)
    if command.community_work_since >= command.since:
        return (started,)
    before = PeriodCredited(
        effective=command.community_work_since, worker_id=command.worker_id, region=command.region,
        period_id=derived_id("personnel.seniority", str(command.employment_id), "before"), ends=command.since - DAY,
        employer="", employer_kind=EmployerKind.COMMUNITY, province=segments(command.region)[0], source=command.source,
        counted=True, why=WhyCounted.TAKEN_OVER, insured=False, case_id=None, evidence=(), credited_by=facts.by,
    )  # fmt: skip
    return (started, before)


def end(ledger: Seniority, command: EndService) -> tuple[SeniorityEvent, ...]:
    period = ledger.period(command.employment_id)
    ended = ServiceEnded(effective=command.last_day, worker_id=command.worker_id, employment_id=command.employment_id)
    if period is None:
        return (_started(command), ended)
    return () if period.ends is not None else (ended,)


def _started(command: StartService | EndService) -> ServiceStarted:
    return ServiceStarted(
        effective=command.since, worker_id=command.worker_id, employment_id=command.employment_id, region=command.region,
        employer=command.employer,
    )  # fmt: skip


def credit(ledger: Seniority, command: CreditYears, facts: Facts[Policies]) -> tuple[SeniorityEvent, ...]:
    """A case enters once. Which kinds of employer are community work is policy."""
    if command.case_id in ledger.cases:
        return ()
    kinds = facts.policies.community_work_kinds.on(facts.today)
    credited: list[SeniorityEvent] = [
        _credited(command, number, period, kinds, facts.by) for number, period in enumerate(command.periods)
    ]
    if command.deemed_months:
        credited.append(_deemed(command, facts))
    known = {result.year for result in ledger.results}
    return (*credited, *(_brought(command, r, facts) for r in command.results if r.year not in known))


def _brought(command: CreditYears, said: ReportedResult, facts: Facts[Policies]) -> YearAssessed:
    """What is known here of a year holds against what somebody brings."""
    return YearAssessed(
        effective=facts.today, worker_id=command.worker_id,
        result_id=derived_id("personnel.seniority", str(command.case_id), "result", str(said.year)), year=said.year,
        result=said.result, counts=said.counts,
    )  # fmt: skip


def _credited(
    command: CreditYears, number: int, period: RecognisedPeriod, kinds: tuple[EmployerKind, ...], by: str
) -> PeriodCredited:
    counted = period.employer_kind in kinds
    return PeriodCredited(
        effective=period.starts, worker_id=command.worker_id, region=command.region,
        period_id=derived_id("personnel.seniority", str(command.case_id), str(number)), ends=period.ends,
        employer=period.employer, employer_kind=period.employer_kind, province=period.province, source=command.source,
        counted=counted, why=WhyCounted.RECOGNISED if counted else WhyCounted.NOT_COMMUNITY_WORK, insured=period.insured,
        case_id=command.case_id, evidence=command.evidence, credited_by=by,
    )  # fmt: skip


def _deemed(command: CreditYears, facts: Facts[Policies]) -> MonthsDeemed:
    return MonthsDeemed(
        effective=facts.today, worker_id=command.worker_id, region=command.region,
        period_id=derived_id("personnel.seniority", str(command.case_id), "deemed"), months=command.deemed_months,
        reason=command.reason, case_id=command.case_id, evidence=command.evidence, credited_by=facts.by,
    )  # fmt: skip


def correct(ledger: Seniority, command: CorrectPeriod, facts: Facts[Policies]) -> tuple[SeniorityEvent, ...]:
    if command.case_id in ledger.cases:
        return ()
    period = ledger.period(command.period_id)
    if period is None:
        raise Rejected("seniority.no-period", field="/period_id")
    if period.source is PeriodSource.EMPLOYMENT:
        raise Rejected("seniority.follows-employment", field="/period_id")
    assert ledger.worker_id is not None
    return (
        PeriodCorrected(
            effective=command.starts, worker_id=ledger.worker_id, period_id=command.period_id, ends=command.ends,
            reason=command.reason, case_id=command.case_id, corrected_by=facts.by,
        ),
    )  # fmt: skip


def annul(ledger: Seniority, command: AnnulPeriod, facts: Facts[Policies]) -> tuple[SeniorityEvent, ...]:
    if command.case_id in ledger.cases:
        return ()
    period = ledger.period(command.period_id)
    if period is None and not ledger.is_deemed(command.period_id):
        raise Rejected("seniority.no-period", field="/period_id")
    if period is not None and period.source is PeriodSource.EMPLOYMENT:
        raise Rejected("seniority.follows-employment", field="/period_id")
    assert ledger.worker_id is not None
    return (
        PeriodAnnulled(
            effective=facts.today, worker_id=ledger.worker_id, period_id=command.period_id, reason=command.reason,
            case_id=command.case_id, annulled_by=facts.by,
        ),
    )  # fmt: skip


def keep_result(ledger: Seniority, command: KeepResult) -> tuple[SeniorityEvent, ...]:
    """A later result of the same year replaces the earlier one; the same again says nothing new."""
    if ledger.worker_id is None:
        return ()
    known = next((r for r in ledger.results if r.year == command.year), None)
    if known is not None and (known.result, known.counts) == (command.result, command.counts):
        return ()
    return (
        YearAssessed(
            effective=command.effective, worker_id=ledger.worker_id, result_id=command.result_id, year=command.year,
            result=command.result, counts=command.counts,
        ),
    )  # fmt: skip


def clocks_on(ledger: Seniority, day: date, policies: Policies) -> Clocks:
    """The four clocks as the policies of the day count."""
    month_days, gap_days = policies.seniority_month_days.on(day), policies.employer_gap_days.on(day)
    return clocks(ledger, day, month_days=month_days, gap_days=gap_days)
