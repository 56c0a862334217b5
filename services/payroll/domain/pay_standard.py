"""What a pay standard (薪酬标准) says, and what can have happened to it: cases entered, drafts simulated, versions published.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final
from uuid import UUID

from services.payroll.domain.formulas.education_pay import EDUCATIONS
from services.payroll.domain.scheme_cost_events import GradeSchemeCosted
from shared.kernel import NATION, PPM, Region, record
from shared.kernel.derived import derived_id

MOST_FEN: Final = 100_000_00
MOST_FACTOR_PPM: Final = 3 * PPM
HIGHEST_GRADE: Final = 60
RESULTS: Final = ("EXCELLENT", "GOOD", "QUALIFIED", "BASIC", "FAIL")


class StandardKind(StrEnum):
    GRADE_PAY = "GRADE_PAY"


# What a version says


@record
class GradePay:
    """The monthly standard of a grade, both parts together."""

    grade: int
    monthly_fen: int


@record
class ResultFactor:
    """By what the performance part is multiplied after this annual result."""

    result: str
    factor_ppm: int


@record
class CertificateAllowance:
    level: str
    monthly_fen: int


@record
class EducationPay:
    """What is paid each month beside the standard of the grade by the highest education held (学历工资)."""

    education: str
    monthly_fen: int


@record
class PayTerms:
    """`basic_share_ppm` of the standard is paid whatever the result; results without a factor count as 1."""

    grades: tuple[GradePay, ...]
    basic_share_ppm: int
    factors: tuple[ResultFactor, ...]
    allowances: tuple[CertificateAllowance, ...]
    educations: tuple[EducationPay, ...] = ()


# Events


@record
class StandardPublished:
    """In force from the effective day; `source` is the legal basis, `document` the number of the county's paper, `article` the place
    in it, `means` what it says is paid. `simulation` is the digest of what it was seen to cost before, empty for a county's first
    version. `open_by` names the document that leaves it to lower levels; empty, it binds them; none: nothing is said.
    """

    schema_version: ClassVar[int] = 4
    effective: date
    county: Region
    kind: StandardKind
    version: int
    terms: PayTerms
    document: str
    source: str
    published_by: str
    simulation: str
    means: str
    article: str
    open_by: str | None


@record
class CaseAmount:
    """`component` of a payslip line, or NET for what is paid out; the amount as the slip prints it: deductions are negative."""

    component: str
    amount_fen: int


@record
class GoldenCase:
    """One person's month as the finance bureau worked it out by hand: employed from `first_day` of the month, or throughout.

    `base_fen` and `fund_base_fen` are declared bases; without them the wage of the month counts. Only the amounts given are
    compared. `education` was held before.
    """

    name: str
    month: str
    first_day: date | None
    grade: int
    result: str
    certificate: str
    base_fen: int | None
    fund_base_fen: int | None
    expected: tuple[CaseAmount, ...]
    education: str = ""


@record
class GoldenCaseEntered:
    """A case of that name, new or in place of the one before."""

    schema_version: ClassVar[int] = 2
    effective: date
    county: Region
    kind: StandardKind
    case: GoldenCase
    entered_by: str


@record
class GoldenCaseWithdrawn:
    effective: date
    name: str
    reason: str
    withdrawn_by: str


@record
class StandardSimulated:
    """What a draft would have cost, calculated from what was known at a position, over so many months from the first.

    `digest` is that of the whole table, person by person; `known_after` the version it was compared with. The amounts are the
    employer's cost: wages and the employer's shares.
    """

    schema_version: ClassVar[int] = 2
    effective: date
    county: Region
    kind: StandardKind
    draft_effective: date
    terms: PayTerms
    known_after: int
    known_at: int
    first_month: str
    months: int
    people: int
    winners: int
    losers: int
    left_out: int
    before_fen: int
    after_fen: int
    digest: str
    simulated_by: str


StandardEvent = StandardPublished | GoldenCaseEntered | GoldenCaseWithdrawn | StandardSimulated | GradeSchemeCosted

# State


@record
class Standard:
    """`cases` by name; `simulations` are those of drafts since the last version; `grade_costs` pairs of digests: trial, costs."""

    county: Region = NATION
    versions: tuple[StandardPublished, ...] = ()
    cases: tuple[GoldenCase, ...] = ()
    simulations: tuple[StandardSimulated, ...] = ()
    grade_costs: tuple[tuple[str, str], ...] = ()


def evolve(standard: Standard, event: StandardEvent) -> Standard:
    match event:
        case StandardPublished(county=county):
            return replace(standard, county=county, versions=(*standard.versions, event), simulations=())
        case GoldenCaseEntered(county=county, case=case):
            others = (c for c in standard.cases if c.name != case.name)
            return replace(standard, county=county, cases=tuple(sorted((*others, case), key=lambda c: c.name)))
        case GoldenCaseWithdrawn(name=name):
            return replace(standard, cases=tuple(c for c in standard.cases if c.name != name))
        case GradeSchemeCosted(county=county, trial=trial, digest=digest):
            return replace(standard, county=county, grade_costs=(*standard.grade_costs, (trial, digest)))
        case StandardSimulated(county=county):
            return replace(standard, county=county, simulations=(*standard.simulations, event))


def standard_id(county: Region, kind: StandardKind) -> UUID:
    return derived_id("payroll.standard", county, kind.value)


def education_pay(terms: PayTerms, place: int) -> int:
    """In fen for a whole month; `place` is that in EDUCATIONS."""
    return next((e.monthly_fen for e in terms.educations if e.education == EDUCATIONS[place]), 0)


def rule_of(county: Region, kind: StandardKind, version: int) -> str:
    """How a payslip line names the version it was calculated by."""
    return f"standard:{standard_id(county, kind)}:v{version}"
