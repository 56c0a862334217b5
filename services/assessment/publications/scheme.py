"""Which scheme events the world hears of."""

from uuid import UUID

from services.assessment.domain.schemes import SchemeDrafted, SchemeEvent, SchemeFrozen, SchemeIssued
from shared.published import Published
from shared.published.assessment.schemes import AssessmentSchemeIssuedV1


def publish(scheme_id: UUID, event: SchemeEvent) -> Published | None:
    match event:
        case SchemeIssued(county=county, year=year):
            return AssessmentSchemeIssuedV1(scheme_id=scheme_id, county=county, year=year)
        case SchemeDrafted() | SchemeFrozen():
            return None
