"""`python -m deploy.local run | token | docs`: the one-process shape for people who try the system out."""

import asyncio
import json
import sys
from collections.abc import Awaitable
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from rich.console import Console

from deploy.local.child import ServerFailed
from deploy.local.county import County, county, development_issuer
from deploy.local.documents import write_documents, write_hearers
from deploy.local.seals import KEYS
from deploy.local.state import AlreadyRunning, State
from deploy.local.story.porting import port
from deploy.local.story.proof import prove
from deploy.local.story.year import live_through
from deploy.services import SERVICES
from shared import telemetry
from shared.broker import BadRegister, read_register
from shared.kernel import Region
from shared.process import calm_collector
from shared.web.rights import Grant, Role
from shared.web.server import server

HOST = "127.0.0.1"
PORT = 8000
STATE = Path(".state")
STORY = Path("build/story.json")

cli = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
out = Console()


@cli.command()
def run(
    once: Annotated[bool, typer.Option(help="End after the story.")] = False,
    port: Annotated[int, typer.Option(help="The one port of all four services; 0 = any.")] = PORT,
    state: Annotated[Path, typer.Option(help="Where data and secrets are kept.")] = STATE,
) -> None:
    """Start everything; on an empty data directory live through one county's year; then stay up."""
    telemetry.configure_logs(level=40)
    calm_collector()
    try:
        asyncio.run(_run(state, port, once=once))
    except KeyboardInterrupt:
        out.print("stopped; the data stay in", state)
    except (AlreadyRunning, ServerFailed, BadRegister, OSError) as failed:
        sys.exit(f"{failed}")


async def _run(state: Path, port: int, *, once: bool) -> None:
    register = state / "partners.yaml"
    async with county(state, partners=read_register(register if register.exists() else None)) as running:
        http = server(running.app, HOST, port)
        serving = asyncio.create_task(http.serve())
        while not http.started:
            if serving.done():
                raise OSError(f"port {port} of {HOST} is in use; choose another with --port")
            await asyncio.sleep(0.01)
        address = "http://{}:{}".format(*http.servers[0].sockets[0].getsockname()[:2])
        try:
            await _tell(running, address, once=once)
            if not once:
                _invite(running, address)
                await _first(serving, _failed(running))
        finally:
            http.should_exit = True
            await asyncio.gather(serving, return_exceptions=True)


async def _tell(running: County, address: str, *, once: bool) -> None:
    """The story, once for a data directory; a half-told one (somebody stopped it) is not begun again."""
    state = running.servers.state
    if await running.runtimes["personnel"].log.head() > 0:
        out.print("the data are kept from before: no story" + ("; `make clean` forgets them" if once else ""))
        return
    async with httpx.AsyncClient(base_url=address, timeout=120) as client:
        figures = await live_through(client, running.issuer, out)
        keys = state.recall(KEYS)
        figures["proof"] = await prove(client, running.issuer, running.runtimes, keys, out)
        figures["porting"] = await port(client, running, out)
    _write(figures)
    state.keep("story", figures)
    out.print(f"figures written to {STORY}")


def _write(figures: dict[str, Any]) -> None:
    STORY.parent.mkdir(exist_ok=True)
    STORY.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _invite(running: County, address: str) -> None:
    out.rule("what to look at")
    for name in SERVICES:
        out.print(f"  {address}/{name}/docs")
    out.print(f"  {address}/personnel/health/ready")
    token = running.issuer.token("visitor", [Grant(Role.COUNTY_OFFICER, Region("51/01/07/_/_"))])
    out.print("a token of a county officer for an hour (others: python -m deploy.local token --help):", soft_wrap=True)
    out.print(token, soft_wrap=True, highlight=False)
    out.print("Ctrl-C stops everything.")


async def _failed(running: County) -> None:
    raise await running.servers.failed()


async def _first(*waiting: Awaitable[Any]) -> None:
    tasks = [asyncio.ensure_future(each) for each in waiting]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    for task in done:
        task.result()


@cli.command()
def token(
    role: Annotated[Role, typer.Option()] = Role.COUNTY_OFFICER,
    region: Annotated[str, typer.Option(help="A path of five segments.")] = "51/01/07/_/_",
    subject: Annotated[str, typer.Option()] = "visitor",
    state: Annotated[Path, typer.Option()] = STATE,
) -> None:
    """Print a token of the development issuer, good for an hour."""
    print(development_issuer(State(state.resolve())).token(subject, [Grant(role, Region(region))]))


@cli.command()
def docs(into: Annotated[Path, typer.Option(help="Where the documents are written.")] = Path("docs")) -> None:
    """Write OpenAPI, AsyncAPI and the JSON Schema of every published event, and who listens to it."""
    write_documents(into)
    write_hearers()


if __name__ == "__main__":
    cli()
