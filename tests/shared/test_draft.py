"""What an append in the making promises before the log is asked."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.streams import EMPLOYMENT
from shared.crypto import SM3, digest, leaf_hash
from shared.draft import Ask, Draft
from shared.eventlog import AlreadyHeld, Codec, MemoryLog, Origin
from shared.kernel import Region, Rejected
from tests.personnel.people import POLICIES, hire

DAY = date(2027, 2, 20)
ORIGIN = Origin(actor="officer", command_id=UUID(int=7), correlation=UUID(int=7))


@pytest.fixture
def draft() -> Draft:
    async def policies(stream_type: str, region: Region) -> Any:
        return POLICIES

    return Draft(MemoryLog(Codec.of([EMPLOYMENT])), policies, DAY, datetime(2027, 2, 20, tzinfo=UTC))


def ask(number: int, **changes: Any) -> Ask:
    id = UUID(int=number)
    return Ask(stream=EMPLOYMENT, to=id, command=replace(hire(), employment_id=id, **changes))


async def test_two_streams_of_one_append_never_take_the_same_place(draft: Draft) -> None:
    await draft.decide(ask(1), ORIGIN)
    with pytest.raises(AlreadyHeld):
        await draft.decide(ask(2), ORIGIN)
    assert len(draft.append().events) == 1
    assert draft.version(EMPLOYMENT, UUID(int=2)) == 0
    assert {take.holder for take in draft.append().takes} == {UUID(int=1)}


async def test_of_several_asks_all_are_laid_over_or_none(draft: Draft) -> None:
    await draft.decide(ask(1), ORIGIN)
    with pytest.raises(Rejected):
        await draft.decide_all(
            [ask(2, place="51/01/07/001/_#2", worker_id=UUID(int=12)), ask(3, probation_months=9)], ORIGIN
        )
    assert [stream.id for stream in draft.append().streams] == [UUID(int=1)]
    assert draft.version(EMPLOYMENT, UUID(int=2)) == 0
    await draft.decide_all([ask(2, place="51/01/07/001/_#2", worker_id=UUID(int=12))], ORIGIN)
    assert {take.holder for take in draft.append().takes} == {UUID(int=1), UUID(int=2)}


async def test_an_event_is_hashed_as_the_log_says_and_names_its_hash(draft: Draft) -> None:
    draft.log = MemoryLog(Codec.of([EMPLOYMENT], algorithm=SM3))
    await draft.decide(ask(1), ORIGIN)
    (event,) = draft.append().events
    assert event.meta.startswith(b'{"alg":"sm3",')
    assert event.hash == leaf_hash(event.meta, event.data, digest(SM3))
