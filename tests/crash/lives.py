"""A process that lives many lives: it forks a child for one role, and another when a crash point killed it.

`python -m tests.crash.lives <role> <folder>`: the folder holds world.json (addresses), orders.json (which point of which role is
armed until how many kills) and, for each role, kills and acks. Forking costs a fraction of a start.
"""

import asyncio
import json
import os
import random
import signal
import sys
from datetime import date
from pathlib import Path
from typing import Any

from services.personnel.domain.regions import FoundRegion, region_id
from services.personnel.domain.streams import REGION
from services.personnel.service import SERVICE as PUBLISHER
from shared import fault
from shared.clock import SystemClock
from shared.draft import Ask
from shared.eventlog import LogUnavailable, Overloaded
from shared.handling import CommandKey
from shared.kernel import region
from shared.privacy import BlindIndex, MemoryKeyStore, Sealer
from shared.runtime import Connections, Runtime, running
from tests.crash.mirror import SERVICE as LISTENER

ROLES = {"service": (PUBLISHER, ()), "relay": (PUBLISHER, ("relay",)), "listener": (LISTENER, ("listen",))}


def main(role: str, folder: Path) -> None:  # noqa: C901  one loop, read from top to bottom
    child = 0

    def other_orders(_signal: int, _frame: object) -> None:
        """New orders begin a new life."""
        if child:
            os.kill(child, signal.SIGKILL)

    def end(_signal: int, _frame: object) -> None:
        if child:
            os.kill(child, signal.SIGKILL)
        os._exit(0)

    signal.signal(signal.SIGUSR1, other_orders)
    signal.signal(signal.SIGTERM, end)
    (folder / f"{role}.ready").touch()
    while True:
        orders = json.loads((folder / "orders.json").read_text())
        armed = orders["role"] == role and kills(folder, role) < orders["kills"]
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGUSR1, signal.SIG_DFL)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            random.seed()
            if armed:
                fault.arm(f"{orders['point']}:{random.randrange(1, 5)}")
            asyncio.run(live(role, folder))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        child = 0
        if armed and os.WIFSIGNALED(status):
            (folder / f"{role}.kills").write_text(str(kills(folder, role) + 1))


def kills(folder: Path, role: str) -> int:
    file = folder / f"{role}.kills"
    return int(file.read_text()) if file.exists() else 0


async def live(role: str, folder: Path) -> None:
    world: dict[str, Any] = json.loads((folder / "world.json").read_text())
    service, roles = ROLES[role]
    own = world[service.name]
    connections = Connections(app=own["app"], projector=own["projector"], nats_url=world["nats_url"])
    sealer = Sealer(store=MemoryKeyStore(), blind=BlindIndex(b"0" * 32))
    async with running(service, connections, SystemClock(), sealer, roles=roles) as runtime:
        if role == "service":
            await ask(runtime, folder)
        else:
            await asyncio.Event().wait()


async def ask(runtime: Runtime, folder: Path) -> None:
    """Four clients, each sending its commands in order; what was not acknowledged is sent again with the same key."""
    await asyncio.gather(*(_client(runtime, folder, n) for n in range(4)))


async def _client(runtime: Runtime, folder: Path, client: int) -> None:
    acks = folder / f"acks.{client}"
    number = len(acks.read_text().splitlines()) if acks.exists() else 0
    with acks.open("a", buffering=1) as out:
        while True:
            orders = json.loads((folder / "orders.json").read_text())
            if not orders["produce"]:
                await asyncio.sleep(0.02)
                continue
            path = region("51", "01", "07", f"c{client}", f"n{number}")
            command = FoundRegion(path=path, code="510107", name=f"{client}/{number}", effective=date(2027, 1, 4))
            key = CommandKey(caller=f"client {client}", key=str(number), hash=b"h" * 32)
            try:
                receipt = await runtime.handling.carry_out(
                    [Ask(stream=REGION, to=region_id(path), command=command, region=path)], by="client", key=key
                )
            except (LogUnavailable, Overloaded):
                continue
            out.write(f"{number} {receipt.position}\n")
            number += 1
            await asyncio.sleep(0.002)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
