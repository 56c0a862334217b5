"""A name was corrected by whoever keeps it: everything told of the person shows the right one."""

from datetime import date
from uuid import UUID

from services.assessment.domain.assessees import Assessee, AssesseeRenamed
from services.assessment.domain.policies import Policies
from shared.kernel import Facts, WorkerName, record


@record
class RenamePerson:
    worker_id: UUID
    name: WorkerName
    renamed_on: date


def rename(assessee: Assessee, command: RenamePerson, facts: Facts[Policies]) -> tuple[AssesseeRenamed, ...]:
    """Names every employment the name was told with."""
    if assessee.forgotten or not assessee.employments or assessee.name == command.name:
        return ()
    told = tuple(e.employment_id for e in assessee.employments)
    return (
        AssesseeRenamed(
            effective=command.renamed_on, worker_id=command.worker_id, employment_ids=told, name=command.name
        ),
    )
