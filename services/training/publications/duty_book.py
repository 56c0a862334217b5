"""Which events of a training book the world hears of. What others told us is not told again."""

from uuid import UUID

from services.training.domain import duty_events as book
from services.training.domain.duty_events import DutyBookEvent
from shared.published import Published
from shared.published.training import completions, duties


def publish(worker_id: UUID, event: DutyBookEvent) -> Published | None:  # noqa: C901  one match
    match event:
        case book.DutyRestored(duty_id=duty, kind=kind, opens=opens, due=due):
            return duties.ObligationReopenedV1(worker_id=worker_id, duty_id=duty, kind=kind, opens=opens, due=due)
        case (
            book.EmploymentBegan()
            | book.EmploymentEnded()
            | book.EmploymentResumed()
            | book.LearnerMoved()
            | book.PersonForgotten()
            | book.LearnerRenamed()
        ):
            return None
        case book.PostTaken() | book.PostLeft() | book.PostYearBegan() | book.PostDaysCorrected():
            return None
        case book.DutyOpened(duty_id=duty, kind=kind, opens=opens, due=due):
            return duties.ObligationOpenedV1(worker_id=worker_id, duty_id=duty, kind=kind, opens=opens, due=due)
        case book.DutyMet(duty_id=duty, kind=kind, effective=met_on):
            return duties.ObligationMetV1(worker_id=worker_id, duty_id=duty, kind=kind, met_on=met_on)
        case book.DutyReopened(duty_id=duty, kind=kind, opens=opens, due=due):
            return duties.ObligationReopenedV1(worker_id=worker_id, duty_id=duty, kind=kind, opens=opens, due=due)
        case book.DutyOverdue(duty_id=duty, kind=kind, due=due):
            return duties.ObligationOverdueV1(worker_id=worker_id, duty_id=duty, kind=kind, due=due)
        case book.DutyWithdrawn(duty_id=duty, kind=kind, reason=reason):
            return duties.ObligationWithdrawnV1(worker_id=worker_id, duty_id=duty, kind=kind, reason=reason)
        case book.CompletionRecorded():
            return completions.CompletionRecordedV1(
                worker_id=worker_id, completion_id=event.completion_id, kind=event.kind,
                category=event.category, hours=event.hours, completed_on=event.effective,
            )  # fmt: skip
        case book.CompletionCorrected():
            return completions.CompletionCorrectedV1(
                worker_id=worker_id, completion_id=event.completion_id, kind=event.kind,
                category=event.category, hours=event.hours, completed_on=event.effective,
            )  # fmt: skip
        case book.CompletionAnnulled(completion_id=completion):
            return completions.CompletionAnnulledV1(worker_id=worker_id, completion_id=completion)
