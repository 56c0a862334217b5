"""Payroll's read models and its relay in a process of their own, as deploy/ runs them, until its standard input ends.

Reads one line of JSON, answers one when it follows, and at its end one with the most memory it held.
"""

import asyncio
import json
import sys
from typing import Any

import uvloop

from bench.serve import peak_mb
from services.payroll.service import SERVICE
from shared import telemetry
from shared.broker import BrokerAccess
from shared.clock import SystemClock
from shared.privacy import BlindIndex, MemoryKeyStore, Sealer
from shared.process import calm_collector
from shared.runtime import Connections, running


async def _follow(asked: dict[str, Any]) -> None:
    broker = BrokerAccess(asked["broker"], asked["broker_passwords"])
    connections = Connections(app=asked["app"], projector=asked["projector"], broker=broker)
    sealer = Sealer(store=MemoryKeyStore(), blind=BlindIndex(b"i" * 32))  # nothing is opened here
    async with running(SERVICE, connections, SystemClock(), sealer, roles=("follow", "relay")):
        print(json.dumps({"follows": SERVICE.name}), flush=True)
        await asyncio.to_thread(sys.stdin.read)


def main() -> None:
    asked = json.loads(sys.stdin.readline())
    telemetry.configure_logs(level=40)
    calm_collector()
    uvloop.run(_follow(asked))
    print(json.dumps({"peak_mb": peak_mb()}))


if __name__ == "__main__":
    main()
