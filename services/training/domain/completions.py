"""What people completed: recorded, also late; corrected; annulled. Which duty it meets follows by itself."""

from datetime import date
from typing import Final
from uuid import UUID

from services.training.domain.duty_book import Completion, DutyBook
from services.training.domain.duty_events import (
    Category,
    CompletionAnnulled,
    CompletionCorrected,
    CompletionKind,
    CompletionRecorded,
    CorrectionReason,
    DutyBookEvent,
)
from services.training.domain.obligations import settle
from services.training.domain.policies import Policies
from shared.kernel import Facts, Rejected, record

COURSE_AT_MOST: Final = 200


@record
class RecordCompletion:
    """`hours` of 45 minutes; `completion_id` is chosen by the caller and makes asking twice harmless."""

    completion_id: UUID
    kind: CompletionKind
    category: Category
    hours: int
    course: str
    completed_on: date


@record
class CorrectCompletion:
    """The whole completion as it really was."""

    completion_id: UUID
    kind: CompletionKind
    category: Category
    hours: int
    course: str
    completed_on: date
    reason: CorrectionReason


@record
class AnnulCompletion:
    """It never was: a duty it met is open again."""

    completion_id: UUID
    reason: CorrectionReason


def record_completion(state: DutyBook, command: RecordCompletion, facts: Facts[Policies]) -> tuple[DutyBookEvent, ...]:
    worker_id = _known(state)
    said = _said(command)
    before = state.completion(command.completion_id)
    if before == said:
        return ()
    if before is not None:
        raise Rejected(
            "completions.annulled" if before.annulled else "completions.recorded-differently", field="/completion_id"
        )
    _check(command, facts)
    recorded = CompletionRecorded(
        effective=command.completed_on, worker_id=worker_id, completion_id=command.completion_id,
        kind=command.kind, category=command.category, hours=command.hours, course=command.course,
    )  # fmt: skip
    return settle(state, (recorded,), facts.policies)


def correct(state: DutyBook, command: CorrectCompletion, facts: Facts[Policies]) -> tuple[DutyBookEvent, ...]:
    worker_id = _known(state)
    before = _recorded(state, command.completion_id)
    if before.annulled:
        raise Rejected("completions.annulled", field="/completion_id")
    if before == _said(command):
        return ()
    _check(command, facts)
    corrected = CompletionCorrected(
        effective=command.completed_on, worker_id=worker_id, completion_id=command.completion_id, kind=command.kind,
        category=command.category, hours=command.hours, course=command.course, reason=command.reason,
    )  # fmt: skip
    return settle(state, (corrected,), facts.policies)


def annul(state: DutyBook, command: AnnulCompletion, facts: Facts[Policies]) -> tuple[DutyBookEvent, ...]:
    worker_id = _known(state)
    before = _recorded(state, command.completion_id)
    if before.annulled:
        return ()
    annulled = CompletionAnnulled(
        effective=before.completed_on, worker_id=worker_id, completion_id=command.completion_id, reason=command.reason
    )
    return settle(state, (annulled,), facts.policies)


def _known(state: DutyBook) -> UUID:
    if state.worker_id is None:
        raise Rejected("completions.worker-unknown")
    return state.worker_id


def _recorded(state: DutyBook, completion_id: UUID) -> Completion:
    found = state.completion(completion_id)
    if found is None:
        raise Rejected("completions.unknown", field="/completion_id")
    return found


def _said(command: RecordCompletion | CorrectCompletion) -> Completion:
    return Completion(
        completion_id=command.completion_id, kind=command.kind, category=command.category, hours=command.hours,
        course=command.course, completed_on=command.completed_on,
    )  # fmt: skip


def _check(command: RecordCompletion | CorrectCompletion, facts: Facts[Policies]) -> None:
    if command.completed_on > facts.today:
        raise Rejected("completions.not-yet", field="/completed_on", today=facts.today)
    most = facts.policies.completion_hours_at_most.on(facts.today)
    if not 1 <= command.hours <= most:
        raise Rejected("completions.hours", field="/hours", most=most)
    if not 1 <= len(command.course.strip()) <= COURSE_AT_MOST:
        raise Rejected("completions.course", field="/course", most=COURSE_AT_MOST)
