"""What the story remembers while it is told, and how it is shown."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from deploy.local.story.frontend import Cast


@dataclass(slots=True)
class Hire:
    """Somebody hired during the story."""

    worker_id: str
    employment_id: str


@dataclass(slots=True)
class Tale:
    """`year` is the year lived through; `counts` go into the figures."""

    cast: Cast
    out: Console
    year: int
    a_community: int = 8  # people in each
    counts: Counter[str] = field(default_factory=Counter)
    hires: list[Hire] = field(default_factory=list)
    runs: list[dict[str, Any]] = field(default_factory=list)
    late: list[dict[str, Any]] = field(default_factory=list)
    late_hire: str = ""  # who is hired too late for August's run
    budget: str = ""  # of the county's year
    campaign: str = ""  # address of the recruitment campaign
    applicants: list[str] = field(default_factory=list)
    began: float = field(default_factory=perf_counter)

    def day(self, month: int, day: int) -> date:
        return date(self.year, month, day)

    def say(self, text: str) -> None:
        self.out.print(f"[dim]{perf_counter() - self.began:6.1f} s[/dim]  {text}", highlight=False)

    @contextmanager
    def progress(self, what: str, total: int) -> Iterator["Bar"]:
        """A progress bar; its last state stays on the screen."""
        columns = (TextColumn("          {task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self.out) as shown:
            yield Bar(shown, shown.add_task(what, total=total))


@dataclass(slots=True)
class Bar:
    shown: Progress
    task: Any

    def step(self, by: int = 1) -> None:
        self.shown.advance(self.task, by)
