"""`python -m tests.shared.proof.once <order>`: notes are written and sealed one by one, until the armed point ends it."""

import asyncio
import json
import sys
from typing import Any

from shared import fault
from shared.broker import BrokerAccess
from tests.servers import TestDatabase
from tests.shared.broker.notes import write
from tests.shared.proof.test_post import seal, up


async def live(order: dict[str, Any]) -> None:
    fault.arm(order["faults"])
    async with up("notes", TestDatabase(**order["database"]), BrokerAccess(**order["broker"])) as runtime:
        for text in ("one", "two"):
            await write(runtime, text)
            await seal(runtime)


if __name__ == "__main__":
    asyncio.run(live(json.loads(sys.argv[1])))
