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
    """How a grant or a delegated duty stands; `role` is a word, because personnel may know newer ones than we do."""

    effective: date
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
    """A region lies at another path from the effective day, merged into what is there or by itself."""

    effective: date
    path: Region
    to: Region
    merged: bool


# State


@record
class Standing:
    """The news a stream heard last."""

    region: Region = NATION
    news: Heard | None = None


# Commands


@record
class HearAuthority:
    news: AuthorityChangedV1
    effective: date


@record
class HearMove:
    news: RegionMovedV1
    effective: date


# Decisions


def hear_authority(state: Standing, command: HearAuthority, facts: Facts[Any]) -> tuple[AuthorityHeard, ...]:
    news = command.news
    if state.news == news:
        return ()
    return (
        AuthorityHeard(
            effective=command.effective, grant_id=news.grant_id, holder=news.holder, role=news.role, region=news.region,
            starts=news.starts, ends=news.ends, in_force=news.in_force, principal=news.principal,
            underlying=news.underlying,
        ),
    )  # fmt: skip


def hear_move(state: Standing, command: HearMove, facts: Facts[Any]) -> tuple[RegionMoveHeard, ...]:
    news = command.news
    if state.news == news:
        return ()
    return (RegionMoveHeard(effective=command.effective, path=news.path, to=news.to, merged=news.merged),)


def _authority(state: Standing, event: AuthorityHeard) -> Standing:
    told = AuthorityChangedV1(
        grant_id=event.grant_id, holder=event.holder, role=event.role, region=event.region, starts=event.starts,
        ends=event.ends, in_force=event.in_force, principal=event.principal, underlying=event.underlying,
    )  # fmt: skip
    return Standing(region=event.region, news=told)


def _move(state: Standing, event: RegionMoveHeard) -> Standing:
    return Standing(region=event.path, news=RegionMovedV1(path=event.path, to=event.to, merged=event.merged))


def _region(state: Standing) -> Region:
    return state.region


AUTHORITY_HEARD: Stream[Standing, HearAuthority, AuthorityHeard, Any] = Stream(
    type="authority_heard", decider=Decider(initial=Standing(), decide=hear_authority, evolve=_authority),
    events=(AuthorityHeard,), region_of=_region,
)  # fmt: skip
REGION_HEARD: Stream[Standing, HearMove, RegionMoveHeard, Any] = Stream(
    type="region_heard", decider=Decider(initial=Standing(), decide=hear_move, evolve=_move),
    events=(RegionMoveHeard,), region_of=_region,
)  # fmt: skip
STREAMS: Final = (AUTHORITY_HEARD, REGION_HEARD)


def hear(event: Heard, news: News[Any]) -> Iterator[Send[Any]]:
    """What a service's reaction to personnel makes of such news."""
    match event:
        case AuthorityChangedV1():
            command = HearAuthority(news=event, effective=news.effective)
            yield Send(stream=AUTHORITY_HEARD, to=event.grant_id, command=command)
        case RegionMovedV1():
            move = HearMove(news=event, effective=news.effective)
            yield Send(stream=REGION_HEARD, to=derived_id("region_heard", event.path), command=move)
