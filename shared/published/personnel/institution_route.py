"""Long-serving secretaries into institutions."""

from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class InstitutionEligibleV1:
    """The person stands on the county's list of the year; effective = the day on which everybody was judged."""

    told: ClassVar[Name] = Name("personnel.institution_route.eligible")
    worker_id: UUID
    case_id: UUID
    year: int


@record
class InstitutionHiredV1:
    """Hired by an institution; effective = the first day there: the grade pay of this employment ends the day before."""

    told: ClassVar[Name] = Name("personnel.institution_route.hired")
    worker_id: UUID
    case_id: UUID
    employment_id: UUID
