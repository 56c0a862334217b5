"""The suite every log must pass: PostgreSQL's and the one in memory alike. Subclass it with a `log` fixture."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from shared.eventlog import (
    AlreadyHeld,
    Append,
    CommandKnown,
    CommandRow,
    Conflict,
    CursorMoved,
    CursorStep,
    Held,
    Log,
    Origin,
    Parked,
    StoredEvent,
    StreamVersion,
    stored,
)
from shared.ids import new_id
from shared.kernel import NATION, Decider, Facts, Sealed, Stream, record

NOW = datetime(2026, 11, 23, 1, 2, 3, 456789, tzinfo=UTC)


@record
class Noted:
    """The toy event of the log's own tests."""

    effective: date
    text: str
    name: Sealed | None = None


def _decide(state: int, command: str, facts: Facts[None]) -> tuple[Noted, ...]:
    return (Noted(effective=facts.today, text=command),)


def _evolve(state: int, event: Noted) -> int:
    return state + 1


NOTES: Stream[int, str, Noted, None] = Stream(
    type="note",
    decider=Decider(initial=0, decide=_decide, evolve=_evolve),
    events=(Noted,),
    region_of=lambda state: NATION,
)


def note(id: UUID, version: int, text: str = "a note", recorded: datetime = NOW) -> StoredEvent:
    command = new_id()
    return stored(
        stream_type="note", stream_id=id, version=version, event=Noted(effective=date(2026, 11, 1), text=text, name=Sealed("t0ken")),
        event_id=new_id(), subject=id, region=NATION, recorded=recorded,
        origin=Origin(actor="tester", command_id=command, correlation=command),
    )  # fmt: skip


def notes(id: UUID, *, expected: int, count: int = 1) -> Append:
    return Append(
        streams=(StreamVersion("note", id, expected),),
        events=tuple(note(id, expected + n) for n in range(1, count + 1)),
    )


def command(caller: str, key: str, hash: bytes = b"h") -> CommandRow:
    return CommandRow(caller=caller, key=key, hash=hash, receipt=b"receipt", recorded=NOW)


async def refusals(answers: Sequence["asyncio.Future[Any]"]) -> list[type[BaseException] | None]:
    """What each append was answered: None for done, else the class of the refusal."""
    results = await asyncio.gather(*answers, return_exceptions=True)
    return [type(r) if isinstance(r, BaseException) else None for r in results]


class LogCases:
    """Each test is a promise of the log."""

    async def test_events_come_back_as_they_were_appended(self, log: Log) -> None:
        id, before = new_id(), await log.head()
        appended = await log.append(notes(id, expected=0, count=2))
        (first, second) = (await log.load([("note", id)]))["note", id]
        assert (appended.first, appended.last) == (before + 1, before + 2) == (first.position, second.position)
        assert first.event == Noted(effective=date(2026, 11, 1), text="a note", name=Sealed("t0ken"))
        assert (first.version, first.recorded, first.effective, first.subject) == (1, NOW, date(2026, 11, 1), id)

    async def test_an_unknown_stream_is_empty(self, log: Log) -> None:
        id = new_id()
        assert await log.load([("note", id)]) == {("note", id): ()}

    async def test_reading_on_gives_every_position_once_in_order(self, log: Log) -> None:
        start = await log.head()
        for _ in range(5):
            await log.append(notes(new_id(), expected=0, count=3))
        assert [e.position for e in await log.read(start, 100)] == list(range(start + 1, start + 16))
        assert [e.position for e in await log.read(start + 4, 2)] == [start + 5, start + 6]

    @pytest.mark.parametrize("expected", [0, 1, 3])
    async def test_a_stream_at_another_version_refuses_the_append(self, log: Log, expected: int) -> None:
        id = new_id()
        await log.append(notes(id, expected=0, count=2))
        with pytest.raises(Conflict):
            await log.append(notes(id, expected=expected))
        assert len((await log.load([("note", id)]))["note", id]) == 2

    async def test_of_many_writers_of_one_version_exactly_one_wins(self, log: Log) -> None:
        id = new_id()
        answers = await refusals([log.append(notes(id, expected=0)) for _ in range(32)])
        assert sorted(answers, key=str) == sorted([None, *[Conflict] * 31], key=str)

    async def test_a_refused_append_in_a_batch_harms_nobody_else(self, log: Log) -> None:
        taken, others, start = new_id(), [new_id() for _ in range(20)], await log.head()
        await log.append(notes(taken, expected=0))
        answers = await refusals([log.append(notes(id, expected=0)) for id in [*others[:10], taken, *others[10:]]])
        assert answers == [None] * 10 + [Conflict] + [None] * 10
        assert [e.position for e in await log.read(start, 100)] == list(range(start + 1, start + 22))

    async def test_several_streams_are_appended_together_or_not_at_all(self, log: Log) -> None:
        free, taken = new_id(), new_id()
        await log.append(notes(taken, expected=0))
        both = Append(
            streams=(StreamVersion("note", free, 0), StreamVersion("note", taken, 0)),
            events=(note(free, 1), note(taken, 1)),
        )
        with pytest.raises(Conflict):
            await log.append(both)
        assert (await log.load([("note", free)]))["note", free] == ()

    async def test_a_unique_fact_is_held_by_one_and_may_be_given_back(self, log: Log) -> None:
        one, other, key = new_id(), new_id(), str(new_id())
        await log.append(replace(notes(one, expected=0), takes=(Held("place", key, one),)))
        with pytest.raises(AlreadyHeld) as held:
            await log.append(replace(notes(other, expected=0), takes=(Held("place", key, other),)))
        assert held.value.kind == "place"
        assert await log.holder("place", key) == one
        await log.append(replace(notes(one, expected=1), releases=(("place", key),)))
        await log.append(replace(notes(other, expected=0), takes=(Held("place", key, other),)))
        assert await log.holder("place", key) == other
        assert await log.held("place", key[:8]) == [key]

    async def test_a_command_is_known_by_caller_and_key(self, log: Log) -> None:
        id, key = new_id(), str(new_id())
        appended = await log.append(replace(notes(id, expected=0), command=command("ann", key)))
        with pytest.raises(CommandKnown):
            await log.append(replace(notes(id, expected=1), command=command("ann", key)))
        await log.append(replace(notes(id, expected=1), command=command("bob", key)))
        known = await log.find_command("ann", key)
        assert known is not None
        assert (known.hash, known.receipt, known.position) == (b"h", b"receipt", appended.last)

    async def test_a_command_without_events_is_remembered(self, log: Log) -> None:
        key = str(new_id())
        await log.append(Append(command=command("ann", key)))
        assert await log.find_command("ann", key) is not None

    async def test_a_refused_append_leaves_no_trace(self, log: Log) -> None:
        id, key = new_id(), str(new_id())
        await log.append(notes(id, expected=0))
        refused = replace(
            notes(id, expected=0), command=command("ann", key), takes=(Held("place", key, id),), cursor=CursorStep(key, 0, 5),
            parked=(Parked(key, 1, "s", "e", NOW),),
        )  # fmt: skip
        with pytest.raises(Conflict):
            await log.append(refused)
        assert await log.find_command("ann", key) is None
        assert await log.holder("place", key) is None
        assert await log.cursor(key) == 0
        assert await log.parked(key) == []

    async def test_a_cursor_steps_only_from_where_it_stands(self, log: Log) -> None:
        source = str(new_id())
        await log.append(Append(cursor=CursorStep(source, 0, 7)))
        with pytest.raises(CursorMoved):
            await log.append(replace(notes(new_id(), expected=0), cursor=CursorStep(source, 0, 9)))
        assert await log.cursor(source) == 7

    async def test_a_parked_message_stays_until_it_is_released(self, log: Log) -> None:
        source = str(new_id())
        await log.append(Append(cursor=CursorStep(source, 0, 3), parked=(Parked(source, 3, "s", "boom", NOW),)))
        assert await log.parked(source) == [Parked(source, 3, "s", "boom", NOW)]
        await log.append(Append(unparked=((source, 3),)))
        assert await log.parked(source) == []

    async def test_what_was_known_at_an_instant_is_a_prefix(self, log: Log) -> None:
        id = new_id()
        later = datetime(2031, 1, 1, tzinfo=UTC)
        before = await log.append(notes(id, expected=0))
        await log.append(Append(streams=(StreamVersion("note", id, 1),), events=(note(id, 2, recorded=later),)))
        assert before.last <= await log.head_at(datetime(2030, 1, 1, tzinfo=UTC)) < await log.head_at(later)

    async def test_an_event_that_waited_to_be_appended_is_still_in_what_was_known(self, log: Log) -> None:
        """Decided before one that is in the log already: recorded earlier, at a later position."""
        began = datetime(2032, 1, 1, 12, tzinfo=UTC)
        at = [began + timedelta(seconds=second) for second in (0, 60, 20, 70, 50, 900, 2_000)]
        done = [await log.append(Append(streams=(StreamVersion("note", id, 0),), events=(note(id, 1, recorded=when),)))
                for id, when in ((new_id(), when) for when in at)]  # fmt: skip
        known = [await log.head_at(began + timedelta(seconds=second)) for second in (0, 20, 55, 65, 899, 1_999, 2_001)]
        assert known == [done[n].last for n in (0, 2, 4, 4, 4, 5, 6)]
