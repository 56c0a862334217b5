"""A process that serves HTTP on loopback until its standard input ends: personnel, or the floor it is measured against.

Reads one line of JSON, answers one with the port, and at its end one with the most memory it held.
"""

import asyncio
import cProfile
import gc
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import asyncpg
import uvloop

from bench.floor import floor_app
from deploy.local.county import AUDIENCE, ISSUER
from services.personnel.service import SERVICE as PERSONNEL
from shared import telemetry
from shared.broker import BrokerAccess
from shared.clock import SystemClock
from shared.privacy import BlindIndex, KeyRing, PostgresKeyStore, Sealer
from shared.runtime import Connections, running
from shared.web.access import Access, claimed_grants
from shared.web.app import create_app
from shared.web.guard import App, Guard
from shared.web.keyset import KeySet, key_set_at
from shared.web.rates import DEVELOPMENT_TIMES, Rates
from shared.web.server import server
from shared.web.tokens import Verifier

HOST: Final = "127.0.0.1"


@asynccontextmanager
async def personnel(asked: dict[str, Any], access: Access) -> AsyncIterator[App]:
    """The service with the roles asked for, alone with its log."""
    broker = BrokerAccess(asked["broker"], asked["broker_passwords"])
    connections = Connections(app=asked["app"], projector=asked["projector"], broker=broker)
    async with asyncpg.create_pool(**asked["keys"], min_size=1, max_size=4) as pool:
        sealer = Sealer(store=PostgresKeyStore(pool, KeyRing(None, None, {1: b"m" * 32})), blind=BlindIndex(b"i" * 32))
        roles = tuple(asked["roles"])
        async with running(PERSONNEL, connections, SystemClock(), sealer, roles=roles, alone=True) as runtime:
            yield create_app(runtime, access, b"c" * 32)


def peak_mb() -> float:
    """The most memory this process ever held."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


async def _serve(asked: dict[str, Any], profile: cProfile.Profile | None) -> None:
    access = Access(
        Verifier(KeySet(key_set_at(asked["jwks"])), ISSUER, AUDIENCE), claimed_grants, Rates(times=DEVELOPMENT_TIMES)
    )
    serving = floor_app if asked["kind"] == "floor" else personnel
    async with serving(asked, access) as app:
        http = server(Guard(app), HOST, 0)
        task = asyncio.create_task(http.serve())
        while not http.started:
            await asyncio.sleep(0.01)
        gc.freeze()
        if profile is not None:
            profile.enable()
        print(json.dumps({"port": http.servers[0].sockets[0].getsockname()[1]}), flush=True)
        await asyncio.to_thread(sys.stdin.read)
        if profile is not None:
            profile.disable()
        http.should_exit = True
        await task


def main() -> None:
    asked = json.loads(sys.stdin.readline())
    telemetry.configure_logs(level=40)
    profile = cProfile.Profile() if asked.get("profile") else None
    uvloop.run(_serve(asked, profile))
    if profile is not None:
        profile.dump_stats(asked["profile"])
    print(json.dumps({"peak_mb": peak_mb()}))


if __name__ == "__main__":
    main()
