"""The days training waits for: the day after a duty is due, and each first of January for a post."""

from datetime import date
from uuid import UUID

from services.training.domain import duty_events as book
from services.training.domain.duty_events import DutyBookEvent
from shared.kernel import DAY, Recorded
from shared.readmodel import Drop, Projection, Put, RowChange, due

_BOOK = "duty_book"


def project(recorded: Recorded[DutyBookEvent]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    worker_id, event = recorded.stream_id, recorded.event
    match event:
        case (
            book.DutyOpened(duty_id=duty, due=last)
            | book.DutyReopened(duty_id=duty, due=last)
            | book.DutyRestored(duty_id=duty, due=last)
        ):
            return (_wait(f"duty-overdue:{duty}", worker_id, last + DAY),)
        case book.DutyMet(duty_id=duty) | book.DutyOverdue(duty_id=duty):
            return (_settled(f"duty-overdue:{duty}", worker_id),)
        case book.DutyWithdrawn(duty_id=duty, due=last, effective=day):
            return (_settled(f"duty-overdue:{duty}", worker_id),) if day <= last else ()
        case book.PostYearBegan(appointment_id=term, year=year):
            return (_wait(f"annual-duty:{term}", worker_id, date(year + 1, 1, 1)),)
        case book.PostDaysCorrected(appointment_id=term):
            return (_wait(f"annual-duty:{term}", worker_id, date(recorded.recorded.year + 1, 1, 1)),)
        case book.PostLeft(appointment_id=term):
            return (_settled(f"annual-duty:{term}", worker_id),)
        case (
            book.EmploymentBegan()
            | book.EmploymentEnded()
            | book.EmploymentResumed()
            | book.LearnerMoved()
            | book.PostTaken()
        ):
            return ()
        case (
            book.CompletionRecorded()
            | book.CompletionCorrected()
            | book.CompletionAnnulled()
            | book.PersonForgotten()
            | book.LearnerRenamed()
        ):
            return ()


def _wait(kind: str, worker_id: UUID, day: date) -> Put:
    return Put(due, kind=kind, stream_type=_BOOK, stream_id=worker_id, day=day)


def _settled(kind: str, worker_id: UUID) -> Drop:
    return Drop(due, kind=kind, stream_type=_BOOK, stream_id=worker_id)


DEADLINES = Projection(name="deadlines", tables=(due,), streams=(_BOOK,), project=project)
