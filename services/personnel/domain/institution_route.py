"""Long-serving secretaries into institutions (P-13.3): the list of a year is frozen, each case goes its way to hired or not."""

from datetime import date
from uuid import UUID

from services.personnel.domain.career_path import ConditionFound, eligible
from services.personnel.domain.institution_events import (
    EligibilityList,
    EligibilityListFrozen,
    EligiblePerson,
    InstitutionApplied,
    InstitutionCase,
    InstitutionCaseEvent,
    InstitutionCaseOpened,
    InstitutionCaseReopened,
    InstitutionExamined,
    InstitutionHired,
    InstitutionNotHired,
    InstitutionStage,
    NotHiredReason,
)
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Region, Rejected, level, record, same_hand

# Commands


@record
class FreezeEligibility:
    """`people` are those who met every condition on `as_of`."""

    list_id: UUID
    region: Region
    year: int
    as_of: date
    people: tuple[EligiblePerson, ...]


@record
class OpenInstitutionCase:
    worker_id: UUID
    case_id: UUID
    region: Region
    list_id: UUID
    year: int
    as_of: date
    conditions: tuple[ConditionFound, ...]


@record
class ApplyToInstitution:
    """For which post of which unit, and when."""

    unit: str
    post: str
    applied_on: date


@record
class RecordExamination:
    """Under the rules of open recruitment (事业单位公开招聘); `document` is its record."""

    passed: bool
    examined_on: date
    document: str


@record
class HireToInstitution:
    """`employment_id` is the employment whose grade pay ends the day before `since`."""

    employment_id: UUID
    employed_since: date
    since: date
    document: str


@record
class CloseInstitutionCase:
    """`document` says so: a letter of the person, or of the recruiting body; LEFT goes with the exit."""

    why: NotHiredReason
    document: str


@record
class ReopenInstitutionCase:
    """The exit with which it ended is undone."""


InstitutionCommand = (
    OpenInstitutionCase
    | ApplyToInstitution
    | RecordExamination
    | HireToInstitution
    | CloseInstitutionCase
    | ReopenInstitutionCase
)

# Decisions


def freeze(
    found: EligibilityList, command: FreezeEligibility, facts: Facts[Policies]
) -> tuple[EligibilityListFrozen, ...]:
    """One list a county and year."""
    if found.frozen:
        raise Rejected("institution-route.frozen", year=command.year)
    if level(command.region) != "county":
        raise Rejected("institution-route.county", field="/county")
    if command.as_of > facts.today or command.as_of.year != command.year:
        raise Rejected("institution-route.as-of", field="/as_of")
    if not all(eligible(person.conditions) for person in command.people):
        raise Rejected("institution-route.not-eligible")
    return (
        EligibilityListFrozen(
            effective=command.as_of, list_id=command.list_id, region=command.region, year=command.year,
            people=command.people, frozen_by=facts.by,
        ),
    )  # fmt: skip


def open_case(case: InstitutionCase, command: OpenInstitutionCase) -> tuple[InstitutionCaseEvent, ...]:
    if case.stage is not InstitutionStage.NONE:
        return ()
    return (
        InstitutionCaseOpened(
            effective=command.as_of, worker_id=command.worker_id, case_id=command.case_id, region=command.region,
            list_id=command.list_id, year=command.year, conditions=command.conditions,
        ),
    )  # fmt: skip


def apply(
    case: InstitutionCase, command: ApplyToInstitution, facts: Facts[Policies]
) -> tuple[InstitutionCaseEvent, ...]:
    worker, id = _at(case, InstitutionStage.ELIGIBLE)
    if not command.unit.strip() or not command.post.strip():
        raise Rejected("institution-route.post", field="/unit")
    _past(command.applied_on, facts, "/applied_on")
    return (
        InstitutionApplied(
            effective=command.applied_on, worker_id=worker, case_id=id, unit=command.unit, post=command.post,
            recorded_by=facts.by,
        ),
    )  # fmt: skip


def examine(
    case: InstitutionCase, command: RecordExamination, facts: Facts[Policies]
) -> tuple[InstitutionCaseEvent, ...]:
    """Who did not pass is not hired."""
    worker, id = _at(case, InstitutionStage.APPLIED)
    _document(command.document)
    _past(command.examined_on, facts, "/examined_on")
    examined = InstitutionExamined(
        effective=command.examined_on, worker_id=worker, case_id=id, passed=command.passed, document=command.document,
        recorded_by=facts.by,
    )  # fmt: skip
    if command.passed:
        return (examined,)
    failed = InstitutionNotHired(
        effective=command.examined_on, worker_id=worker, case_id=id, why=NotHiredReason.EXAMINATION,
        document=command.document, recorded_by=facts.by,
    )  # fmt: skip
    return (examined, failed)


def hire(case: InstitutionCase, command: HireToInstitution, facts: Facts[Policies]) -> tuple[InstitutionCaseEvent, ...]:
    """Decided by another hand than those who kept the case so far."""
    worker, id = _at(case, InstitutionStage.EXAMINED)
    if any(same_hand(by, facts.by) for by in case.recorded_by):
        raise Rejected("institution-route.own-case")
    _document(command.document)
    if command.since <= command.employed_since:
        raise Rejected("institution-route.since", field="/since")
    return (
        InstitutionHired(
            effective=command.since, worker_id=worker, case_id=id, employment_id=command.employment_id,
            employed_since=command.employed_since, unit=case.unit, document=command.document, hired_by=facts.by,
        ),
    )  # fmt: skip


def close(
    case: InstitutionCase, command: CloseInstitutionCase, facts: Facts[Policies]
) -> tuple[InstitutionCaseEvent, ...]:
    worker, id = _at(case, InstitutionStage.ELIGIBLE, InstitutionStage.APPLIED, InstitutionStage.EXAMINED)
    _document(command.document)
    return (
        InstitutionNotHired(
            effective=facts.today, worker_id=worker, case_id=id, why=command.why, document=command.document,
            recorded_by=facts.by
        ),
    )  # fmt: skip


def reopen(case: InstitutionCase, facts: Facts[Policies]) -> tuple[InstitutionCaseEvent, ...]:
    """At the stage at which the person left; what ended otherwise stays ended."""
    if case.worker_id is None or case.case_id is None or case.left_at is None:
        return ()
    return (
        InstitutionCaseReopened(
            effective=facts.today, worker_id=case.worker_id, case_id=case.case_id, stage=case.left_at,
            recorded_by=case.recorded_by[-1] if case.recorded_by else "",
        ),
    )  # fmt: skip


def _at(case: InstitutionCase, *stages: InstitutionStage) -> tuple[UUID, UUID]:
    if case.worker_id is None or case.case_id is None or case.stage not in stages:
        raise Rejected("institution-route.stage", stage=case.stage.value)
    return case.worker_id, case.case_id


def _document(text: str) -> None:
    if not text.strip():
        raise Rejected("institution-route.document", field="/document")


def _past(day: date, facts: Facts[Policies], field: str) -> None:
    if day > facts.today:
        raise Rejected("institution-route.future", field=field)
