"""Long sickness (劳动保险条例实施细则 arts. 16 and 17): pay for sickness in the first six months, relief (疾病救济费) after them.

Leave is continuous where nothing but Saturdays and Sundays lies between its parts.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from services.payroll.domain.cohort import Cohort
from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.formulas.day_wage import weekdays
from services.payroll.domain.pay_run import BEFORE_RELIEF
from services.payroll.domain.sickness_events import SicknessHeard, sickness_fact
from shared.kernel import DAY, Month, Span, add_months, record


@record
class HearSickness:
    """Approved (`version` 0), or taken as the version says."""

    worker_id: UUID
    leave_id: UUID
    starts: date
    ends: date
    version: int
    cause: UUID


@record
class DropSickness:
    """It was withdrawn, or never was."""

    leave_id: UUID
    cause: UUID


SicknessCommand = HearSickness | DropSickness


def hear_sickness(entitlement: Entitlement, command: SicknessCommand) -> tuple[SicknessHeard, ...]:
    """Nothing follows for whom another system pays, of leave that pay knows nothing of, and from an older version."""
    known = entitlement.fact(FactKind.SICKNESS, command.leave_id)
    if isinstance(command, DropSickness):
        return _dropped(entitlement, known, command)
    if not any(fact.kind is FactKind.ENROLLED for fact in entitlement.known):
        return ()
    event = SicknessHeard(
        effective=command.starts, worker_id=command.worker_id, leave_id=command.leave_id, ends=command.ends,
        version=command.version, cancelled=False, cause=command.cause,
    )  # fmt: skip
    if known is None:
        return (event,)
    return () if known.number > command.version or sickness_fact(event, 0).same_as(known) else (event,)


def _dropped(entitlement: Entitlement, known: Fact | None, command: DropSickness) -> tuple[SicknessHeard, ...]:
    worker = entitlement.worker_id
    if worker is None or known is None or known.annulled or known.until is None:
        return ()
    dropped = SicknessHeard(
        effective=known.effective, worker_id=worker, leave_id=command.leave_id, ends=known.until, version=known.number,
        cancelled=True, cause=command.cause,
    )  # fmt: skip
    return (dropped,)


def days_late(cohort: Cohort, sick: Sequence[Fact], told: int, first: date) -> int:
    """Days of sickness of a month in the second stage, which the first engines did not know."""
    if not told or not sick or cohort.engine in BEFORE_RELIEF:
        return 0
    return relief_days(sick, cohort.policies.sick_pay_months.on(first), told, first, Month.of(first).last)


def causes_of(sick: Iterable[Fact], first: date, last: date) -> Iterator[UUID]:
    """The news of the leave that lies in a month."""
    return (fact.cause for fact in sick if fact.effective <= last and (fact.until or last) >= first)


def relief_days(sick: Sequence[Fact], months: int, told: int, first: date, last: date) -> int:
    """Of so many days of sickness of a month those later than so many months of continuous sickness.

    The days before count by weekdays, as the wage of part of a month does; the rest of what was told came after them.
    """
    spans = [span for span in _spells(sick) if span.first <= last and (span.last or last) >= first]
    before = late = 0
    for each in spans:
        ends, turns = min(each.last or last, last), add_months(each.first, months)
        before += weekdays(max(each.first, first), min(ends, turns - DAY))
        late += weekdays(max(each.first, first, turns), ends)
    return min(max(told - before, 0), told) if late else 0


def _spells(sick: Iterable[Fact]) -> Iterator[Span]:
    """Leave without a weekday in between is one."""
    begun: Span | None = None
    for fact in sick:
        if fact.until is None:
            continue
        if begun is not None and begun.last is not None and not weekdays(begun.last + DAY, fact.effective - DAY):
            begun = Span(first=begun.first, last=max(begun.last, fact.until))
            continue
        if begun is not None:
            yield begun
        begun = Span(first=fact.effective, last=fact.until)
    if begun is not None:
        yield begun
