"""Commands over HTTP: personnel's web process against a bare route that does one transaction."""

from contextlib import AsyncExitStack
from typing import Any, Final

import httpx

from bench.figures import Figure, interleaved
from bench.servers import Beside, Ground, beside, once
from deploy.local.county import AUDIENCE, ISSUER
from shared.ids import new_id
from shared.kernel import region
from shared.web.issuer import Issuer
from shared.web.rights import Grant, Role

KEYS: Final = ("http_command",)
CLIENTS: Final = 32
SECONDS: Final = 2.0
A_REQUEST: Final = 500
COUNTY: Final = region("51", "01", "07")


def issuer(ground: Ground) -> Issuer:
    """Signs for everybody who asks in this run."""
    return Issuer(ground.folder / "issuer", issuer=ISSUER, audience=AUDIENCE, profile="development")


async def asked(ground: Ground, kind: str, database: str, roles: tuple[str, ...]) -> dict[str, Any]:
    """What a serving process is told."""
    base = await ground.base(database)
    return {
        "kind": kind, "roles": roles, "app": base.app, "projector": base.projector, "superuser": base.superuser,
        "keys": await ground.key_store(), "broker": ground.addresses.broker.url,
        "broker_passwords": dict(ground.addresses.broker.passwords), "jwks": str(issuer(ground).jwks),
        "profile": f"build/bench-{database}.prof" if ground.profile else None,
    }  # fmt: skip


async def found_places(served: Beside, token: str, count: int) -> list[str]:
    """So many communities below one county, founded over HTTP."""
    paths = [str(region("51", "01", "07", "001", f"b{n:05d}")) for n in range(count)]
    headers = {"authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{served.told['port']}", timeout=60) as client:
        for start in range(0, count, A_REQUEST):
            regions = [
                {"path": path, "code": "510107001", "name": f"place {path[-5:]}"}
                for path in paths[start : start + A_REQUEST]
            ]
            body = {"effective": "2000-01-01", "regions": regions}
            answer = await client.post("/regions", json=body, headers={**headers, "idempotency-key": f"found-{start}"})
            answer.raise_for_status()
    return paths


async def figures(ground: Ground, wanted: set[str]) -> list[Figure]:
    """`http_command`: commands a second by 32 clients on kept connections; one process on either side."""
    token = issuer(ground).token("officer", [Grant(Role.COUNTY_OFFICER, COUNTY)])
    async with AsyncExitStack() as stack:
        product, floor = [
            await stack.enter_async_context(beside("bench.serve", await asked(ground, kind, database, roles)))
            for kind, database, roles in (
                ("personnel", "bench_web", ("web", "follow")),
                ("floor", "bench_web_floor", ()),
            )
        ]
        places = await found_places(product, token, 1_000 if ground.quick else 4_000)

        async def drive(served: Beside) -> float:
            request = {
                "port": served.told["port"], "token": token, "places": places, "clients": CLIENTS, "seconds": SECONDS,
                "name": new_id().hex,
            }  # fmt: skip
            return float((await once("bench.drive", request))["rate"])

        await drive(product)  # warm, both
        await drive(floor)
        figure = Figure("http_command", "commands/s", 0.9)
        return [await interleaved(figure, lambda: drive(product), lambda: drive(floor), ground.rounds)]
