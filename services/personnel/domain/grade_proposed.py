"""A proposed grade: everything it follows from and every step of the formula, so that it can be explained for ever.

Class and field names of events are the storage format: add, never rename.
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from services.personnel.domain.scheme_terms import Certificate, Education, EducationPapers
from shared.kernel import Region, record


class Trigger(StrEnum):
    HIRE = "HIRE"
    IMPORT = "IMPORT"
    ANNIVERSARY = "ANNIVERSARY"
    CERTIFICATE = "CERTIFICATE"
    RESULT = "RESULT"
    APPOINTMENT = "APPOINTMENT"
    SCHEME = "SCHEME"
    DEGREE = "DEGREE"
    HONOUR = "HONOUR"
    DISCIPLINE = "DISCIPLINE"
    YEARS = "YEARS"


@record
class GradeProposed:
    """Effective = the day the grade would take effect; with everything it follows from, and every step of the formula.

    `caused_by` is the fact that brought it about; `from_grade` what is held, or waits to be decided, on the day otherwise.
    """

    schema_version: ClassVar[int] = 2
    effective: date
    worker_id: UUID
    proposal_id: UUID
    trigger: Trigger
    post_category: str
    grade: int
    counted_years: int
    education: Education
    certificate: Certificate | None
    scheme: str
    scheme_version: int
    next_step: date | None
    caused_by: UUID | None
    from_grade: int | None
    scheme_region: Region
    scheme_document: str
    duty_category: str
    papers: EducationPapers
    counting_since: date | None
    counted_months: int
    deemed_months: int
    early_months: int
    uncounted_years: tuple[int, ...]
    honours: tuple[str, ...]
    sanctions: tuple[str, ...]
    lowest: int
    highest: int
    years_per_grade: int
    year_grades: int
    education_grades: int
    certificate_grades: int
    credit: int
    honour_grades: int
    penalty_grades: int
    kept: int | None


def proposed_before_steps_were_kept(stored: dict[str, Any]) -> dict[str, Any]:
    """Highest 0: nobody wrote the steps down."""
    return {
        **stored, "caused_by": None, "from_grade": None, "scheme_region": "", "scheme_document": "",
        "duty_category": stored["post_category"], "papers": "BOTH", "counting_since": None,
        "counted_months": 12 * stored["counted_years"], "deemed_months": 0, "early_months": 0, "uncounted_years": [],
        "honours": [], "sanctions": [], "lowest": 0, "highest": 0, "years_per_grade": 0, "year_grades": 0,
        "education_grades": 0, "certificate_grades": 0, "credit": 0, "honour_grades": 0, "penalty_grades": 0, "kept": None,
    }  # fmt: skip
