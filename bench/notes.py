"""Two small services: one tells every note it takes, the other writes down what it hears."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Final
from uuid import UUID

from bench.events import HERE
from shared.draft import Ask
from shared.eventlog import Append, Origin, StreamVersion, stored
from shared.ids import new_id
from shared.kernel import NATION, Decider, Facts, Region, Send, Stream, record
from shared.published import Name, News, Published
from shared.runtime import Runtime
from shared.service import Hears, Service

DAY: Final = date(2026, 11, 1)


@record
class NoteToldV1:
    """What the other service hears."""

    told: ClassVar[Name] = Name("telling.note.told")
    text: str


@record
class Noted:
    effective: date
    text: str
    place: Region


@record
class Write:
    text: str
    place: Region = HERE


@record
class NoPolicies:
    pass


@record
class Notebook:
    place: Region = NATION
    notes: int = 0


def _decide(state: Notebook, command: Write, facts: Facts[Any]) -> tuple[Noted, ...]:
    return (Noted(effective=facts.today, text=command.text, place=command.place),)


def _evolve(state: Notebook, event: Noted) -> Notebook:
    return Notebook(place=event.place, notes=state.notes + 1)


def _own(id: UUID, state: Notebook) -> UUID:
    return id


NOTEBOOK: Final[Stream[Notebook, Write, Noted, Any]] = Stream(
    type="notebook", decider=Decider(initial=Notebook(), decide=_decide, evolve=_evolve), events=(Noted,),
    region_of=lambda state: state.place, subject_of=_own,
)  # fmt: skip


def _tell(stream_type: str, stream_id: UUID, event: Noted) -> Published | None:
    return NoteToldV1(text=event.text)


def _silent(stream_type: str, stream_id: UUID, event: Noted) -> Published | None:
    return None


def _react(news: News[NoteToldV1]) -> Iterator[Send[Any]]:
    assert news.subject is not None
    yield Send(stream=NOTEBOOK, to=news.subject, command=Write(text=news.event.text, place=news.region))


TELLING: Final = Service(
    name="telling", title="Telling", folder=Path(__file__).parent, streams=(NOTEBOOK,), policies=NoPolicies,
    projections=(), publish=_tell,
)  # fmt: skip
HEARING: Final = Service(
    name="hearing", title="Hearing", folder=Path(__file__).parent, streams=(NOTEBOOK,), policies=NoPolicies,
    projections=(), publish=_silent, hears={"telling": Hears(NoteToldV1, _react)},
)  # fmt: skip


async def write(runtime: Runtime) -> None:
    """One note in a notebook of its own, by the path of every command."""
    ask = Ask(stream=NOTEBOOK, to=new_id(), command=Write(text="a note of some length " * 4), region=HERE)
    await runtime.handling.carry_out([ask], by="writer")


async def write_many(runtime: Runtime, count: int) -> None:
    """So many notes in notebooks of their own, a thousand in each append."""
    now = runtime.clock.now()
    for start in range(0, count, 1_000):
        ids = [new_id() for _ in range(min(1_000, count - start))]
        noted = Noted(effective=DAY, text="a note of some length " * 4, place=HERE)
        events = tuple(
            stored(
                stream_type="notebook", stream_id=id, version=1, event=noted, event_id=new_id(), subject=id,
                region=HERE, recorded=now, origin=Origin(actor="writer", command_id=id, correlation=id),
            )
            for id in ids
        )  # fmt: skip
        streams = tuple(StreamVersion("notebook", id, 0) for id in ids)
        await runtime.log.append(Append(streams=streams, events=events))
