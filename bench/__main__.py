"""`python -m bench [NAME…] [--quick]`: every figure or the named ones, as a table and in build/bench.json."""

import json
import os
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import perf_counter
from typing import Annotated, Final

import typer
import uvloop
from rich.console import Console
from rich.table import Table

from bench import agreeing, flow, http, importing, lists, log, pay, peers, proof, reading, simulating, starting
from bench.figures import Figure
from bench.notes import HEARING, TELLING
from bench.servers import SETTINGS, Ground
from deploy.broker.accounts import accounts
from deploy.local.servers import Servers
from deploy.services import load
from shared import telemetry
from shared.process import calm_collector

GROUPS: Final = (log, reading, proof, peers, http, flow, pay, importing, lists, simulating, starting, agreeing)
FOLDER: Final = Path(f"build/bench/{os.getpid()}")
RESULT: Final = Path("build/bench.json")
KNOWN: Final = accounts((TELLING, HEARING, load("personnel"), load("payroll")))

out = Console()
Measured = Callable[[Ground, set[str]], Awaitable[list[Figure]]]


def main(
    names: Annotated[list[str] | None, typer.Argument(help="Figures to measure; none = all.")] = None,
    quick: Annotated[bool, typer.Option(help="Smaller sizes, fewer rounds.")] = False,
    profile: Annotated[bool, typer.Option(help="Profile the serving processes into build/bench-*.prof.")] = False,
    install_peers: Annotated[bool, typer.Option(help="Install the peer libraries below build/ first.")] = False,
) -> None:
    """Measure. Ends with status 0 also when a goal is missed; the table marks it."""
    known = [key for group in GROUPS for key in group.KEYS]
    if unknown := set(names or ()) - set(known):
        raise typer.BadParameter(f"{', '.join(sorted(unknown))}: known are {', '.join(known)}")
    telemetry.configure_logs(level=40)
    calm_collector()
    if install_peers:
        peers.install()
    try:
        uvloop.run(_measure(set(names or known), quick=quick, full=not names, profile=profile))
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)


async def _measure(wanted: set[str], *, quick: bool, full: bool, profile: bool) -> None:
    """What is not measured this time stays in the file as it was, unless everything is measured."""
    before = {} if full or not RESULT.exists() else json.loads(RESULT.read_text(encoding="utf-8"))
    found: list[Figure] = []
    async with Servers(FOLDER / "servers", settings=SETTINGS, accounts=KNOWN) as servers:
        ground = Ground(
            addresses=servers.addresses, folder=FOLDER, rounds=3 if quick else 5, quick=quick, profile=profile
        )
        for group in GROUPS:
            if asked := wanted & set(group.KEYS):
                began = perf_counter()
                figures = await group.figures(ground, asked)
                found += figures
                names = ", ".join(f"{f.key} {_number(f.value)}" for f in figures)
                out.print(f"[dim]{perf_counter() - began:6.1f} s[/dim] {names}")
                _write(before, found)
    out.print(_table(found))
    out.print(f"written to {RESULT}")


def _write(before: dict[str, object], found: list[Figure]) -> None:
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps({**before, **{f.key: f.as_json() for f in found}}, indent=2) + "\n", encoding="utf-8")


def _table(found: list[Figure]) -> Table:
    table = Table(title="median of interleaved rounds", padding=(0, 0))
    table.add_column("figure", no_wrap=True)
    for column in ("value", "floor", "ratio", "goal"):
        table.add_column(column, justify="right")
    table.add_column("unit")
    table.add_column("")
    marks = {True: "[green]reached[/green]", False: "[red]missed[/red]", None: ""}
    for f in found:
        ratio = "" if f.ratio is None else f"{f.ratio:.2f}"
        table.add_row(
            f.key, _number(f.value), _number(f.floor), ratio, _goal(f), f.unit, f.remark or marks[f.reached]
        )  # fmt: skip
    return table


def _goal(figure: Figure) -> str:
    if figure.reach is None:
        return ""
    of = "" if figure.by_value or not figure.floors else " ×"
    return f"{'≤' if figure.at_most else '≥'} {figure.reach:,g}{of}"


def _number(value: float | None) -> str:
    if value is None:
        return "—"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.2f}" if abs(value) >= 0.1 else f"{value:.4f}"


if __name__ == "__main__":
    typer.run(main)
