"""Where the years of an employment count from, worked out of the seniority ledger whenever that changes: for the open-ended contract
(art. 14), for protection near retirement (art. 42) and for severance (art. 47; Implementing Regulation arts. 9, 10).
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from services.personnel.domain.employment import Employment, EmploymentEvent, evolve
from services.personnel.domain.exit_events import ExitWeighed, Severance
from services.personnel.domain.exit_grounds import half_months
from services.personnel.domain.policies import Policies
from services.personnel.domain.seniority_events import PeriodSource
from services.personnel.domain.service_origin_events import (
    ServiceCounted,
    ServiceTakenOver,
    ServiceTakeoverAnnulled,
)
from services.personnel.domain.service_periods import Period
from shared.kernel import Facts, Rejected, record

# Commands


@record
class TakeOverService:
    """Another employer's period counts here: the person was moved without wishing it. `periods` is the person's ledger."""

    period_id: UUID
    severance_paid: bool
    document: str
    periods: tuple[Period, ...]


@record
class AnnulTakeover:
    period_id: UUID
    reason: str
    periods: tuple[Period, ...]


@record
class CountService:
    """The ledger was begun, continued or corrected: this is what it says now."""

    periods: tuple[Period, ...]


OriginCommand = TakeOverService | AnnulTakeover | CountService

# Decisions


def decide(employment: Employment, command: OriginCommand, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    match command:
        case TakeOverService():
            return take_over(employment, command, facts)
        case AnnulTakeover():
            return annul(employment, command, facts)
        case CountService(periods=periods):
            return count(employment, periods, facts)


def take_over(employment: Employment, command: TakeOverService, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker = _employed(employment)
    if not command.document.strip():
        raise Rejected("service-origin.document", field="/document")
    period = next((p for p in command.periods if p.period_id == command.period_id), None)
    if period is None or period.ends is None or period.ends >= employment.starts:
        raise Rejected("service-origin.no-period", field="/period_id")
    if _own(employment, period):
        raise Rejected("service-origin.own-period", field="/period_id")
    if employment.origin.paid(command.period_id) is command.severance_paid:
        return ()
    taken = ServiceTakenOver(
        effective=employment.starts, worker_id=worker, period_id=command.period_id, severance_paid=command.severance_paid,
        document=command.document,
    )  # fmt: skip
    return (taken, *count(evolve(employment, taken), command.periods, facts))


def annul(employment: Employment, command: AnnulTakeover, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker = _employed(employment)
    if not command.reason.strip():
        raise Rejected("service-origin.reason", field="/reason")
    if employment.origin.paid(command.period_id) is None:
        raise Rejected("service-origin.no-period", field="/period_id")
    annulled = ServiceTakeoverAnnulled(
        effective=employment.starts, worker_id=worker, period_id=command.period_id, reason=command.reason
    )
    return (annulled, *count(evolve(employment, annulled), command.periods, facts))


def count(employment: Employment, periods: Iterable[Period], facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    """Nothing where nothing changes; an end that was weighed by other years is weighed again."""
    if employment.worker_id is None:
        return ()
    gap_days = facts.policies.employer_gap_days.on(employment.starts)
    since, severance_since = counted_from(employment, tuple(periods), gap_days)
    if (since, severance_since) == (employment.service_since, employment.severance_since):
        return ()
    counted = ServiceCounted(
        effective=employment.starts, worker_id=employment.worker_id, since=since, severance_since=severance_since
    )
    return (counted, *_weighed_again(evolve(employment, counted)))


def counted_from(employment: Employment, periods: tuple[Period, ...], gap_days: int) -> tuple[date, date]:
    """First days of the unbroken years, in all and of those for which no severance was paid."""
    since = severance_since = employment.starts
    paid_before = False
    for period in sorted(periods, key=lambda p: p.starts, reverse=True):
        paid = employment.origin.paid(period.period_id)
        own = _own(employment, period)
        if not (own or paid is not None) or period.ends is None or period.starts >= since:
            continue
        if (since - period.ends).days > gap_days + 1:
            break
        since = period.starts
        paid_before = paid_before or (period.paid_out if own else bool(paid))
        severance_since = severance_since if paid_before else period.starts
    return since, severance_since


def _own(employment: Employment, period: Period) -> bool:
    """A spell with the same employer."""
    return period.source is PeriodSource.EMPLOYMENT and period.employer == employment.employer


def _weighed_again(employment: Employment) -> tuple[ExitWeighed, ...]:
    before = employment.leaving.weighed
    if before is None:
        return ()
    due = before.severance is not Severance.NONE
    since = employment.severance_since
    if before.service_since == since:
        return ()
    return (
        ExitWeighed(
            effective=before.effective, worker_id=before.worker_id, employment_id=before.employment_id,
            ground=before.ground, article=before.article, severance=before.severance,
            half_months=half_months(since, before.effective) if due else 0, service_since=since, notice=before.notice,
            union_told_on=before.union_told_on,
        ),
    )  # fmt: skip


def _employed(employment: Employment) -> UUID:
    if employment.worker_id is None:
        raise Rejected("employments.not-running")
    return employment.worker_id
