"""Statistics (统计制度, policy article 16): a form's figures for a region and a period, frozen, corrected by a new version.

What is frozen keeps the figures themselves and how far the log was read, so that counting again gives the same bytes.
Class and field names of events are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, record
from shared.kernel.derived import derived_id

# Events


@record
class StatisticsFrozen:
    """Effective = last day of the period. `content` is the filled-in form as JSON, `digest` the hash of its bytes
    (`sha-256:…`), `cutoff` the last position of the log that was counted.
    """

    effective: date
    region: Region
    form: str
    period: str
    version: int
    cutoff: int
    content: str
    digest: str
    frozen_by: str


@record
class StatisticsCorrected:
    """The same form counted again later, when it came to other figures; the versions before stay what they were."""

    effective: date
    region: Region
    form: str
    period: str
    version: int
    cutoff: int
    content: str
    digest: str
    reason: str
    corrected_by: str


StatisticEvent = StatisticsFrozen | StatisticsCorrected

# State


@record
class Statistic:
    region: Region = NATION
    versions: tuple[StatisticEvent, ...] = ()

    @property
    def newest(self) -> StatisticEvent | None:
        return self.versions[-1] if self.versions else None


def evolve(statistic: Statistic, event: StatisticEvent) -> Statistic:
    return Statistic(region=event.region, versions=(*statistic.versions, event))


def statistic_id(form: str, region: Region, period: str) -> UUID:
    return derived_id("personnel.statistic", form, region, period)


# Commands


@record
class FreezeStatistics:
    """`reason` is why it is counted again; needed only where there is a version already."""

    region: Region
    form: str
    period: str
    as_of: date
    cutoff: int
    content: str
    digest: str
    reason: str = ""


@record
class Freezing:
    """What a clerk asks for, before anything is counted: `reason` where a version is there already."""

    region: Region
    form: str
    period: str
    reason: str = ""


@record
class Reproducing:
    """Count a version again."""

    statistic_id: UUID
    version: int


# Decisions


def freeze(statistic: Statistic, command: FreezeStatistics, facts: Facts[Policies]) -> tuple[StatisticEvent, ...]:
    """The first version, or a correction of the newest; nothing where the figures are what they were."""
    if command.as_of >= facts.today:
        raise Rejected("statistics.period-open", field="/period", ends=command.as_of)
    newest = statistic.newest
    if newest is None:
        return (
            StatisticsFrozen(
                effective=command.as_of, region=command.region, form=command.form, period=command.period, version=1,
                cutoff=command.cutoff, content=command.content, digest=command.digest, frozen_by=facts.by,
            ),
        )  # fmt: skip
    if newest.digest == command.digest:
        return ()
    if not command.reason.strip():
        raise Rejected("statistics.reason", field="/reason", version=newest.version)
    return (
        StatisticsCorrected(
            effective=command.as_of, region=command.region, form=command.form, period=command.period,
            version=newest.version + 1, cutoff=command.cutoff, content=command.content, digest=command.digest,
            reason=command.reason, corrected_by=facts.by,
        ),
    )  # fmt: skip
