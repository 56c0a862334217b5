"""`python -m bench.versus COMMIT [NAME…]`: this tree against an older commit, by turns in one run; in build/versus.json.

What slows the machine for a while slows both sides of a round; the median of the rounds' own ratios is what counts.
"""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

FOLDER: Final = Path("build/versus")
RESULT: Final = Path("build/versus.json")
REACH: Final = 0.85
FIGURES: Final = (
    "append_group_32", "append_bulk", "append_at_200k", "tail", "replay", "load_stream_50", "http_command",
    "commit_to_effect_ms", "pipeline_events", "payrun_10k", "import_100k", "start_seconds",
)  # fmt: skip

out = Console()
Values = dict[str, tuple[float, str]]


def main(
    commit: Annotated[str, typer.Argument(help="The older commit.")],
    names: Annotated[list[str] | None, typer.Argument(help="Figures; none = those of the foundation.")] = None,
    rounds: Annotated[int, typer.Option(min=1)] = 7,
) -> None:
    """Measure both, each round in the other order; 1 is as fast, more is faster than the older commit."""
    found: dict[str, list[float]] = {}
    with _tree(commit) as old:
        for n in range(rounds):
            sides: dict[Path, Values] = {}
            for tree in (old, Path.cwd()) if n % 2 else (Path.cwd(), old):
                sides[tree] = _measured(tree, names or list(FIGURES))
            for key, ratio in _ratios(sides[old], sides[Path.cwd()]):
                found.setdefault(key, []).append(ratio)
            out.print(f"[dim]round {n + 1}[/dim] " + ", ".join(f"{key} {each[-1]:.2f}" for key, each in found.items()))
            RESULT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    out.print(_table(found))


@contextmanager
def _tree(commit: str) -> Iterator[Path]:
    """The older commit checked out beside, with this tree's virtual environment."""
    FOLDER.parent.mkdir(exist_ok=True)
    subprocess.run(["git", "worktree", "add", "--force", "--detach", str(FOLDER), commit], check=True)
    try:
        yield FOLDER.resolve()
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", str(FOLDER)], check=True)


def _measured(tree: Path, names: list[str]) -> Values:
    subprocess.run([sys.executable, "-m", "bench", *names, "--quick"], cwd=tree, check=True, stdout=subprocess.DEVNULL)
    figures = json.loads((tree / "build/bench.json").read_text(encoding="utf-8"))
    return {key: (each["value"], each["unit"]) for key, each in figures.items() if each["value"] is not None}


def _ratios(old: Values, new: Values) -> Iterator[tuple[str, float]]:
    """How many times as fast (or as little) as before, for what both sides measured."""
    for key in [key for key in old if key in new]:
        (before, unit), (now, _) = old[key], new[key]
        yield key, now / before if unit.endswith("/s") else before / now


def _table(found: dict[str, list[float]]) -> Table:
    table = Table(title=f"new against old, at least {REACH}", padding=(0, 1))
    for column in ("figure", "median", "least", "most", "rounds", ""):
        table.add_column(column, justify="left" if column == "figure" else "right")
    for key, ratios in found.items():
        median = statistics.median(ratios)
        mark = "[green]reached[/green]" if median >= REACH else "[red]missed[/red]"
        table.add_row(key, f"{median:.2f}", f"{min(ratios):.2f}", f"{max(ratios):.2f}", str(len(ratios)), mark)
    return table


if __name__ == "__main__":
    typer.run(main)
