"""Pay standards (薪酬标准): a county's monthly pay by grade, its split, factors and allowances, published by version."""

from datetime import date
from typing import Final

from services.payroll.domain.cohort import TableVersion
from services.payroll.domain.formulas.certificate_allowance import LEVELS
from services.payroll.domain.formulas.education_pay import EDUCATIONS
from services.payroll.domain.golden_cases import judged
from services.payroll.domain.pay_standard import (
    HIGHEST_GRADE,
    MOST_FACTOR_PPM,
    MOST_FEN,
    RESULTS,
    PayTerms,
    Standard,
    StandardKind,
    StandardPublished,
)
from services.payroll.domain.policies import Policies
from shared.kernel import PPM, Facts, Region, Rejected, Said, against, level, record

# Commands


@record
class PublishStandard:
    """The next version; one with an earlier day is in force until the next later day of another version.

    `simulation`: the digest of what these very terms were seen to cost, asked of every version but a county's first. `above`: the
    terms that its city published; `tables`: of contributions, by which golden cases are worked out.
    """

    county: Region
    kind: StandardKind
    effective: date
    terms: PayTerms
    means: str
    document: str
    article: str
    source: str
    simulation: str = ""
    open_by: str = ""
    above: tuple[Said, ...] = ()
    tables: tuple[TableVersion, ...] = ()


# Decisions

_LEVELS: Final = ("city", "county")


def publish(standard: Standard, command: PublishStandard, facts: Facts[Policies]) -> tuple[StandardPublished, ...]:
    _documented(command)
    check_terms(command.county, command.terms)
    if any(_same(version, command) for version in standard.versions[-1:]):
        return ()
    if found := against(command.terms, command.effective, command.above, ()):
        raise Rejected("standards.bound", field="/grades", region=found.region, document=found.document)
    _simulated(standard, command)
    _all_green(standard, command, facts)
    return (
        StandardPublished(
            effective=command.effective, county=command.county, kind=command.kind,
            version=len(standard.versions) + 1, terms=command.terms, document=command.document,
            source=command.source, published_by=facts.by, simulation=command.simulation, means=command.means,
            article=command.article, open_by=command.open_by.strip(),
        ),
    )  # fmt: skip


def _documented(command: PublishStandard) -> None:
    """Nothing is published without what it means, its paper, the place in it and the rule that it rests on (B-07)."""
    if not command.means.strip():
        raise Rejected("standards.means", field="/means")
    if not command.document.strip():
        raise Rejected("standards.document", field="/document")
    if not command.article.strip():
        raise Rejected("standards.article", field="/article")
    if not command.source.strip():
        raise Rejected("standards.source", field="/source")


def _same(version: StandardPublished, command: PublishStandard) -> bool:
    return (version.effective, version.terms) == (command.effective, command.terms)


def _simulated(standard: Standard, command: PublishStandard) -> None:
    """What is published was simulated word for word, against the version that it follows."""
    if not standard.versions and not command.simulation:
        return
    if not command.simulation:
        raise Rejected("standards.not-simulated", field="/simulation")
    found = next((s for s in standard.simulations if s.digest == command.simulation), None)
    if found is None or (found.terms, found.draft_effective) != (command.terms, command.effective):
        raise Rejected("standards.other-simulation", field="/simulation")


def _all_green(standard: Standard, command: PublishStandard, facts: Facts[Policies]) -> None:
    """Every golden case of a month in which the draft is in force comes out to the fen."""
    found = judged(standard, facts.policies, (command.effective, command.terms), command.tables)
    red = [each for each in found if each.red]
    if red:
        raise Rejected("standards.red-cases", count=len(red), cases="；".join(each.words() for each in red[:5]))


def _is_county(path: Region) -> bool:
    try:
        return level(path) in _LEVELS
    except ValueError:
        return False


def check_terms(county: Region, terms: PayTerms) -> None:
    """Raises Rejected for what no county could publish."""
    if not _is_county(county):
        raise Rejected("standards.not-a-county", field="/county")
    _check_amounts(terms)
    _check_results(terms)
    _check_educations(terms)


def _check_amounts(terms: PayTerms) -> None:
    grades = [g.grade for g in terms.grades]
    if not grades or len(set(grades)) != len(grades) or not all(1 <= g <= HIGHEST_GRADE for g in grades):
        raise Rejected("standards.grades", field="/grades", most=HIGHEST_GRADE)
    if not all(0 < g.monthly_fen <= MOST_FEN for g in terms.grades):
        raise Rejected("standards.amount", field="/grades")
    if not 0 <= terms.basic_share_ppm <= PPM:
        raise Rejected("standards.share", field="/basic_share")


def _check_results(terms: PayTerms) -> None:
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


def _check_educations(terms: PayTerms) -> None:
    held = [e.education for e in terms.educations]
    if len(set(held)) != len(held) or not set(held) <= set(EDUCATIONS[1:]):
        raise Rejected("standards.educations", field="/educations")
    if not all(0 <= e.monthly_fen <= MOST_FEN for e in terms.educations):
        raise Rejected("standards.amount", field="/educations")
