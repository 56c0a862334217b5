"""A process that lives many lives: it forks a child for one role, and another when a crash point killed it.

`python -m tests.crash.lives <role> <folder>`: the folder holds world.json (addresses), orders.json (for each role, at which of
which points it dies until how many kills) and, for each role, kills and acks. Forking costs a fraction of a start.
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
from shared.broker import BrokerAccess
from shared.clock import SystemClock
from shared.crypto import signer
from shared.draft import Ask
from shared.eventlog import LogUnavailable, Overloaded
from shared.handling import CommandKey
from shared.kernel import region
from shared.privacy import BlindIndex, MemoryKeyStore, Sealer
from shared.proof import PublicKeys, Sealing, entry
from shared.runtime import Connections, Runtime, running
from tests.crash.mirror import SERVICE as LISTENER

ROLES = {
    "service": (PUBLISHER, ()), "relay": (PUBLISHER, ("relay",)), "sealer": (PUBLISHER, ("seal",)),
    "listener": (LISTENER, ("listen",)),
}  # fmt: skip
SIGNER = signer(b"c" * 32)
SEALING = Sealing(
    cell="crash",
    keys=PublicKeys.of({"crash/personnel": [entry("crash/personnel", SIGNER)]}),
    signer=SIGNER,
    seconds=0.05,
)
CLIENTS = 4
HASH = b"h" * 32


def main(role: str, folder: Path) -> None:  # noqa: C901  one life after another, read from top to bottom
    child, new_orders = 0, False

    def end_this_life(_signal: int, _frame: object) -> None:
        """New orders begin a new life."""
        nonlocal new_orders
        new_orders = True
        if child:
            os.kill(child, signal.SIGKILL)

    def end(_signal: int, _frame: object) -> None:
        end_this_life(_signal, _frame)
        os._exit(0)

    signal.signal(signal.SIGUSR1, end_this_life)
    signal.signal(signal.SIGTERM, end)
    (folder / f"{role}.ready").touch()
    while True:
        new_orders = False
        faults = _faults(role, folder)
        child = os.fork()
        if child == 0:
            _child(role, folder, faults)
        if new_orders:  # they came after we had read the old ones and before there was a child to end
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        child = 0
        if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
            (folder / f"{role}.failed").write_text(str(status))
        elif faults:
            (folder / f"{role}.kills").write_text(str(kills(folder, role) + 1))


def _faults(role: str, folder: Path) -> str:
    """One of the ordered points, at one of its first passages; nothing once it died there often enough."""
    points, goal = orders(folder)["arms"].get(role, ([], 0))
    return f"{random.choice(points)}:{random.randrange(1, 5)}" if points and kills(folder, role) < goal else ""


def _child(role: str, folder: Path, faults: str) -> None:
    signal.signal(signal.SIGUSR1, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    fault.arm(faults)
    asyncio.run(live(role, folder))
    os._exit(0)


def kills(folder: Path, role: str) -> int:
    file = folder / f"{role}.kills"
    return int(file.read_text() or 0) if file.exists() else 0


def orders(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "orders.json").read_text())
    return found


async def live(role: str, folder: Path) -> None:
    world: dict[str, Any] = json.loads((folder / "world.json").read_text())
    service, roles = ROLES[role]
    own = world[service.name]
    connections = Connections(
        app=own["app"], projector=own["projector"], broker=BrokerAccess(**world["broker"]), sealing=SEALING
    )
    sealer = Sealer(store=MemoryKeyStore(), blind=BlindIndex(b"0" * 32))
    async with running(service, connections, SystemClock(), sealer, roles=roles) as runtime:
        if role == "service":
            await asyncio.gather(*(_client(runtime, folder, n) for n in range(CLIENTS)))
        else:
            await asyncio.Event().wait()


async def send(runtime: Runtime, client: int, number: int, hash: bytes = HASH) -> int:
    """A client's command under its key; the position of the receipt."""
    path = region("51", "01", "07", f"c{client}", f"n{number}")
    command = FoundRegion(path=path, code="510107", name=f"{client}/{number}", effective=date(2027, 1, 4))
    key = CommandKey(caller=f"client {client}", key=str(number), hash=hash)
    ask = Ask(stream=REGION, to=region_id(path), command=command, region=path)
    return (await runtime.handling.carry_out([ask], by="client", key=key)).position


async def _client(runtime: Runtime, folder: Path, client: int) -> None:
    """Sends its commands in order; what was not acknowledged is sent again with the same key."""
    acks = folder / f"acks.{client}"
    number = len(acks.read_text().splitlines()) if acks.exists() else 0
    with acks.open("a", buffering=1) as out:
        while True:
            if not orders(folder)["produce"]:
                await asyncio.sleep(0.02)
                continue
            try:
                position = await send(runtime, client, number)
            except (LogUnavailable, Overloaded):
                continue
            out.write(f"{number} {position}\n")
            number += 1
            await asyncio.sleep(0.002)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
