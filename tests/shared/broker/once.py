"""`python -m tests.shared.broker.once`: for each line of orders a forked life of one role, armed at one point, until it ends.

Answers how it ended: 0 when its work was done, -9 when the point killed it.
"""

import asyncio
import json
import os
import sys
from typing import Any

from shared import fault
from shared.broker import BrokerAccess
from shared.draft import Ask
from shared.handling import CommandKey
from shared.ids import derived_id
from shared.runtime import Runtime
from tests.servers import TestDatabase
from tests.shared.broker.notes import CHENGDU, NOTEBOOK, NOTES, Poison, Write, heard, hearing, relayed, started


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            fault.arm(order["faults"])
            asyncio.run(live(order))
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


async def live(order: dict[str, Any]) -> None:
    database, broker = TestDatabase(**order["database"]), BrokerAccess(**order["broker"])
    until: int = order["until"]
    match order["role"]:
        case "service":
            async with started(NOTES, database, broker) as runtime:
                await command(runtime)
        case "relay":
            async with started(NOTES, database, broker, "relay") as runtime:
                await relayed(runtime, until)
        case _:
            async with started(hearing(Poison()), database, broker, "listen") as runtime:
                await heard(runtime, until)


async def command(runtime: Runtime) -> int:
    """Always the same command under the same key; the position of its receipt."""
    ask = Ask(stream=NOTEBOOK, to=derived_id("once"), command=Write(text="once"), region=CHENGDU)
    key = CommandKey(caller="client", key="once", hash=b"h" * 32)
    return (await runtime.handling.carry_out([ask], by="client", key=key)).position


if __name__ == "__main__":
    main()
