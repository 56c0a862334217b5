"""Education and degree as personnel told them, stored in the entitlement stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from services.payroll.domain.facts import Fact, FactKind
from shared.kernel import record


@record
class EducationHeard:
    """Effective = from which day it is held; with `held_before` it was held already when the person was hired on that day.

    Told again under the same id where it was corrected.
    """

    effective: date
    worker_id: UUID
    education_id: UUID
    education: str
    papers: str
    held_before: bool
    cause: UUID


@record
class EducationDropped:
    """It never was. Effective = the day from which it was said to be held."""

    effective: date
    worker_id: UUID
    education_id: UUID
    cause: UUID


EducationNews = EducationHeard | EducationDropped


def education_fact(event: EducationNews, position: int) -> Fact:
    match event:
        case EducationHeard(effective=day, education_id=id, cause=cause):
            return Fact(position, FactKind.EDUCATION, id, day, cause, word=event.education, flag=event.held_before)
        case EducationDropped(effective=day, education_id=id, cause=cause):
            return Fact(position, FactKind.EDUCATION, id, day, cause, annulled=True)
