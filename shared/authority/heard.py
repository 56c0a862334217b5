"""What every service but personnel keeps of personnel's authority and region news: pure, its own streams in its own log.

Class and field names of events are the storage format: add, never rename.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from shared.kernel import NATION, Decider, Facts, Region, Send, Stream, record
from shared.kernel.derived import derived_id
from shared.published import News
from shared.published.personnel.authorities import AuthorityChangedV1
from shared.published.personnel.regions import RegionMovedV1

Heard = AuthorityChangedV1 | RegionMovedV1

# Events


@record
class AuthorityHeard:
    """How a grant or a delegated duty stands, as told at a position of personnel's log.

    `role` is a word, because personnel may know newer ones than we do.
    """

    effective: date
    told: int
    grant_id: UUID
    holder: str
    role: str
    region: Region
    starts: date
    ends: date | None
    in_force: bool
    principal: str | None
    underlying: UUID | None


@record
class RegionMoveHeard:
    """From the effective day a region lies at another path, or in the region there that it was merged into."""

    effective: date
    told: int
    path: Region
    to: Region
    merged: bool


# State


@record
class Standing:
    """Where it is about, and the position of the newest news."""

    region: Region = NATION
    told: int = 0


def evolve(state: Standing, event: AuthorityHeard | RegionMoveHeard) -> Standing:
    match event:
        case AuthorityHeard(region=region, told=told) | RegionMoveHeard(path=region, told=told):
            return Standing(region=region, told=told)


# Commands


@record
class HearAuthority:
    news: AuthorityChangedV1
    told: int
    effective: date


@record
class HearMove:
    news: RegionMovedV1
    told: int
    effective: date


# Decisions: older news that was parked and comes after newer changes nothing; a revoked grant never revives


def hear_authority(state: Standing, command: HearAuthority, facts: Facts[Any]) -> tuple[AuthorityHeard, ...]:
    news = command.news
    if command.told <= state.told:
        return ()
    return (
        AuthorityHeard(
            effective=command.effective, told=command.told, grant_id=news.grant_id, holder=news.holder, role=news.role,
            region=news.region, starts=news.starts, ends=news.ends, in_force=news.in_force, principal=news.principal,
            underlying=news.underlying,
        ),
    )  # fmt: skip


def hear_move(state: Standing, command: HearMove, facts: Facts[Any]) -> tuple[RegionMoveHeard, ...]:
    news = command.news
    if command.told <= state.told:
        return ()
    return (
        RegionMoveHeard(
            effective=command.effective, told=command.told, path=news.path, to=news.to, merged=news.merged
        ),
    )  # fmt: skip


def _region(state: Standing) -> Region:
    return state.region


AUTHORITY_HEARD: Stream[Standing, HearAuthority, AuthorityHeard, Any] = Stream(
    type="authority_heard", decider=Decider(initial=Standing(), decide=hear_authority, evolve=evolve),
    events=(AuthorityHeard,), region_of=_region,
)  # fmt: skip
REGION_HEARD: Stream[Standing, HearMove, RegionMoveHeard, Any] = Stream(
    type="region_heard", decider=Decider(initial=Standing(), decide=hear_move, evolve=evolve),
    events=(RegionMoveHeard,), region_of=_region,
)  # fmt: skip
STREAMS: Final = (AUTHORITY_HEARD, REGION_HEARD)


def hear(event: Heard, news: News[Any]) -> Iterator[Send[Any]]:
    """What a service's reaction to personnel makes of such news."""
    match event:
        case AuthorityChangedV1():
            grant = HearAuthority(news=event, told=news.position, effective=news.effective)
            yield Send(stream=AUTHORITY_HEARD, to=event.grant_id, command=grant)
        case RegionMovedV1():
            move = HearMove(news=event, told=news.position, effective=news.effective)
            yield Send(stream=REGION_HEARD, to=derived_id("region_heard", event.path), command=move)
