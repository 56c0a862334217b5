"""A county's pay as the specs tell it: its rules, its standard, its people, and books kept in memory from run to run."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from services.payroll.domain.agents import Named
from services.payroll.domain.calculation import Calculated, calculate
from services.payroll.domain.cohort import Cohort, TableVersion, Version, YearSoFar, in_order
from services.payroll.domain.contribution_tables import (
    SCHEMES,
    ContributionTerms,
    SchemeRate,
    ShareRounding,
    TableKind,
    table_rule,
)
from services.payroll.domain.facts import Fact
from services.payroll.domain.pay_standard import (
    CertificateAllowance,
    GradePay,
    PayTerms,
    ResultFactor,
    StandardKind,
    rule_of,
)
from services.payroll.domain.payslips import LEDGER, OWN_SHARES, TAXED, Component, PayslipIssued
from services.payroll.domain.people import Mark, Person
from services.payroll.domain.policies import Policies
from services.payroll.domain.wage_figures import FigureVersion, WageFigureKind, figure_rule, laid_over
from services.payroll.service import SERVICE
from shared.kernel import Facts, Month, Region, Stream, always, ancestor
from shared.policies import PolicyBook
from shared.testing.spec import Spec

COUNTY = Region("51/01/07/_/_")
STREET = Region("51/01/07/017/_")
OTHER_STREET = Region("51/01/07/018/_")
COMMUNITY = Region("51/01/07/017/k3f")
WORKER = UUID(int=1)
JOB = UUID(int=2)
BOOK: PolicyBook[Policies] = PolicyBook.load(Policies, Path(SERVICE.folder) / "policies")
POLICIES = BOOK.of(COUNTY)

FACTORS = (("EXCELLENT", 1_200_000), ("GOOD", 1_100_000), ("QUALIFIED", 1_000_000), ("BASIC", 500_000), ("FAIL", 0))
ALLOWANCES = (("ASSISTANT", 20_000), ("SOCIAL_WORKER", 40_000), ("SENIOR", 80_000))


def demo_terms(base_fen: int = 340_000, share_ppm: int = 800_000) -> PayTerms:
    """DEMO-18 (domain.md 2.5): base × (1 + 0.05 × (grade - 1)), 80 % basic, nothing of the rest after FAIL."""
    return PayTerms(
        grades=tuple(GradePay(grade=g, monthly_fen=base_fen * (100 + 5 * (g - 1)) // 100) for g in range(1, 19)),
        basic_share_ppm=share_ppm,
        factors=tuple(ResultFactor(result=r, factor_ppm=f) for r, f in FACTORS),
        allowances=tuple(CertificateAllowance(level=level, monthly_fen=fen) for level, fen in ALLOWANCES),
    )


TERMS = demo_terms()


def flat_terms(*monthly_fen: int, share_ppm: int = 1_000_000) -> PayTerms:
    """Grades 1, 2, … at these amounts, everything basic: for examples that name a wage."""
    return replace(
        TERMS,
        grades=tuple(GradePay(grade=g, monthly_fen=fen) for g, fen in enumerate(monthly_fen, 1)),
        basic_share_ppm=share_ppm,
        allowances=(),
    )


def policies(**values: Any) -> Policies:
    """The county's policies with some values that never changed."""
    return replace(POLICIES, **{name: always(value) for name, value in values.items()})


def version(terms: PayTerms = TERMS, effective: date = date(2020, 1, 1), position: int = 1, number: int = 1) -> Version:
    return Version(position, effective, rule_of(COUNTY, StandardKind.GRADE_PAY, number), terms)


def insurance_table(
    floor: int, cap: int, effective: date, *, at: int = 1, region: Region = COUNTY, rates: Sequence[SchemeRate] = ()
) -> TableVersion:
    """The five insurances with the county's rates of the policy files, or others."""
    names = [scheme.lower() for scheme in SCHEMES]
    own = {n: getattr(POLICIES, f"{n}_employee_ppm").on(effective) for n in names[:3]}
    found = tuple(rates) or tuple(
        scheme_rate(n.upper(), own.get(n, 0), getattr(POLICIES, f"{n}_employer_ppm").on(effective)) for n in names
    )
    terms = ContributionTerms(base_year=effective.year - 1, floor_fen=floor, cap_fen=cap, rates=found)
    rule = table_rule(region, TableKind.INSURANCE, at)
    return TableVersion(at, region, TableKind.INSURANCE, effective, rule, terms)


def fund_table(floor: int, cap: int, ppm: int, effective: date, *, at: int = 1, to: str = "FEN") -> TableVersion:
    terms = ContributionTerms(
        base_year=effective.year - 1, floor_fen=floor, cap_fen=cap, rates=(scheme_rate("FUND", ppm, ppm, to),)
    )
    return TableVersion(at, COUNTY, TableKind.FUND, effective, table_rule(COUNTY, TableKind.FUND, at), terms)


def scheme_rate(scheme: str, own_ppm: int, employer_ppm: int, to: str = "FEN") -> SchemeRate:
    rounding = ShareRounding(to)
    return SchemeRate(
        scheme=scheme, employee_ppm=own_ppm, employer_ppm=employer_ppm, employee_rounding=rounding,
        employer_rounding=rounding,
    )  # fmt: skip


def figure(
    kind: str, fen: int, effective: date, *, at: int = 1, region: Region = COUNTY, number: int = 1
) -> FigureVersion:  # fmt: skip
    """A published minimum or average wage."""
    rule = figure_rule(region, WageFigureKind(kind), number)
    return FigureVersion(at, region, WageFigureKind(kind), effective, rule, fen)


def facts(today: date, by: str = "finance") -> Facts[Policies]:
    return Facts(today=today, now=datetime(2026, 1, 1, tzinfo=UTC), by=by, policies=POLICIES)


def on(stream: Stream[Any, Any, Any, Any], today: date, by: str = "finance") -> Callable[..., Any]:
    """`given` for asks to a stream on this day by this person."""
    return Spec(stream, facts(today, by)).given


# Facts of a person; `at` is the position they were recorded at


@dataclass
class Books:
    """What the read models keep from run to run, in memory: so a year of runs is a few lines."""

    policies: Policies = POLICIES
    versions: Sequence[Version] = field(default_factory=lambda: (version(),))
    groups: tuple[Named, ...] = ()
    tables: tuple[TableVersion, ...] = ()
    figures: tuple[FigureVersion, ...] = ()
    people: dict[UUID, list[Fact]] = field(default_factory=dict)
    slips: list[PayslipIssued] = field(default_factory=list)
    runs: int = 0

    def know(self, *found: Fact, of: UUID = WORKER) -> "Books":
        self.people.setdefault(of, []).extend(found)
        self.people[of].sort(key=lambda f: f.position)
        return self

    def cohort(
        self, month: str, *, known_at: int = 1_000_000, pay_day: date | None = None, again_from: str | None = None
    ) -> Cohort:
        self.runs += 1
        marks: dict[UUID, Mark] = {}
        paid: dict[tuple[UUID, int], list[int]] = {}
        years: dict[int, dict[tuple[UUID, Region], YearSoFar]] = defaultdict(dict)
        day = pay_day or Month.parse(month).last
        for slip in self.slips:
            self._enter(slip, marks, paid, years[slip.tax.tax_year])
        figures = tuple(f for f in self.figures if f.position <= known_at)
        return Cohort(
            figures=figures,
            run_id=UUID(int=40_000 + self.runs), unit=COUNTY, county=COUNTY, month=Month.parse(month), pay_day=day,
            known_at=known_at, policies=laid_over(self.policies, figures), versions=in_order(self.versions),
            people=tuple(
                Person(
                    worker_id=id, facts=tuple(f for f in known if f.position <= known_at), mark=marks.get(id)
                )
                for id, known in self.people.items()
            ),
            paid={key: tuple(amounts) for key, amounts in paid.items()}, year=years[day.year],
            last_year=years[day.year - 1], groups=self.groups, tables=tuple(t for t in self.tables if t.position <= known_at),
            again_from=Month.parse(again_from).index if again_from else None, kept=self._kept(month),
        )  # fmt: skip

    def run(
        self, month: str, *, known_at: int = 1_000_000, pay_day: date | None = None, again_from: str | None = None
    ) -> Calculated:
        calculated = calculate(self.cohort(month, known_at=known_at, pay_day=pay_day, again_from=again_from))
        self.slips.extend(calculated.slips)
        return calculated

    def _kept(self, month: str) -> dict[tuple[UUID, UUID], tuple[int, int]]:
        """By person and order what was withheld, and of that in slips of the month."""
        kept: dict[tuple[UUID, UUID], tuple[int, int]] = {}
        for slip in self.slips:
            for line in slip.lines:
                if line.component is Component.WITHHELD:
                    key, fen = (slip.worker_id, line.causes[0]), -line.amount_fen
                    before = kept.get(key, (0, 0))
                    kept[key] = before[0] + fen, before[1] + (fen if slip.month == month else 0)
        return kept

    @staticmethod
    def _enter(
        slip: PayslipIssued, marks: dict[UUID, Mark], paid: dict[tuple[UUID, int], list[int]],
        year: dict[tuple[UUID, Region], YearSoFar],
    ) -> None:  # fmt: skip
        worker, through = slip.worker_id, Month.parse(slip.month).index
        before = marks.get(worker, Mark(0, 0))
        marks[worker] = Mark(max(before.known_at, slip.known_at), max(before.paid_through, through))
        for line in slip.lines:
            if line.component in LEDGER:
                amounts = paid.setdefault((worker, Month.parse(line.for_month).index), [0] * len(LEDGER))
                sign = -1 if line.component in OWN_SHARES else 1
                amounts[LEDGER.index(line.component)] += sign * line.amount_fen
        so_far, bonus = year.get((worker, slip.tax.agent), YearSoFar()), slip.tax.bonus
        earned = sum(line.amount_fen for line in slip.lines if line.component in TAXED)
        alone = bonus.now_fen if bonus else 0
        year[worker, slip.tax.agent] = YearSoFar(
            so_far.income_fen + earned - alone, so_far.insured_fen + slip.sums.own_fen,
            so_far.tax_fen + slip.tax.tax_fen, so_far.bonus_fen + alone,
            so_far.bonus_tax_fen + (bonus.tax_fen if bonus else 0),
            Month.parse(bonus.month).index if bonus else so_far.bonus_month,
        )  # fmt: skip


def amounts(slip: PayslipIssued, *components: str) -> dict[tuple[str, str], int]:
    """(component, original month) → fen, of these components or of all."""
    return {
        (line.component.value, line.for_month): line.amount_fen
        for line in slip.lines
        if not components or line.component.value in components
    }


def county_of_street(street: Region) -> Region:
    return ancestor(street, "county")


def only(slips: Iterable[PayslipIssued]) -> PayslipIssued:
    [slip] = slips
    return slip
