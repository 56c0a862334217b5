"""That a table is in force is told; its figures are read."""

from uuid import UUID

from services.payroll.domain.contribution_tables import ContributionTableEvent
from shared.published import Published
from shared.published.payroll.pay import ContributionTablePublishedV1


def publish(table_id: UUID, event: ContributionTableEvent) -> Published | None:
    return ContributionTablePublishedV1(
        region=event.region, code=event.kind.value, version=event.version, base_year=event.terms.base_year
    )
