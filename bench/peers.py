"""The same work in the library `eventsourcing`, installed below build/ and never a dependency of the product."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from bench.figures import Figure
from bench.servers import Ground, fresh

KEYS: Final = ("peer_append_32", "peer_tail")
HOME: Final = Path("build/peers/venv")
REQUIREMENTS: Final = Path(__file__).parent / "requirements-peers.txt"
SCRIPT: Final = Path(__file__).parent / "peer_eventsourcing.py"
PATIENCE: Final = 60
MISSING: Final = "not installed (--install-peers)"


def install() -> None:
    """A virtual environment of their own."""
    subprocess.run([sys.executable, "-m", "venv", HOME], check=True)
    subprocess.run([HOME / "bin/pip", "install", "--quiet", "-r", REQUIREMENTS], check=True)


def installed() -> bool:
    return any(HOME.glob("lib/python*/site-packages/eventsourcing"))


async def figures(ground: Ground, wanted: set[str]) -> list[Figure]:
    """`peer_append_32` (one event each commit, 32 threads) and `peer_tail` (its notification log, read on)."""
    found = {
        "peer_append_32": Figure("peer_append_32", "events/s"),
        "peer_tail": Figure("peer_tail", "events/s"),
    }
    if not installed():
        for figure in found.values():
            figure.remark = MISSING
        return [found[key] for key in KEYS if key in wanted]
    base = await fresh(ground.root, "peer", migrated=False)
    for _ in range(min(ground.rounds, 3)):
        for key, value in (await _measured(base.superuser)).items():
            found[key].values.append(value)
    return [found[key] for key in KEYS if key in wanted]


async def _measured(database: dict[str, Any]) -> dict[str, float]:
    process = await asyncio.create_subprocess_exec(
        HOME / "bin/python", SCRIPT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        out, _ = await asyncio.wait_for(process.communicate(json.dumps(database).encode()), PATIENCE)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise
    measured: dict[str, float] = json.loads(out)
    return measured
