"""The four logs of the year, checked from outside: exported over HTTP, verified offline, and one person's evidence."""

import asyncio
from collections.abc import Mapping
from io import BytesIO
from time import perf_counter
from typing import Any

import httpx
from rich.console import Console

from deploy.local.story.frontend import SERVICES, Frontend
from shared.kernel import NATION
from shared.proof import verify
from shared.runtime import Runtime
from shared.web.issuer import Issuer
from shared.web.rights import Grant, Role

WITNESSES = len(SERVICES) - 1


async def prove(
    http: httpx.AsyncClient, issuer: Issuer, runtimes: Mapping[str, Runtime], keys: dict[str, Any], out: Console
) -> dict[str, Any]:
    """Seal what is left, wait for the witnesses, verify; what was verified. Raises verify.Bad."""
    out.rule("proof")
    began = perf_counter()
    auditor = Frontend(http, issuer, "auditor", (Grant(Role.AUDIT_ADMIN, NATION),))
    sizes = {name: await _sealed(auditor, runtimes[name]) for name in SERVICES}
    for name in SERVICES:
        content = BytesIO(await auditor.file(f"/{name}/log-export"))
        out.print("  " + verify.check(content, keys, witnesses=WITNESSES), highlight=False, soft_wrap=True)
    person = next(row.subject for row in await runtimes["payroll"].log.read(0, 1_000) if row.subject is not None)
    evidence = BytesIO(await auditor.file(f"/payroll/evidence?person={person}"))
    out.print(f"  one person: {verify.check(evidence, keys, witnesses=WITNESSES)}", highlight=False, soft_wrap=True)
    return {"sealed": sizes, "seconds": round(perf_counter() - began, 1)}


async def _sealed(auditor: Frontend, runtime: Runtime) -> int:
    """The size of the newest seal, once every other service has signed it."""
    assert runtime.log_sealer is not None
    size, name = await runtime.log_sealer.now(), runtime.service.name
    async with asyncio.timeout(60):
        while True:
            note: str = (await auditor.get(f"/{name}/seals/{size}"))["note"]
            if note.count("\n— ") > WITNESSES:
                return size
            await asyncio.sleep(0.05)
