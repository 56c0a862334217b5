"""That a version is in force, and that a tried grade scheme was valued, is told; amounts are read."""

from uuid import UUID

from services.payroll.domain.pay_standard import StandardEvent, StandardPublished
from services.payroll.domain.scheme_cost_events import GradeSchemeCosted
from shared.published import Published
from shared.published.payroll.pay import SchemeCostedV1, StandardPublishedV1


def publish(standard_id: UUID, event: StandardEvent) -> Published | None:
    match event:
        case StandardPublished(county=county, kind=kind, version=version):
            return StandardPublishedV1(region=county, code=kind.value, version=version)
        case GradeSchemeCosted(region=region, county=county, trial=trial, digest=digest):
            return SchemeCostedV1(region=region, county=county, trial=trial, costs=digest)
        case _:
            return None
