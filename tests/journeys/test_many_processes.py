"""Sixteen processes, each killed in the middle of the flows: the outcome is the one of an undisturbed run."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx

from deploy.broker.accounts import accounts
from deploy.local.county import AUDIENCE, ISSUER, development_issuer, make_databases
from deploy.local.seals import keys_file
from deploy.local.servers import Servers
from deploy.local.story.frontend import Cast
from deploy.local.story.paying import sign_off
from deploy.services import SERVICES, load
from shared.clock import SettableClock
from shared.kernel import NATION, to_fen
from shared.proof import verify
from shared.web.rights import Grant, Role
from tests.journeys.conftest import COUNTY, Journey, found_county

ROOT = Path(__file__).parents[2]
PROCESSES = (("web",), ("follow",), ("relay", "listen"), ("timer", "work", "seal"))
PEOPLE = 6


@dataclass(slots=True)
class Shape:
    """The running processes and how a front-end reaches them."""

    folder: Path
    clock: SettableClock
    cast: Cast
    http: httpx.AsyncClient
    names: list[str]

    async def go_to(self, day: date) -> None:
        self.clock.move_to(day)
        await self.settled(day)

    async def settled(self, day: date | None = None) -> None:
        """Until every service has heard what the others have in their logs, and again when that led to more."""
        while True:
            before = await self._heads()
            await asyncio.sleep(0.3)
            health = [(await self.http.get(f"/{name}/health/ready")).json() for name in SERVICES]
            heard = all(at >= before[source] for state in health for source, at in state["heard"].items())
            if heard and before == await self._heads():
                return

    async def _heads(self) -> dict[str, int]:
        return {name: (await self.http.get(f"/{name}/health/ready")).json()["head"] for name in SERVICES}

    async def kill_each(self) -> int:
        """One after the other, all of them, for as long as this is not cancelled; how many kills is kept in `killed`."""
        for name in self.names * 100:
            with suppress(ProcessLookupError, ValueError):
                os.kill(int((self.folder / f"{name}.pid").read_text()), signal.SIGKILL)
            await asyncio.sleep(0.25)
        return len(self.names) * 100


class Patient(httpx.AsyncBaseTransport):
    """Sends a request again, the very same, until a process answers it: what a front-end does with its idempotency key."""

    def __init__(self, ports: dict[str, int]) -> None:
        self._ports = ports
        self._inner = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        _, name, *rest = request.url.path.split("/")
        url = request.url.copy_with(host="127.0.0.1", port=self._ports[name], path="/" + "/".join(rest))
        async with asyncio.timeout(60):
            while True:
                try:
                    again = httpx.Request(request.method, url, headers=request.headers, content=request.content)
                    answer = await self._inner.handle_async_request(again)
                    await answer.aread()
                except (httpx.TransportError, OSError):
                    await asyncio.sleep(0.05)
                    continue
                if answer.status_code != 503:
                    return answer
                await asyncio.sleep(0.05)

    async def aclose(self) -> None:
        await self._inner.aclose()


@asynccontextmanager
async def many_processes(folder: Path) -> AsyncIterator[Shape]:
    known = accounts(load(name) for name in SERVICES)
    async with Servers(folder / "state", accounts=known) as servers:
        await make_databases(servers)
        ports = {name: free_port() for name in SERVICES}
        issuer = development_issuer(servers.state)
        common = environment(servers, folder)
        common |= {"CW_FEEDS": ",".join(f"{name}=http://127.0.0.1:{port}" for name, port in ports.items())}
        (folder / "token").write_text(issuer.token("feeds", [Grant(Role.PARTNER, NATION)]))
        plan = {
            f"{service}-{'-'.join(roles)}": {
                "service": service, "roles": roles,
                "environment": {
                    **common, "CW_HTTP_PORT": str(ports[service]), "CW_FEED_TOKEN_FILE": str(folder / "token"),
                    "CW_SEAL_KEY_FILE": str(servers.state.folder / "secrets" / f"seal-{service}"),
                },
            }
            for service in SERVICES
            for roles in PROCESSES
        }  # fmt: skip
        (folder / "plan.json").write_text(json.dumps(plan))
        with (folder / "log").open("wb") as out:
            command = [sys.executable, "-m", "tests.journeys.processes", str(folder / "plan.json")]
            forking = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out)  # noqa: ASYNC220
        try:
            async with httpx.AsyncClient(transport=Patient(ports), base_url="http://county", timeout=120) as http:
                clock = SettableClock(folder / "clock.json")
                yield Shape(folder, clock, Cast.of(http, issuer, COUNTY), http, list(plan))
        finally:
            forking.terminate()
            forking.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(servers: Servers, folder: Path) -> dict[str, str]:
    """What deploy/env.example lists, for the embedded servers."""
    roles = [f"{name}_{role}" for name in (*SERVICES, "keys") for role in ("app", "projector", "migrator")]
    (folder / "passwords").write_text("\n".join(f"{role}={servers.state.secret(role)}" for role in roles))
    logins = servers.addresses.broker.passwords
    (folder / "credentials").write_text("\n".join(f"{user}={password}" for user, password in logins.items()))
    files = {
        "CW_POSTGRES_PASSWORDS_FILE": folder / "passwords", "CW_NATS_CREDENTIALS_FILE": folder / "credentials",
        "CW_JWKS_FILE": development_issuer(servers.state).jwks,
    }  # fmt: skip
    for name in ("master", "index", "cursor"):
        servers.state.secret(name)
        files[f"CW_{name.upper()}_KEY_FILE"] = servers.state.folder / "secrets" / name
    files["CW_SEAL_KEYS_FILE"] = keys_file(servers.state, SERVICES)
    return {
        "CW_PROFILE": "development", "CW_POSTGRES_HOST": servers.addresses.socket_dir,
        "CW_POSTGRES_PORT": str(servers.addresses.port), "CW_NATS_URL": servers.addresses.broker.url,
        "CW_ISSUER": ISSUER, "CW_AUDIENCE": AUDIENCE, "CW_CLOCK_FILE": str(folder / "clock.json"),
        "CW_SEAL_SECONDS": "1",
        **{name: str(path) for name, path in files.items()},
    }  # fmt: skip


async def live(shape: Shape) -> dict[str, Any]:
    """Hires, a late certificate, a renewal, an exit, two pay runs: what they come to for each person."""
    shape.clock.move_to(date(shape.clock.today().year + 1, 1, 4))
    year = shape.clock.today().year
    await found_county(shape.cast, year)
    journey = Journey(None, shape.cast, year)  # type: ignore[arg-type]
    hired = [await journey.hire(journey.day(1, 4), probation_months=0) for _ in range(PEOPLE)]
    await journey.decide_grades()
    await shape.go_to(journey.day(1, 25))
    await _pay(shape, journey, 1)
    paper = {"level": "SENIOR", "number": "SW00009", "registered_on": str(journey.day(1, 1))}
    await shape.cast.street.post(f"/personnel/workers/{hired[0][0]}/qualifications", paper)
    await journey.decide_grades()
    await shape.cast.street.post(f"/personnel/employments/{hired[1][1]}/renewals", {"ends": f"{year + 6}-01-03"})
    end = {"ground": "RESIGNATION", "last_day": str(journey.day(2, 10))}
    await shape.cast.street.post(f"/personnel/employments/{hired[2][1]}/exit", end)
    await shape.go_to(journey.day(2, 25))
    await _pay(shape, journey, 2)
    return {str(n): await _outcome(journey, worker) for n, (worker, _) in enumerate(hired)}


async def _pay(shape: Shape, journey: Journey, month: int) -> None:
    await shape.settled()
    finance = shape.cast.finance
    body = {"unit": COUNTY, "month": f"{journey.year}-{month:02d}", "pay_day": str(journey.day(month, 28))}
    run_id = (await finance.operation("payroll", await finance.post("/payroll/runs", body)))["run_id"]
    await sign_off(finance, shape.cast.street, shape.cast.approver, run_id, journey.day(month, 25))


async def _outcome(journey: Journey, worker: str) -> dict[str, Any]:
    cast = journey.cast
    duties = await cast.trainer.get(f"/training/workers/{worker}/duties")
    timeline = await cast.officer.get(f"/personnel/workers/{worker}/timeline")
    lines = {m: await journey.lines(worker, m) for m in (1, 2)}
    return {
        "duties": sorted((d["kind"], d["standing"]) for d in duties),
        "timeline": [(e["effective"], e["what"]) for e in timeline],
        "paid": {
            m: sorted((x["component"], x["for_month"], to_fen(x["amount"]), x["arrears"]) for x in of)
            for m, of in lines.items()
        },
    }


async def sealed_and_witnessed(shape: Shape) -> None:
    """Every log, to its end, under seals that all three others have signed."""
    keys = json.loads((shape.folder / "state" / "seal-keys.json").read_text())
    async with asyncio.timeout(60):
        for name in SERVICES:
            health = f"/{name}/health/ready"
            while (state := (await shape.http.get(health)).json())["sealed"] < state["head"]:
                await asyncio.sleep(0.1)
            assert state["disputed_seals"] == 0
            while not witnessed(await shape.cast.auditor.file(f"/{name}/log-export"), keys):
                await asyncio.sleep(0.1)


def witnessed(export: bytes, keys: dict[str, Any]) -> bool:
    """Whether all three have signed by now; anything else that is not well raises."""
    try:
        return verify.check(BytesIO(export), keys, witnesses=3).startswith("OK local/")
    except verify.Bad as bad:
        if "witnesses" not in bad.args[1]:
            raise
        return False


async def test_killing_every_process_in_the_middle_of_the_flows_changes_no_outcome(tmp_path: Path) -> None:
    (tmp_path / "calm").mkdir()
    (tmp_path / "stormy").mkdir()
    async with many_processes(tmp_path / "calm") as shape:
        expected = await live(shape)
        await sealed_and_witnessed(shape)
    async with many_processes(tmp_path / "stormy") as shape:
        killing = asyncio.create_task(shape.kill_each())
        found = await live(shape)
        killing.cancel()
        await sealed_and_witnessed(shape)
    assert found == expected
    assert any(line[3] for line in expected["0"]["paid"][2])  # the late certificate was paid as arrears
