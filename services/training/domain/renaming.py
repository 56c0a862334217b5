"""A name was corrected by whoever keeps it: the book shows the right one."""

from datetime import date
from uuid import UUID

from services.training.domain.duty_book import DutyBook
from services.training.domain.duty_events import LearnerRenamed
from services.training.domain.policies import Policies
from shared.kernel import Facts, WorkerName, record


@record
class RenamePerson:
    worker_id: UUID
    name: WorkerName
    renamed_on: date


def rename(state: DutyBook, command: RenamePerson, facts: Facts[Policies]) -> tuple[LearnerRenamed, ...]:
    if state.worker_id is None or state.forgotten or state.name == command.name:
        return ()
    return (LearnerRenamed(effective=command.renamed_on, worker_id=command.worker_id, name=command.name),)
