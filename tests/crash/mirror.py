"""A listening service as small as can be: it writes down every region it hears of, once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from services.personnel.domain.regions import region_id
from shared.kernel import NATION, Decider, Facts, Region, Send, Stream, record
from shared.published import News
from shared.published.personnel.regions import RegionFoundedV1
from shared.service import Hears, Service


@record
class Heard:
    """One message about the region, and which position of the publisher it had."""

    effective: date
    path: Region
    position: int


@record
class Hear:
    path: Region
    position: int


@record
class Memory:
    path: Region = NATION
    times: int = 0


@record
class NoPolicies:
    pass


def hear(memory: Memory, command: Hear, facts: Facts[Any]) -> tuple[Heard, ...]:
    """Never refuses a second time: a message applied twice must show."""
    return (Heard(effective=facts.today, path=command.path, position=command.position),)


def evolve(memory: Memory, event: Heard) -> Memory:
    return replace(memory, path=event.path, times=memory.times + 1)


def home(memory: Memory) -> Region:
    return memory.path


MEMORY: Stream[Memory, Hear, Heard, Any] = Stream(
    type="memory", decider=Decider(initial=Memory(), decide=hear, evolve=evolve), events=(Heard,), region_of=home
)


def react(news: News[RegionFoundedV1]) -> Iterator[Send[Any]]:

    yield Send(stream=MEMORY, to=region_id(news.event.path), command=Hear(path=news.event.path, position=news.position))


def nothing_told(stream_type: str, stream_id: UUID, event: Any) -> None:
    return None


SERVICE = Service(
    name="mirror", title="Mirror", folder=Path(__file__).parent, streams=(MEMORY,), policies=NoPolicies, projections=(),
    publish=nothing_told, hears={"personnel": Hears(RegionFoundedV1, react)},
)  # fmt: skip
