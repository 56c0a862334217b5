"""Somebody was erased: employments and results stay, the name is forgotten."""

from datetime import date
from uuid import UUID

from services.assessment.domain.assessees import Assessee, AssesseeForgotten
from services.assessment.domain.policies import Policies
from shared.kernel import Facts, record


@record
class ForgetPerson:
    worker_id: UUID
    erased_on: date


def forget(assessee: Assessee, command: ForgetPerson, facts: Facts[Policies]) -> tuple[AssesseeForgotten, ...]:
    """Names every employment the name was told with."""
    if assessee.forgotten or not assessee.employments:
        return ()
    told = tuple(e.employment_id for e in assessee.employments)
    return (AssesseeForgotten(effective=command.erased_on, worker_id=command.worker_id, employment_ids=told),)
