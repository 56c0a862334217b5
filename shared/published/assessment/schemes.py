"""The county's yearly assessment scheme."""

from typing import ClassVar
from uuid import UUID

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class AssessmentSchemeIssuedV1:
    told: ClassVar[Name] = Name("assessment.scheme.issued")
    scheme_id: UUID
    county: Region
    year: int
