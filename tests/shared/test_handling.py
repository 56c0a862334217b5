"""The one path of a command: decided once, asked twice, answered once."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from shared.draft import Ask, Draft
from shared.eventlog import Codec, MemoryLog
from shared.handling import CommandKey, Handling, KeyReused, OutOfScope, VersionMismatch
from shared.ids import new_id
from shared.kernel import NATION, Decider, Facts, Region, Rejected, Stream, Take, record, region


@record
class Opened:
    effective: date
    place: Region


@record
class Booked:
    effective: date
    fen: int


@record
class Account:
    place: Region = NATION
    fen: int = 0


def decide(account: Account, command: Any, facts: Facts[str]) -> tuple[Any, ...]:
    if isinstance(command, str):
        return () if account.place != NATION else (Opened(effective=facts.today, place=Region(command)),)
    if account.fen + command < 0:
        raise Rejected("account.empty", field="/fen")
    return (Booked(effective=facts.today, fen=command),)


def evolve(account: Account, event: Any) -> Account:
    if isinstance(event, Opened):
        return Account(place=event.place, fen=account.fen)
    return Account(place=account.place, fen=account.fen + event.fen)


ACCOUNT: Stream[Account, Any, Any, str] = Stream(
    type="account",
    decider=Decider(initial=Account(), decide=decide, evolve=evolve),
    events=(Opened, Booked),
    region_of=lambda account: account.place,
    reserves=lambda id, command, event: (
        (Take(kind="fen", key=str(event.fen)),) if isinstance(event, Booked) and event.fen > 99 else ()
    ),
)
HERE, THERE = region("51", "01"), region("44", "01")


class Noon:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, 4, tzinfo=UTC)

    def today(self) -> date:
        return date(2026, 11, 23)


async def policies_for(stream_type: str, region: Region) -> str:
    return region


@pytest.fixture
def handling() -> Handling:
    return Handling(
        log=MemoryLog(Codec.of([ACCOUNT])),
        clock=Noon(),
        policies_for=policies_for,
        reserved=lambda kind: f"{kind}.taken",
    )


def ask(id: UUID, command: Any) -> Sequence[Ask]:
    return (Ask(stream=ACCOUNT, to=id, command=command),)


def key(name: str, hash: bytes = b"1") -> CommandKey:
    return CommandKey(caller="ann", key=name, hash=hash)


async def test_a_receipt_names_version_and_position(handling: Handling) -> None:
    id = new_id()
    receipt = await handling.carry_out((*ask(id, HERE), *ask(id, 5)), by="ann")
    assert (receipt.stream_id, receipt.version, receipt.position) == (id, 2, 2)


async def test_the_same_key_again_is_answered_with_the_first_receipt_and_changes_nothing(handling: Handling) -> None:
    id = new_id()
    first = await handling.carry_out(ask(id, 5), by="ann", key=key("k"))
    await handling.carry_out(ask(id, 6), by="ann")
    assert await handling.carry_out(ask(id, 5), by="ann", key=key("k")) == first
    assert await handling.log.head() == 2


async def test_the_same_key_is_answered_even_when_the_rule_would_refuse_now(handling: Handling) -> None:
    id = new_id()
    await handling.carry_out(ask(id, 5), by="ann")
    first = await handling.carry_out(ask(id, -5), by="ann", key=key("k"))
    assert await handling.carry_out(ask(id, -5), by="ann", key=key("k")) == first


async def test_the_same_key_with_another_request_is_refused(handling: Handling) -> None:
    id = new_id()
    await handling.carry_out(ask(id, 5), by="ann", key=key("k"))
    with pytest.raises(KeyReused):
        await handling.carry_out(ask(id, 7), by="ann", key=key("k", b"2"))


async def test_a_refused_command_leaves_no_trace_and_may_be_asked_again(handling: Handling) -> None:
    id = new_id()
    with pytest.raises(Rejected) as refused:
        await handling.carry_out(ask(id, -1), by="ann", key=key("k"))
    assert (refused.value.code, refused.value.field) == ("account.empty", "/fen")
    assert await handling.log.head() == 0
    await handling.carry_out(ask(id, 1), by="ann")
    await handling.carry_out(ask(id, -1), by="ann", key=key("k"))


async def test_a_command_that_changes_nothing_is_still_remembered(handling: Handling) -> None:
    id = new_id()
    await handling.carry_out(ask(id, HERE), by="ann")
    receipt = await handling.carry_out(ask(id, HERE), by="ann", key=key("k"))
    assert (receipt.version, receipt.position) == (1, 1)
    assert await handling.log.find_command("ann", "k") is not None


async def test_racing_commands_are_decided_again_on_the_new_state(handling: Handling) -> None:
    id = new_id()
    await handling.carry_out(ask(id, 10), by="ann")
    results = await asyncio.gather(
        *(handling.carry_out(ask(id, -3), by="ann") for _ in range(6)), return_exceptions=True
    )
    assert sum(isinstance(r, Rejected) for r in results) == 3


async def test_if_match_with_another_version_is_refused(handling: Handling) -> None:
    id = new_id()
    await handling.carry_out(ask(id, 1), by="ann")
    with pytest.raises(VersionMismatch):
        await handling.carry_out(ask(id, 1), by="ann", expected=0)
    await handling.carry_out(ask(id, 1), by="ann", expected=1)


async def test_a_unique_fact_held_by_another_is_refused_with_its_public_code(handling: Handling) -> None:
    await handling.carry_out(ask(new_id(), 100), by="ann")
    with pytest.raises(Rejected) as refused:
        await handling.carry_out(ask(new_id(), 100), by="ann")
    assert refused.value.code == "fen.taken"


async def test_a_looked_up_fact_that_was_taken_meanwhile_is_looked_up_again(handling: Handling) -> None:
    looked: list[int] = []

    async def next_free(draft: Draft) -> Sequence[Ask]:
        free = 100 + len(looked)
        looked.append(free)
        return ask(new_id(), free)

    await handling.carry_out(ask(new_id(), 100), by="ann")
    await handling.carry_out(next_free, by="ann")
    assert looked == [100, 101]


@pytest.mark.parametrize(("first", "then"), [(HERE, THERE), (THERE, 5)])
async def test_outside_the_callers_regions_a_stream_is_as_if_it_were_not_there(
    handling: Handling, first: Any, then: Any
) -> None:
    id = new_id()
    if first == THERE:
        await handling.carry_out(ask(id, first), by="ann")
    command = then if first == THERE else THERE
    with pytest.raises(OutOfScope):
        await handling.carry_out(ask(id, command), by="bob", allowed=lambda place: place == HERE)
    assert await handling.log.head() == (1 if first == THERE else 0)


async def test_policies_are_those_of_the_streams_region(handling: Handling) -> None:
    seen: list[Region] = []

    async def noted(stream_type: str, place: Region) -> str:
        seen.append(place)
        return place

    log = handling.log
    own = Handling(log=log, clock=Noon(), policies_for=noted, reserved=str)
    id = new_id()
    await own.carry_out((Ask(stream=ACCOUNT, to=id, command=HERE, region=HERE),), by="ann")
    await own.carry_out(ask(id, 5), by="ann")
    assert seen == [HERE, HERE]
