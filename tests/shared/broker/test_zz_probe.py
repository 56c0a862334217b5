import asyncio, os
import pytest
from shared.kernel import Take
from dataclasses import replace
from tests.shared.broker.conftest import *
from tests.shared.broker.notes import *
from tests.shared.broker.test_listener import heard, texts

def reserves(id, command, event):
    return (Take(kind="text", key=event.text),) if event.text.startswith("held") else ()
book = replace(NOTEBOOK, reserves=reserves)
class P(Poison):
    def react(self, news):
        for s in Poison.react(self, news):
            yield replace(s, stream=book)
def svc(): return replace(hearing(P()), streams=(book,), hears={"notes": Hears(NoteToldV1, P().react)})

async def test_held_together(broker, notes_database, hearing_database):
    async with started(NOTES, notes_database, broker.url, "relay") as notes:
        head = await write(notes, "held y", "held y", "held y")
        await until(lambda: notes.relay.position == head)
        async with started(svc(), hearing_database, broker.url, "listen") as other:
            await until(lambda: other.listeners["notes"].position >= head, 3)
            print("together:", await texts(other), await other.log.parked("listen:notes"), await other.log.held("text", "held y"))

async def test_held(broker, notes_database, hearing_database):
    async with started(NOTES, notes_database, broker.url, "relay") as notes, started(svc(), hearing_database, broker.url, "listen") as other:
        await heard(other, await write(notes, "held x"))
        await write(notes, "held x")
        head = await write(notes, "free")
        try:
            await until(lambda: other.listeners["notes"].position >= head, 3)
            print("held: fine", await texts(other), await other.log.parked("listen:notes"))
        except TimeoutError:
            print("held: stuck at", other.listeners["notes"].position, "of", head)
async def test_hear(broker, breakable, notes_database):
    import traceback
    async with started(NOTES, notes_database, broker.url, "relay") as notes:
        for _ in range(7):
            await breakable.kill_postgres()
            await asyncio.sleep(.2)
        for t in notes.tasks:
            if t.done():
                print("DEAD", t.get_name(), "".join(traceback.format_exception(t.exception())))
