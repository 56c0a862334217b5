"""Pay standards (薪酬标准): a county's monthly pay by grade, its split, factors and allowances, published by version.

Class and field names of events are the storage format: add, never rename.
"""

from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.payroll.domain.formulas.certificate_allowance import LEVELS
from services.payroll.domain.policies import Policies
from shared.kernel import NATION, PPM, Facts, Region, Rejected, level, record
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
class PayTerms:
    """`basic_share_ppm` of the standard is paid whatever the result; results without a factor count as 1."""

    grades: tuple[GradePay, ...]
    basic_share_ppm: int
    factors: tuple[ResultFactor, ...]
    allowances: tuple[CertificateAllowance, ...]


# Events


@record
class StandardPublished:
    """In force from the effective day; `source` is the legal basis, `document` the number of the county's paper."""

    effective: date
    county: Region
    kind: StandardKind
    version: int
    terms: PayTerms
    document: str
    source: str
    published_by: str


StandardEvent = StandardPublished

# State


@record
class Standard:
    county: Region = NATION
    versions: tuple[StandardPublished, ...] = ()


def evolve(standard: Standard, event: StandardEvent) -> Standard:
    return Standard(county=event.county, versions=(*standard.versions, event))


def standard_id(county: Region, kind: StandardKind) -> UUID:
    return derived_id("payroll.standard", county, kind.value)


def rule_of(county: Region, kind: StandardKind, version: int) -> str:
    """How a payslip line names the version it was calculated by."""
    return f"standard:{standard_id(county, kind)}:v{version}"


# Commands


@record
class PublishStandard:
    """The next version; one with an earlier day is in force until the next later day of another version."""

    county: Region
    kind: StandardKind
    effective: date
    terms: PayTerms
    document: str
    source: str


StandardCommand = PublishStandard

# Decisions

_LEVELS: Final = ("city", "county")


def publish(standard: Standard, command: PublishStandard, facts: Facts[Policies]) -> tuple[StandardPublished, ...]:
    if not _is_county(command.county):
        raise Rejected("standards.not-a-county", field="/county")
    if not command.document.strip():
        raise Rejected("standards.document", field="/document")
    if not command.source.strip():
        raise Rejected("standards.source", field="/source")
    _check(command.terms)
    if any(v.effective == command.effective and v.terms == command.terms for v in standard.versions[-1:]):
        return ()
    return (
        StandardPublished(
            effective=command.effective, county=command.county, kind=command.kind,
            version=len(standard.versions) + 1, terms=command.terms, document=command.document,
            source=command.source, published_by=facts.by,
        ),
    )  # fmt: skip


def _is_county(path: Region) -> bool:
    try:
        return level(path) in _LEVELS
    except ValueError:
        return False


def _check(terms: PayTerms) -> None:
    grades = [g.grade for g in terms.grades]
    if not grades or len(set(grades)) != len(grades) or not all(1 <= g <= HIGHEST_GRADE for g in grades):
        raise Rejected("standards.grades", field="/grades", most=HIGHEST_GRADE)
    if not all(0 < g.monthly_fen <= MOST_FEN for g in terms.grades):
        raise Rejected("standards.amount", field="/grades")
    if not 0 <= terms.basic_share_ppm <= PPM:
        raise Rejected("standards.share", field="/basic_share")
    results = [f.result for f in terms.factors]
    if len(set(results)) != len(results) or not set(results) <= set(RESULTS):
        raise Rejected("standards.factors", field="/factors")
    if not all(0 <= f.factor_ppm <= MOST_FACTOR_PPM for f in terms.factors):
        raise Rejected("standards.factors", field="/factors")
    levels = [a.level for a in terms.allowances]
    if len(set(levels)) != len(levels) or not set(levels) <= set(LEVELS[1:]):
        raise Rejected("standards.allowances", field="/allowances")
    if not all(0 <= a.monthly_fen <= MOST_FEN for a in terms.allowances):
        raise Rejected("standards.amount", field="/allowances")
