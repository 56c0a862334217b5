"""A service that tells every note, and one that writes down what it hears and can be poisoned."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from shared.broker import BrokerAccess, Feed, encode_message
from shared.clock import SystemClock
from shared.draft import Ask
from shared.eventlog import PostgresLog
from shared.ids import new_id
from shared.kernel import NATION, Decider, Facts, Region, Send, Stream, Take, record, region
from shared.privacy import BlindIndex, MemoryKeyStore, Sealer
from shared.published import Name, News, Published
from shared.runtime import Connections, Runtime, running
from shared.service import Hears, Service
from tests.servers import TestDatabase

CHENGDU = region("51", "01", "07", "001", "001")
ZIGONG = region("51", "03", "02", "001", "001")


@record
class NoteToldV1:
    told: ClassVar[Name] = Name("notes.note.told")
    text: str


@record
class Noted:
    effective: date
    text: str
    place: Region


@record
class Write:
    text: str
    place: Region = CHENGDU


@record
class NoPolicies:
    pass


@record
class Notebook:
    place: Region = NATION
    texts: tuple[str, ...] = ()


def _decide(state: Notebook, command: Write, facts: Facts[Any]) -> tuple[Noted, ...]:
    return (Noted(effective=facts.today, text=command.text, place=command.place),)


def _evolve(state: Notebook, event: Noted) -> Notebook:
    return Notebook(place=event.place, texts=(*state.texts, event.text))


def _place(state: Notebook) -> Region:
    return state.place


def _own(id: UUID, state: Notebook) -> UUID:
    return id


def _reserves(id: UUID, command: Write, event: Noted) -> tuple[Take, ...]:
    """Of what begins so there may be one."""
    return (Take(kind="text", key=event.text),) if event.text.startswith("only ") else ()


NOTEBOOK: Stream[Notebook, Write, Noted, Any] = Stream(
    type="notebook", decider=Decider(initial=Notebook(), decide=_decide, evolve=_evolve), events=(Noted,),
    region_of=_place, subject_of=_own, reserves=_reserves,
)  # fmt: skip


def _publish(stream_type: str, stream_id: UUID, event: Noted) -> Published | None:
    """A note that begins with a dot is private."""
    return None if event.text.startswith(".") else NoteToldV1(text=event.text)


def _silent(stream_type: str, stream_id: UUID, event: Any) -> Published | None:
    return None


NOTES = Service(
    name="notes", title="Notes", folder=Path(__file__).parent, streams=(NOTEBOOK,), policies=NoPolicies,
    projections=(), publish=_publish,
)  # fmt: skip


@dataclass(slots=True)
class Poison:
    """Texts that the hearing service stumbles over."""

    texts: set[str] = field(default_factory=set)

    def react(self, news: News[NoteToldV1]) -> Iterator[Send[Any]]:
        if news.event.text in self.texts:
            raise ZeroDivisionError
        assert news.subject is not None
        text = news.event.text.removeprefix("please ")
        yield Send(stream=NOTEBOOK, to=news.subject, command=Write(text=text, place=news.region))


def hearing(poison: Poison) -> Service:
    return Service(
        name="hearing", title="Hearing", folder=Path(__file__).parent, streams=(NOTEBOOK,), policies=NoPolicies,
        projections=(), publish=_silent, hears={"notes": Hears(NoteToldV1, poison.react)},
    )  # fmt: skip


@asynccontextmanager
async def started(
    service: Service, database: TestDatabase, broker: BrokerAccess, *roles: str, feeds: Mapping[str, Feed] | None = None
) -> AsyncIterator[Runtime]:
    connections = Connections(app=database.app, projector=database.projector, broker=broker, feeds=feeds or {})
    sealer = Sealer(store=MemoryKeyStore(), blind=BlindIndex(b"0" * 32))
    async with running(service, connections, SystemClock(), sealer, roles=roles) as runtime:
        yield runtime


async def write(runtime: Runtime, *texts: str, to: UUID | None = None, place: Region = CHENGDU) -> int:
    """Write notes, each in a notebook of its own unless one is named; the last position."""
    position = 0
    for text in texts:
        ask = Ask(stream=NOTEBOOK, to=to or new_id(), command=Write(text=text, place=place), region=place)
        position = (await runtime.handling.carry_out([ask], by="writer")).position
    return position


async def texts(runtime: Runtime) -> list[str]:
    """Everything in the log, in order."""
    rows = await runtime.log.read(0, 10_000)
    return [e.text for row in rows if isinstance(e := runtime.log.codec.recorded(row).event, Noted)]


async def relayed(runtime: Runtime, position: int) -> None:
    await until(lambda: runtime.relay is not None and runtime.relay.position >= position)


async def heard(runtime: Runtime, position: int) -> None:
    await until(lambda: runtime.listeners["notes"].position >= position)


async def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something that other tasks bring about."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.02)


def feed_of(log: PostgresLog) -> Feed:
    async def read(after: int, count: int) -> list[tuple[Mapping[str, str], bytes]]:
        rows = await log.read(after, count)
        messages = [encode_message("notes", row, log.codec, _publish) for row in rows]
        return [(message.headers, message.body) for message in messages]

    return read
