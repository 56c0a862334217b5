"""Statistics: each version is told with the hash of its bytes."""

from uuid import UUID

from services.personnel.domain.statistics import StatisticEvent
from shared.published import Published
from shared.published.personnel.statistics import StatisticsFrozenV1


def publish(id: UUID, event: StatisticEvent) -> Published | None:
    return StatisticsFrozenV1(
        statistic_id=id, region=event.region, form=event.form, period=event.period, version=event.version,
        digest=event.digest,
    )  # fmt: skip
