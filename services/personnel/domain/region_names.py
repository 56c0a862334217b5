"""What a region is officially called: recorded from any day, before a later change too; corrected; annulled."""

from datetime import date

from services.personnel.domain.policies import Policies
from services.personnel.domain.region_events import (
    Place,
    RegionName,
    RegionNameAnnulled,
    RegionNameCorrected,
    RegionRenamed,
)
from shared.kernel import Facts, Rejected, record

# Commands


@record
class RenameRegion:
    """A new official code, a new name, or both, from the effective day."""

    code: str
    name: str
    effective: date


@record
class CorrectRegionName:
    """`since` is the first day under which it was entered; `effective` the right one."""

    since: date
    code: str
    name: str
    effective: date
    reason: str


@record
class AnnulRegionName:
    since: date
    reason: str


# Decisions


def rename(place: Place, command: RenameRegion, facts: Facts[Policies]) -> tuple[RegionRenamed, ...]:
    _known(place)
    if dict(place.names).get(command.effective) == RegionName(code=command.code, name=command.name):
        return ()
    if place.successor is not None:
        raise Rejected("regions.gone")
    check(command.code, command.name)
    _not_before(place, command.effective)
    return (RegionRenamed(effective=command.effective, path=place.path, code=command.code, name=command.name),)


def correct(place: Place, command: CorrectRegionName, facts: Facts[Policies]) -> tuple[RegionNameCorrected, ...]:
    """The name of the founding keeps its day: a region is called something from its first day on."""
    _known(place)
    check(command.code, command.name)
    kept, right = dict(place.names), RegionName(code=command.code, name=command.name)
    if command.since not in kept:
        if kept.get(command.effective) == right:
            return ()
        raise Rejected("regions.no-such-name", field="/since")
    if (command.effective, right) == (command.since, kept[command.since]):
        return ()
    if command.since == place.founded != command.effective:
        raise Rejected("regions.founding-name", field="/effective")
    if command.effective != command.since and command.effective in kept:
        raise Rejected("regions.day-named", field="/effective")
    _not_before(place, command.effective)
    return (
        RegionNameCorrected(
            effective=command.effective, path=place.path, since=command.since, code=command.code, name=command.name,
            reason=_because(command.reason), corrected_by=facts.by,
        ),
    )  # fmt: skip


def annul(place: Place, command: AnnulRegionName, facts: Facts[Policies]) -> tuple[RegionNameAnnulled, ...]:
    _known(place)
    if command.since == place.founded:
        raise Rejected("regions.founding-name", field="/since")
    because = _because(command.reason)
    if command.since not in dict(place.names):
        return ()
    return (RegionNameAnnulled(effective=command.since, path=place.path, reason=because, annulled_by=facts.by),)


def check(code: str, name: str) -> None:
    """Raises Rejected for what is no official code or no name."""
    if not (code.isdecimal() and 2 <= len(code) <= 12):
        raise Rejected("regions.code", field="/code")
    if not 1 <= len(name.strip()) <= 100:
        raise Rejected("regions.name", field="/name")


def _known(place: Place) -> None:
    if not place.name:
        raise Rejected("regions.unknown")


def _not_before(place: Place, day: date) -> None:
    if day < place.founded:
        raise Rejected("regions.before-founding", field="/effective", founded=place.founded)


def _because(reason: str) -> str:
    if not reason.strip():
        raise Rejected("regions.reason", field="/reason")
    return reason
