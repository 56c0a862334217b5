"""A start of everything on data that were kept: servers, four services, one port."""

import asyncio
import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import httpx

from bench.figures import Figure
from bench.servers import Ground, once
from deploy.local.county import county
from deploy.local.story.frontend import Cast
from deploy.local.story.places import COUNTY, places
from deploy.local.story.scheme import scheme_body, standard_body
from deploy.services import SERVICES
from shared import telemetry

KEYS: Final = ("start_seconds",)


async def figures(ground: Ground, wanted: set[str]) -> list[Figure]:
    """`start_seconds`: until each service answers that it is ready, in a fresh process; its imports are not counted."""
    figure = Figure("start_seconds", "s", 3, at_most=True)
    asked = {"folder": str(ground.folder / "county")}
    await once("bench.starting", {**asked, "found": True})
    for _ in range(ground.rounds):
        figure.values.append(float((await once("bench.starting", {**asked, "found": False}))["seconds"]))
    return [figure]


async def _start(asked: dict[str, Any]) -> float:
    started = perf_counter()
    async with county(Path(asked["folder"])) as running:
        transport = httpx.ASGITransport(app=running.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://county", timeout=60) as client:
            for name in SERVICES:
                answer = (await client.get(f"/{name}/health/ready")).json()
                assert answer["status"] == "ready", answer
            seconds = perf_counter() - started
            if asked["found"]:
                await _found(Cast.of(client, running.issuer, COUNTY))
    return seconds


async def _found(cast: Cast) -> None:
    """The county of the story with its regions and rules: something to keep in every log."""
    below = [p for p in places() if p.level in ("county", "street", "community")]
    regions = [{"path": p.path, "code": p.code, "name": p.name} for p in below]
    await cast.officer.post("/personnel/regions", {"effective": "2000-01-01", "regions": regions})
    await cast.approver.post("/personnel/grade-schemes", scheme_body(COUNTY))
    await cast.approver.post("/payroll/standards", standard_body(COUNTY))
    await cast.settled()


if __name__ == "__main__":
    telemetry.configure_logs(level=40)
    print(json.dumps({"seconds": asyncio.run(_start(json.loads(sys.stdin.readline())))}), flush=True)
