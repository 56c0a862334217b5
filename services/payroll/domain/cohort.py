"""Everybody a run pays, and everything it may know: read once at one position, calculated as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from services.payroll.domain.agents import Named
from services.payroll.domain.contribution_tables import ContributionTerms, TableKind
from services.payroll.domain.facts import FactKind
from services.payroll.domain.pay_run import ENGINE
from services.payroll.domain.pay_standard import PayTerms
from services.payroll.domain.payslips import LEDGER
from services.payroll.domain.people import OF_AN_EXIT, Person, changed_from, month_index
from services.payroll.domain.policies import Policies
from services.payroll.domain.wage_figures import FigureVersion, rule_on
from shared.kernel import Month, Region, record

NOTHING: Final = (0,) * len(LEDGER)
MONTHS_OF_AVERAGE: Final = 12


class Version(NamedTuple):
    """A published standard: at which position, in force from when, under which name."""

    position: int
    effective: date
    rule: str
    terms: PayTerms


class TableVersion(NamedTuple):
    """A published contribution table: at which position, of which region, in force from when, under which name, binding or not."""

    position: int
    region: Region
    kind: TableKind
    effective: date
    rule: str
    terms: ContributionTerms
    binds: bool = False


class YearSoFar(NamedTuple):
    """Paid by one withholding agent in the tax year, by earlier runs; `bonus_*`: the bonus that was taxed alone, and its month."""

    income_fen: int = 0
    insured_fen: int = 0
    tax_fen: int = 0
    bonus_fen: int = 0
    bonus_tax_fen: int = 0
    bonus_month: int = 0


@record
class Cohort:
    """`versions` in order of (effective, position); `paid` by (worker, month) in the order of LEDGER; `year` by (worker,
    agent), `last_year` the same of the year before. None holds anything of this run or of discarded ones. `again_from`: the
    month everybody is calculated anew from. `engine`: as the run pinned it. `figures` are laid over `policies` already. `kept`: by
    (worker, order) what earlier runs withheld by it, and of that in the run's month.
    """

    run_id: UUID
    unit: Region
    county: Region
    month: Month
    pay_day: date
    known_at: int
    policies: Policies
    versions: tuple[Version, ...]
    people: tuple[Person, ...]
    paid: Mapping[tuple[UUID, int], tuple[int, ...]]
    year: Mapping[tuple[UUID, Region], YearSoFar]
    again_from: int | None = None
    last_year: Mapping[tuple[UUID, Region], YearSoFar] = field(default_factory=dict[tuple[UUID, Region], YearSoFar])
    groups: tuple[Named, ...] = ()
    tables: tuple[TableVersion, ...] = ()
    figures: tuple[FigureVersion, ...] = ()
    engine: str = ENGINE
    kept: Mapping[tuple[UUID, UUID], tuple[int, int]] = field(default_factory=dict[tuple[UUID, UUID], tuple[int, int]])

    def rule_on(self, name: str, day: date) -> str:
        """Which published figure or policy gave a value on a day."""
        return rule_on(self.figures, name, day)


Published = Sequence[Version | TableVersion | FigureVersion]
"""Standards, tables and figures alike: whoever was paid before one was published is calculated anew from its day."""


def first_month(person: Person, published: Published, again_from: int | None) -> int | None:
    """From which month on the person is calculated: the first unpaid, or the earliest touched by what is new since."""
    if person.mark is None:
        begins = [f.since or f.effective for f in person.facts if f.kind is FactKind.ENROLLED]
        return month_index(min(begins)) if begins else None
    months = [person.mark.paid_through + 1]
    if (changed := changed_from(person)) is not None:
        months.append(changed)
    months += [month_index(v.effective) for v in published if v.position > person.mark.known_at]
    if again_from is not None:
        months.append(again_from)
    return min(months)


def ledger_from(person: Person, published: Published, again_from: int | None) -> int | None:
    """From which month on a run must know what was paid: severance and unused leave look back twelve months before their own."""
    first = first_month(person, published, again_from)
    weighed = {f.fact for f in person.facts if f.kind in OF_AN_EXIT}
    settled = [
        month_index(f.effective)
        for f in person.facts
        if f.kind is FactKind.UNUSED_LEAVE or (f.kind is FactKind.STOPPED and (f.flag or f.fact in weighed))
    ]
    if first is None or not (coming := [month for month in settled if month >= first]):
        return first
    return min(first, min(coming) - MONTHS_OF_AVERAGE)


def in_order(versions: Sequence[Version]) -> tuple[Version, ...]:
    """By day; of two on the same day the one published later."""
    latest = {v.effective: v for v in sorted(versions, key=lambda v: v.position)}
    return tuple(sorted(latest.values(), key=lambda v: v.effective))
