import asyncio
import pytest
from shared.ids import new_id
from shared.broker import Listener
from tests.shared.broker.conftest import *
from tests.shared.broker.notes import *
from tests.shared.broker.test_listener import heard, texts

async def test_pg_kill(broker, breakable, notes_database, hearing_database):
    async with (
        started(NOTES, notes_database, broker.url, "relay") as notes,
        started(hearing(Poison()), hearing_database, broker.url, "listen") as other,
    ):
        await heard(other, await write(notes, "before"))
        for _ in range(3):
            await breakable.kill_postgres()
            await asyncio.sleep(.5)
        print([ (t.get_name(), t.exception()) for r in (notes, other) for t in r.tasks if t.done()])
        await heard(other, await write(notes, "after"))

async def test_spin(broker, notes_database, hearing_database):
    async with (
        started(NOTES, notes_database, broker.url, "relay") as notes,
        started(hearing(Poison()), hearing_database, broker.url, "listen") as other,
    ):
        await heard(other, await write(notes, "before"))
        l = other.listeners["notes"]
        n = 0
        orig = l._behind
        async def b(c):
            nonlocal n
            n += 1
            return await orig(c)
        l._behind = b
        await broker.kill()
        await asyncio.sleep(5)
        print("behind asked", n)
        assert n < 20
