"""The history of a worker's category (P-01.1), recorded, corrected and annulled; and suspension from work, begun and ended."""

from datetime import date
from uuid import UUID

from services.personnel.domain.category_events import (
    Category,
    CategoryAnnulled,
    CategoryCorrected,
    CategoryRecorded,
    SuspensionBegan,
    SuspensionEnded,
    evolve,
)
from services.personnel.domain.contracts import running
from services.personnel.domain.employment import Employment, EmploymentEvent
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Rejected, record

# Commands


@record
class RecordCategory:
    fact_id: UUID
    category: Category
    since: date
    document: str


@record
class CorrectCategory:
    fact_id: UUID
    category: Category
    since: date
    reason: str


@record
class AnnulCategory:
    fact_id: UUID
    reason: str


@record
class Suspend:
    suspension_id: UUID
    since: date
    document: str


@record
class EndSuspension:
    last_day: date
    document: str


CategoryCommand = RecordCategory | CorrectCategory | AnnulCategory | Suspend | EndSuspension

# Decisions


def decide(employment: Employment, command: CategoryCommand, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    match command:
        case RecordCategory():
            return record_category(employment, command, facts)
        case CorrectCategory():
            return correct(employment, command, facts)
        case AnnulCategory():
            return annul(employment, command, facts)
        case Suspend():
            return suspend(employment, command, facts)
        case EndSuspension():
            return end_suspension(employment, command, facts)


def record_category(
    employment: Employment, command: RecordCategory, facts: Facts[Policies]
) -> tuple[EmploymentEvent, ...]:
    """Also before a later change. Only the same fact again says nothing new: where the category is the same as before, something
    between may come to be known yet.
    """
    worker, id = running(employment), _employment(employment)
    _check_day(employment, command.since, facts, "/since")
    if not command.document.strip():
        raise Rejected("categories.document", field="/document")
    if employment.belonging.categories.told(command.fact_id, command.since, command.category):
        return ()
    told = CategoryRecorded(
        effective=command.since, worker_id=worker, employment_id=id, fact_id=command.fact_id, category=command.category,
        now=command.category, document=command.document,
    )  # fmt: skip
    now = evolve(employment.belonging, told).category_on(facts.today)
    return (
        CategoryRecorded(
            effective=command.since, worker_id=worker, employment_id=id, fact_id=command.fact_id,
            category=command.category, now=now, document=command.document,
        ),
    )  # fmt: skip


def correct(employment: Employment, command: CorrectCategory, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker, id = running(employment), _employment(employment)
    _known(employment, command.fact_id)
    _check_day(employment, command.since, facts, "/since")
    after = employment.belonging.categories.correct(command.fact_id, command.since, command.category)
    return (
        CategoryCorrected(
            effective=command.since, worker_id=worker, employment_id=id, fact_id=command.fact_id,
            category=command.category, now=after.on(facts.today) or employment.belonging.hired_as,
            reason=_because(command.reason),
        ),
    )  # fmt: skip


def annul(employment: Employment, command: AnnulCategory, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker, id = running(employment), _employment(employment)
    since = _known(employment, command.fact_id)
    after = employment.belonging.categories.annul(command.fact_id)
    return (
        CategoryAnnulled(
            effective=since, worker_id=worker, employment_id=id, fact_id=command.fact_id,
            now=after.on(facts.today) or employment.belonging.hired_as, reason=_because(command.reason),
        ),
    )  # fmt: skip


def suspend(employment: Employment, command: Suspend, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker = running(employment)
    if employment.belonging.suspended is not None:
        raise Rejected("categories.suspended")
    _check_day(employment, command.since, facts, "/since")
    if not command.document.strip():
        raise Rejected("categories.document", field="/document")
    return (
        SuspensionBegan(
            effective=command.since, worker_id=worker, suspension_id=command.suspension_id, document=command.document
        ),
    )


def end_suspension(
    employment: Employment, command: EndSuspension, facts: Facts[Policies]
) -> tuple[EmploymentEvent, ...]:
    worker, suspension = running(employment), employment.belonging.suspended
    if suspension is None:
        raise Rejected("categories.not-suspended")
    if not suspension.starts <= command.last_day <= facts.today:
        raise Rejected("categories.day", field="/last_day")
    if not command.document.strip():
        raise Rejected("categories.document", field="/document")
    return (
        SuspensionEnded(
            effective=command.last_day, worker_id=worker, suspension_id=suspension.suspension_id,
            document=command.document,
        ),
    )  # fmt: skip


def _employment(employment: Employment) -> UUID:
    assert employment.employment_id is not None
    return employment.employment_id


def _known(employment: Employment, id: UUID) -> date:
    """The day of a recorded category."""
    entry = next((e for e in employment.belonging.categories.entries if e.fact == id), None)
    if entry is None:
        raise Rejected("categories.unknown", field="/fact_id")
    return entry.effective


def _check_day(employment: Employment, day: date, facts: Facts[Policies], field: str) -> None:
    if not employment.starts <= day <= facts.today:
        raise Rejected("categories.day", field=field)


def _because(reason: str) -> str:
    if not reason.strip():
        raise Rejected("categories.reason", field="/reason")
    return reason
