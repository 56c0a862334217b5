"""What the end of an employment entitles to: severance (经济补偿, Labour Contract Law art. 46 and 47), twice that where the end was
unlawful (赔偿金, art. 87), a month's wage instead of notice (代通知金, art. 40).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.formulas.severance import half_months

NOTHING_DUE: Final = "NONE"
TWICE: Final = "TWO_N"


class Parting(NamedTuple):
    """Half months of wage and how many times they are owed; whether a month's wage comes instead of notice. `causes`: what weighed
    the end, beside the news of the exit itself.
    """

    halves: int
    times: int
    in_lieu: bool
    causes: tuple[UUID, ...]

    @property
    def owes(self) -> bool:
        return self.halves > 0 or self.in_lieu


class Ended(Protocol):
    """An employment as far as its end goes."""

    @property
    def stopped(self) -> Fact | None: ...

    @property
    def parting(self) -> Parting | None: ...


def of_exit(stop: Fact, weighed: Sequence[Fact]) -> Parting:
    """As personnel weighed it; before it was weighed by the exit's own word. Found unlawful: twice, and nothing on top."""
    causes = tuple(each.cause for each in weighed)
    found = {each.kind: each for each in weighed}
    if (unlawful := found.get(FactKind.EXIT_UNLAWFUL)) is not None:
        return Parting(unlawful.number // 2, 2, False, causes)
    if (said := found.get(FactKind.EXIT_WEIGHED)) is not None:
        halves = 0 if said.word == NOTHING_DUE else said.number
        return Parting(halves, 2 if said.word == TWICE else 1, said.flag, causes)
    return Parting(half_months(stop.since or stop.effective, stop.effective) if stop.flag else 0, 1, False, ())


def weighed(jobs: Iterable[Ended], until: date) -> tuple[UUID, ...]:
    """What weighed the ends not after this day."""
    return tuple(
        cause
        for job in jobs
        if job.stopped is not None and job.parting is not None and job.stopped.effective <= until
        for cause in job.parting.causes
    )
