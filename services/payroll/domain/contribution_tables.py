"""Contribution tables (缴费基数上下限与费率): what a city publishes for a contribution year, by version; often late, from January or July.

Floor and cap are stored as published and never computed. Class and field names of events are the storage format.
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Final
from uuid import UUID

from services.payroll.domain.policies import Policies
from shared.kernel import NATION, PPM, Bound, Facts, Region, Rejected, Said, against, level, record
from shared.kernel.derived import derived_id

MOST_FEN: Final = 200_000_00
MOST_PPM: Final = 3 * PPM // 10
FUND_PPM: Final = range(5 * PPM // 100, 12 * PPM // 100 + 1)
SCHEMES: Final = ("PENSION", "MEDICAL", "UNEMPLOYMENT", "INJURY", "MATERNITY")
EMPLOYER_ONLY: Final = ("INJURY", "MATERNITY")
FUND: Final = ("FUND",)


class TableKind(StrEnum):
    """The five insurances, or the housing fund: their years and bases differ."""

    INSURANCE = "INSURANCE"
    FUND = "FUND"


class ShareRounding(StrEnum):
    """To what each share is rounded half-up."""

    FEN = "FEN"
    JIAO = "JIAO"
    YUAN = "YUAN"


UNIT_FEN: Final = {ShareRounding.FEN: 1, ShareRounding.JIAO: 10, ShareRounding.YUAN: 100}

# What a table says


@record
class SchemeRate:
    """Both sides' shares of the base, in parts per million, and how each is rounded."""

    scheme: str
    employee_ppm: int
    employer_ppm: int
    employee_rounding: ShareRounding
    employer_rounding: ShareRounding


@record
class ContributionTerms:
    """`base_year`: the calendar year whose average wage is the base; floor and cap are monthly."""

    base_year: int
    floor_fen: int
    cap_fen: int
    rates: tuple[SchemeRate, ...]


# Events


@record
class ContributionTablePublished:
    """In force from the effective day until another. `document` and `article` are the paper and the place in it, `means` what it
    says it is. `open_by` names the document that leaves it to lower levels; empty, it binds them; none: nothing is said.
    """

    schema_version: ClassVar[int] = 2
    effective: date
    region: Region
    kind: TableKind
    version: int
    terms: ContributionTerms
    document: str
    article: str
    published_by: str
    means: str
    open_by: str | None


def table_before_meanings(stored: dict[str, Any]) -> dict[str, Any]:
    """ContributionTablePublished of version 1 as one of version 2."""
    return {**stored, "means": "", "open_by": None}


ContributionTableEvent = ContributionTablePublished

# State


@record
class ContributionTable:
    region: Region = NATION
    versions: tuple[ContributionTablePublished, ...] = ()


def evolve(table: ContributionTable, event: ContributionTableEvent) -> ContributionTable:
    return ContributionTable(region=event.region, versions=(*table.versions, event))


def table_id(region: Region, kind: TableKind) -> UUID:
    return derived_id("payroll.contribution-table", region, kind.value)


def table_rule(region: Region, kind: TableKind, version: int) -> str:
    """How a payslip line names the table it was calculated by."""
    return f"contributions:{table_id(region, kind)}:v{version}"


# Commands


@record
class PublishContributionTable:
    """`above`: the terms that the city published; `bound`: what of these terms the policy files bind."""

    region: Region
    kind: TableKind
    effective: date
    terms: ContributionTerms
    means: str
    document: str
    article: str
    open_by: str = ""
    above: tuple[Said, ...] = ()
    bound: tuple[Bound, ...] = ()


ContributionTableCommand = PublishContributionTable

# Decisions


def publish(
    table: ContributionTable, command: ContributionTableCommand, facts: Facts[Policies]
) -> tuple[ContributionTableEvent, ...]:
    """A city's, or a county's where the city left it open. For months already paid the next run settles the difference."""
    if not _is_city_or_county(command.region):
        raise Rejected("contribution-tables.region", field="/region")
    if not command.document.strip():
        raise Rejected("contribution-tables.document", field="/document")
    if not command.article.strip():
        raise Rejected("contribution-tables.article", field="/article")
    if not command.means.strip():
        raise Rejected("contribution-tables.means", field="/means")
    if command.effective.day != 1:
        raise Rejected("contribution-tables.not-a-month", field="/effective")
    _check(command)
    if found := against(command.terms, command.effective, command.above, command.bound):
        raise Rejected(
            "contribution-tables.bound", field="/region", rule=found.rule, region=found.region, document=found.document
        )
    if any(v.effective == command.effective and v.terms == command.terms for v in table.versions[-1:]):
        return ()
    return (
        ContributionTablePublished(
            effective=command.effective, region=command.region, kind=command.kind, version=len(table.versions) + 1,
            terms=command.terms, document=command.document, article=command.article, published_by=facts.by,
            means=command.means, open_by=command.open_by.strip(),
        ),
    )  # fmt: skip


def values_of(terms: ContributionTerms) -> dict[str, int]:
    """What a table says, by the policy values that it takes the place of."""
    if [rate.scheme for rate in terms.rates] == list(FUND):
        return {
            "fund_ppm": terms.rates[0].employer_ppm, "fund_floor_fen": terms.floor_fen, "fund_cap_fen": terms.cap_fen,
        }  # fmt: skip
    found = {"insurance_floor_fen": terms.floor_fen, "insurance_cap_fen": terms.cap_fen}
    for rate in terms.rates:
        name = rate.scheme.lower()
        found[f"{name}_employer_ppm"] = rate.employer_ppm
        if rate.scheme not in EMPLOYER_ONLY:
            found[f"{name}_employee_ppm"] = rate.employee_ppm
    return found


def _is_city_or_county(path: Region) -> bool:
    try:
        return level(path) in ("city", "county")
    except ValueError:
        return False


def _check(command: PublishContributionTable) -> None:
    terms = command.terms
    if terms.base_year not in (command.effective.year - 1, command.effective.year - 2):
        raise Rejected("contribution-tables.base-year", field="/base_year")
    if not 0 < terms.floor_fen < terms.cap_fen <= MOST_FEN:
        raise Rejected("contribution-tables.floor-and-cap", field="/cap")
    wanted = SCHEMES if command.kind is TableKind.INSURANCE else FUND
    if sorted(rate.scheme for rate in terms.rates) != sorted(wanted):
        raise Rejected("contribution-tables.schemes", field="/rates", schemes="、".join(wanted))
    if not all(0 <= ppm <= MOST_PPM for rate in terms.rates for ppm in (rate.employee_ppm, rate.employer_ppm)):
        raise Rejected("contribution-tables.rate", field="/rates")
    if command.kind is TableKind.FUND:
        [fund] = terms.rates
        if fund.employee_ppm not in FUND_PPM or fund.employee_ppm != fund.employer_ppm:
            raise Rejected("contribution-tables.fund-rate", field="/rates")
