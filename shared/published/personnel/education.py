"""Education and degree."""

from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class EducationRegisteredV1:
    """An education of a worker; effective = from which day it is held. Told again under the same id where it is corrected.

    `education`: COLLEGE (or below), BACHELOR, MASTER, DOCTOR; `papers`: DIPLOMA, DEGREE, BOTH. `held_before`: it was held already when
    the worker was hired, effective is then the first day of work. `corrected`: what was told under the id before was wrong.
    """

    told: ClassVar[Name] = Name("personnel.education.registered")
    worker_id: UUID
    education_id: UUID
    education: str
    papers: str
    held_before: bool
    corrected: bool


@record
class EducationAnnulledV1:
    """It never was; effective = the day from which it was said to be held."""

    told: ClassVar[Name] = Name("personnel.education.annulled")
    worker_id: UUID
    education_id: UUID
