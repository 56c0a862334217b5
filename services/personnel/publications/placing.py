"""Where somebody works and to which group he belongs: told when it is so, again when it was wrong; proposals stay inside."""

from uuid import UUID

from services.personnel.domain import category_events as categories
from services.personnel.domain import transfer_events as transfers
from services.personnel.domain.employment import EmploymentEvent
from shared.published import Published
from shared.published.personnel.placing import AssignmentChangedV1, CategoryChangedV1


def publish(id: UUID, event: EmploymentEvent) -> Published | None:
    match event:
        case transfers.WorkplaceChanged() | transfers.TransferCorrected():
            return AssignmentChangedV1(
                worker_id=event.worker_id, employment_id=id, transfer_id=event.transfer_id, was=event.was,
                workplace=event.workplace, starts=event.effective, annulled=False,
            )  # fmt: skip
        case transfers.TransferAnnulled(took_effect=True, workplace=workplace):
            return AssignmentChangedV1(
                worker_id=event.worker_id, employment_id=id, transfer_id=event.transfer_id, was=workplace,
                workplace=workplace, starts=event.effective, annulled=True,
            )  # fmt: skip
        case categories.CategoryRecorded(category=category) | categories.CategoryCorrected(category=category):
            return CategoryChangedV1(
                worker_id=event.worker_id, employment_id=id, fact_id=event.fact_id, category=category.value,
                starts=event.effective, annulled=False,
            )  # fmt: skip
        case categories.CategoryAnnulled(now=now):
            return CategoryChangedV1(
                worker_id=event.worker_id, employment_id=id, fact_id=event.fact_id, category=now.value,
                starts=event.effective, annulled=True,
            )  # fmt: skip
        case _:
            return None
