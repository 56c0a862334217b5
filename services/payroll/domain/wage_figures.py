"""Wage figures (最低工资标准、社会平均工资): what a province, a city or a county publishes, by version; sometimes late.

A published figure is laid over the policy files from its day on: checks, sick pay, severance and its tax see nothing else, and months
already paid are calculated anew by the next run. Class and field names of events are the storage format.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple
from uuid import UUID

from services.payroll.domain.policies import Policies
from shared.kernel import NATION, Dated, Facts, Region, Rejected, level, record
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
    one for all; `hourly_fen` is 0 where none is published. `document` and `article` are the paper and the place in it.
    """

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
    region: Region
    kind: WageFigureKind
    effective: date
    monthly_fen: int
    hourly_fen: int
    tier: str
    document: str
    article: str


WageFigureCommand = PublishWageFigure

# Decisions


def publish(figure: WageFigure, command: PublishWageFigure, facts: Facts[Policies]) -> tuple[WageFigureEvent, ...]:
    """Also for days that have passed: what was paid since is settled by the next run."""
    _check(command)
    event = WageFigurePublished(
        effective=command.effective, region=command.region, kind=command.kind, version=len(figure.versions) + 1,
        monthly_fen=command.monthly_fen, hourly_fen=command.hourly_fen, tier=command.tier, document=command.document,
        article=command.article, published_by=facts.by,
    )  # fmt: skip
    same = [replace(v, version=event.version, published_by=facts.by) == event for v in figure.versions[-1:]]
    return () if any(same) else (event,)


def _check(command: PublishWageFigure) -> None:
    if not _publishes(command.region):
        raise Rejected("wage-figures.region", field="/region")
    if not command.document.strip():
        raise Rejected("wage-figures.document", field="/document")
    if not command.article.strip():
        raise Rejected("wage-figures.article", field="/article")
    if command.effective.day != 1:
        raise Rejected("wage-figures.not-a-month", field="/effective")
    if not 0 < command.monthly_fen <= MOST_FEN:
        raise Rejected("wage-figures.amount", field="/monthly")
    hourly = command.hourly_fen
    if not 0 <= hourly < command.monthly_fen or (hourly and command.kind is WageFigureKind.AVERAGE_WAGE):
        raise Rejected("wage-figures.hourly", field="/hourly")


def _publishes(path: Region) -> bool:
    try:
        return level(path) in LEVELS
    except ValueError:
        return False


# In a calculation


class FigureVersion(NamedTuple):
    """A published figure: at which position, of which region, in force from when, under which name."""

    position: int
    region: Region
    kind: WageFigureKind
    effective: date
    rule: str
    monthly_fen: int


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
    """By day: from its first figure on the nearer region's before the farther one's; of one day the latest published."""
    found: dict[date, FigureVersion] = {}
    for each_level in LEVELS:
        mine = sorted(f for f in figures if f.kind is kind and level(f.region) == each_level)
        first = min((f.effective for f in mine), default=date.max)
        found = {day: f for day, f in found.items() if day < first} | {f.effective: f for f in mine}
    return tuple(found[day] for day in sorted(found))
