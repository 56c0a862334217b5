"""Wage figures (最低工资标准、社会平均工资): what a province, a city or a county publishes, by version; sometimes late.

A published figure is laid over the policy files from its day on: checks, sick pay, severance and its tax see nothing else, and months
already paid are calculated anew by the next run. Class and field names of events are the storage format.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Final, NamedTuple
from uuid import UUID

from services.payroll.domain.policies import Policies
from shared.kernel import NATION, Bound, Dated, Facts, Region, Rejected, Said, against, in_force, level, record
from shared.kernel.derived import derived_id

MOST_FEN: Final = 100_000_00
LEVELS: Final = ("province", "city", "county")


class WageFigureKind(StrEnum):
    """Minimum wage; or the average wage of last year, three times of which caps severance."""

    MINIMUM_WAGE = "MINIMUM_WAGE"
    AVERAGE_WAGE = "AVERAGE_WAGE"


VALUE: Final = {
    WageFigureKind.MINIMUM_WAGE: "minimum_wage_fen", WageFigureKind.AVERAGE_WAGE: "local_average_wage_fen",
}  # fmt: skip
"""The policy value that a kind is laid over."""

# Events


@record
class WageFigurePublished:
    """In force from the effective day until another. `tier` is the class (档、类) that the region belongs to, empty where there is
    one for all; `hourly_fen` is 0 where none is published. `document` and `article` are the paper and the place in it, `means` what
    it says is counted. `open_by` names the document that leaves it to lower levels; empty, it binds them; none: nothing is said.
    """

    schema_version: ClassVar[int] = 2
    effective: date
    region: Region
    kind: WageFigureKind
    version: int
    monthly_fen: int
    hourly_fen: int
    tier: str
    document: str
    article: str
    published_by: str
    means: str
    open_by: str | None


def figure_before_meanings(stored: dict[str, Any]) -> dict[str, Any]:
    """WageFigurePublished of version 1 as one of version 2."""
    return {**stored, "means": "", "open_by": None}


WageFigureEvent = WageFigurePublished

# State


@record
class WageFigure:
    region: Region = NATION
    versions: tuple[WageFigurePublished, ...] = ()


def evolve(figure: WageFigure, event: WageFigureEvent) -> WageFigure:
    return WageFigure(region=event.region, versions=(*figure.versions, event))


def figure_id(region: Region, kind: WageFigureKind) -> UUID:
    return derived_id("payroll.wage-figure", region, kind.value)


def figure_rule(region: Region, kind: WageFigureKind, version: int) -> str:
    """How a line or a step names the figure it was calculated by."""
    return f"figure:{figure_id(region, kind)}:v{version}"


# Commands


@record
class PublishWageFigure:
    """`above`: what levels above published, as (monthly, hourly); `bound`: what of it the policy files bind."""

    region: Region
    kind: WageFigureKind
    effective: date
    monthly_fen: int
    hourly_fen: int
    tier: str
    means: str
    document: str
    article: str
    open_by: str = ""
    above: tuple[Said, ...] = ()
    bound: tuple[Bound, ...] = ()


WageFigureCommand = PublishWageFigure

# Decisions


def publish(figure: WageFigure, command: PublishWageFigure, facts: Facts[Policies]) -> tuple[WageFigureEvent, ...]:
    """Also for days that have passed: what was paid since is settled by the next run."""
    _check(command)
    event = WageFigurePublished(
        effective=command.effective, region=command.region, kind=command.kind, version=len(figure.versions) + 1,
        monthly_fen=command.monthly_fen, hourly_fen=command.hourly_fen, tier=command.tier, document=command.document,
        article=command.article, published_by=facts.by, means=command.means, open_by=command.open_by.strip(),
    )  # fmt: skip
    same = [replace(v, version=event.version, published_by=facts.by) == event for v in figure.versions[-1:]]
    return () if any(same) else (event,)


def _check(command: PublishWageFigure) -> None:
    _documented(command)
    if not _publishes(command.region):
        raise Rejected("wage-figures.region", field="/region")
    if command.effective.day != 1:
        raise Rejected("wage-figures.not-a-month", field="/effective")
    if not 0 < command.monthly_fen <= MOST_FEN:
        raise Rejected("wage-figures.amount", field="/monthly")
    hourly = command.hourly_fen
    if not 0 <= hourly < command.monthly_fen or (hourly and command.kind is WageFigureKind.AVERAGE_WAGE):
        raise Rejected("wage-figures.hourly", field="/hourly")
    if found := against((command.monthly_fen, hourly), command.effective, command.above, command.bound):
        raise Rejected("wage-figures.bound", field="/monthly", region=found.region, document=found.document)


def _documented(command: PublishWageFigure) -> None:
    """Nothing is published without what it means, its paper and the place in it (B-07)."""
    if not command.document.strip():
        raise Rejected("wage-figures.document", field="/document")
    if not command.article.strip():
        raise Rejected("wage-figures.article", field="/article")
    if not command.means.strip():
        raise Rejected("wage-figures.means", field="/means")


def _publishes(path: Region) -> bool:
    try:
        return level(path) in LEVELS
    except ValueError:
        return False


# In a calculation


class FigureVersion(NamedTuple):
    """A published figure: at which position, of which region, in force from when, under which name; whether it binds those below."""

    position: int
    region: Region
    kind: WageFigureKind
    effective: date
    rule: str
    monthly_fen: int
    binds: bool = False


def laid_over(policies: Policies, figures: Sequence[FigureVersion]) -> Policies:
    """The policies with what was published for the region and those it lies in."""
    laid: dict[str, Any] = {}
    for kind, name in VALUE.items():
        values = [(f.effective, f.monthly_fen) for f in _winning(figures, kind)]
        if values:
            files: Dated[int] = getattr(policies, name)
            laid[name] = Dated((*(v for v in files.values if v[0] < values[0][0]), *values))
    return replace(policies, **laid) if laid else policies


def rule_on(figures: Sequence[FigureVersion], name: str, day: date) -> str:
    """The rule that gave a value on a day: the published figure in force, else the policy."""
    kind = next(kind for kind, value in VALUE.items() if value == name)
    begun = [f for f in _winning(figures, kind) if f.effective <= day]
    return begun[-1].rule if begun else f"policy:{name}"


def _winning(figures: Iterable[FigureVersion], kind: WageFigureKind) -> tuple[FigureVersion, ...]:
    """By day: the nearer region's before the farther one's, unless that binds; of one day the latest published."""
    mine = sorted((f for f in figures if f.kind is kind), key=lambda f: f.position)
    found = {day: in_force(mine, day) for day in sorted({f.effective for f in mine})}
    return tuple(f if f.effective == day else f._replace(effective=day) for day, f in found.items() if f is not None)
