"""The year of `make run`, lived through by a program that keeps whatever it says: `python -m tests.journeys.planted_year <folder>`.

Below the folder: stderr.log (every logger, every level that does not print statements), metrics.txt, traces.bin, answers.jsonl
(every address asked and every refusal), planted.json (what must be in none of them), state/ (the servers with their logs).
"""

import asyncio
import json
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, Final

import httpx
from opentelemetry import trace
from rich.console import Console

from deploy.local.county import County, county
from deploy.local.story import roster
from deploy.local.story.frontend import Frontend
from deploy.local.story.hiring import NEWCOMERS
from deploy.local.story.people import RECRUITED, person
from deploy.local.story.year import live_through
from deploy.services import SERVICES
from services.payroll.projections.payslips import issued
from shared import telemetry
from shared.ids import new_id
from shared.kernel import region, to_yuan
from shared.web.rights import Grant, Role

A_COMMUNITY: Final = 3
NEXT_STREET: Final = region("51", "01", "08", "001")


def main(folder: Path) -> None:
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    telemetry.configure_logs(logging.DEBUG)
    with sink(folder / "traces.bin") as endpoint:
        asyncio.run(live(folder, endpoint))
        trace.get_tracer_provider().shutdown()  # type: ignore[attr-defined]


async def live(folder: Path, endpoint: str) -> None:
    async with county(folder / "state") as running:
        telemetry.configure_traces("county", endpoint)  # it starts a thread in whatever is forked: after the servers
        with (folder / "answers.jsonl").open("w", encoding="utf-8") as kept:
            transport = Kept(httpx.ASGITransport(app=running.app), kept)
            async with httpx.AsyncClient(transport=transport, base_url="http://county", timeout=120) as http:
                figures = await live_through(http, running.issuer, Console(quiet=True), a_community=A_COMMUNITY)
                await pry(http, running, figures["year"])
                metrics = [(await http.get(f"/{name}/metrics")).text for name in SERVICES]
        (folder / "metrics.txt").write_text("\n".join(metrics), "utf-8")
        (folder / "planted.json").write_text(json.dumps(await planted(running, figures["year"])), "utf-8")


class Kept(httpx.AsyncBaseTransport):
    """Every address that was asked, and the body of every refusal."""

    def __init__(self, below: httpx.AsyncBaseTransport, kept: Any) -> None:
        self._below = below
        self._kept = kept

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await self._below.handle_async_request(request)
        body = (await answer.aread()).decode("utf-8", "replace") if answer.status_code >= 400 else None
        self._kept.write(json.dumps({"url": str(request.url), "refusal": body}, ensure_ascii=False) + "\n")
        return answer


async def pry(http: httpx.AsyncClient, running: County, year: int) -> None:
    """The officer of the next county asks about people of this one: known numbers, taken certificates, broken bodies."""
    who = Frontend(http, running.issuer, "next-officer", (Grant(Role.COUNTY_OFFICER, NEXT_STREET),))
    known = person(1_005)
    hire = {
        "name": known.name, "id_number": known.id_number, "phone": known.phone, "education": "BACHELOR",
        "category": "DEDICATED_STAFF", "post_category": "STAFF", "employer": NEXT_STREET,
        "workplace": region("51", "01", "08", "001", "001"), "starts": f"{year}-12-01", "community_work_since": None,
        "term_months": 36, "probation_months": 0, **RECRUITED,
    }  # fmt: skip
    bodies = (hire, hire | {"name": known.name * 60}, hire | {"id_number": known.id_number[:-1]})
    for body in (*bodies, hire | {"starts": known.id_number}, hire | {"term_months": known.phone}):
        token = {"authorization": f"Bearer {running.issuer.token(who.subject, who.grants)}"}
        await http.post("/personnel/workers", json=body, headers={**token, "idempotency-key": str(new_id())})


async def planted(running: County, year: int) -> dict[str, list[str]]:
    """What people told us: from the sheet, the newcomers, the certificates, and what they were paid."""
    good, broken = roster.rows(date(year, 1, 4), a_community=A_COMMUNITY)
    people = [row.person for row in (*good, *broken)] + [person(1_000 + n) for n in range(NEWCOMERS + 2)]
    payroll = running.runtimes["payroll"]
    ids = [row[0] for row in await payroll.pool.fetch("select payslip_id from read.payslip")]
    slips = (await issued(payroll.log, ids)).values()
    amounts = {abs(line.amount_fen) for slip in slips for line in slip.lines}
    return {
        "names": sorted({who.name for who in people}),
        "id numbers": sorted({who.id_number for who in people} | {row.id_number for row in broken if row.id_number}),
        "phones": sorted({who.phone for who in people}),
        "certificates": sorted({row.certificate_number for row in good if row.certificate_number} | {f"SW{year}0001"}),
        "amounts": sorted(to_yuan(fen) for fen in amounts if fen >= 10_000),
        "fen": sorted(str(fen) for fen in amounts if fen >= 10_000 and fen % 1_000),
    }


@contextmanager
def sink(file: Path) -> Iterator[str]:
    """Somewhere to send traces; what arrives is kept."""

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            with file.open("ab") as kept:
                kept.write(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1/traces"
        server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
