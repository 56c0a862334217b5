"""Grade schemes (等级序列方案) as published, versioned data: a county's own, or inherited from its city or province.

Class and field names of events are the storage format: add, never rename.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, Final
from uuid import UUID

from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_terms import (
    EducationCredit,
    EducationMode,
    PostCategory,
    SchemeTerms,
    terms_of_version_1,
)
from services.personnel.domain.scheme_trials import RecordTrial, SchemeTried, record_trial
from shared.kernel import NATION, Facts, Region, Rejected, Said, against, level, record
from shared.kernel.derived import derived_id

_LEVELS: Final = ("province", "city", "county")
_HIGHEST: Final = 60
_MOST: Final = 10

# Events


@record
class SchemePublished:
    """In force in the region from the effective day until a later version; `document` is the paper's number, `article` the place in
    it, `means` what it says is set. `simulation` is the digest of what the draft was seen to do, empty for a region's first
    version. `open_by` names the document that leaves it to lower levels; empty, it binds them; none: nothing is said.
    """

    schema_version: ClassVar[int] = 4
    effective: date
    region: Region
    code: str
    version: int
    terms: SchemeTerms
    document: str
    simulation: str
    means: str
    article: str
    open_by: str | None


def published_before_articles(stored: dict[str, Any]) -> dict[str, Any]:
    """SchemePublished of version 3 as one of version 4: in which article it stood is not known."""
    return {**stored, "means": "", "article": "", "open_by": None}


def published_before_trials(stored: dict[str, Any]) -> dict[str, Any]:
    """SchemePublished of version 2 as one of version 3."""
    return {**stored, "simulation": ""}


SchemeEvent = SchemePublished | SchemeTried


def published_before_all_modes(stored: dict[str, Any]) -> dict[str, Any]:
    """SchemePublished of version 1 as one of version 2."""
    return {**stored, "terms": terms_of_version_1(stored["terms"])}


# State


@record
class Scheme:
    region: Region = NATION
    version: int = 0
    last: SchemePublished | None = None
    trials: tuple[SchemeTried, ...] = ()


def evolve(scheme: Scheme, event: SchemeEvent) -> Scheme:
    """Trials are those since the last version."""
    if isinstance(event, SchemeTried):
        return replace(scheme, region=event.region, trials=(*scheme.trials, event))
    return Scheme(region=event.region, version=event.version, last=event)


def scheme_id(region: Region) -> UUID:
    """A region has one line of versions."""
    return derived_id("personnel.grade_scheme", region)


# Commands


@record
class PublishScheme:
    """`above`: the schemes of the city and the province."""

    region: Region
    code: str
    effective: date
    terms: SchemeTerms
    means: str
    document: str
    article: str
    simulation: str = ""
    open_by: str = ""
    above: tuple[Said, ...] = ()


@record
class SchemeToFollow:
    """The version in force in the region from the day."""

    region: Region
    since: date


# Decisions


SchemeCommand = PublishScheme | RecordTrial


def decide(scheme: Scheme, command: SchemeCommand, facts: Facts[Policies]) -> tuple[SchemeEvent, ...]:
    if isinstance(command, RecordTrial):
        return record_trial(scheme.version, scheme.trials, command, facts)
    return publish(scheme, command)


def publish(scheme: Scheme, command: PublishScheme) -> tuple[SchemePublished, ...]:
    last = scheme.last
    if last is not None:
        if (last.effective, last.code, last.terms) == (command.effective, command.code, command.terms):
            return ()
        if command.effective <= last.effective:
            raise Rejected("grade-schemes.not-later", field="/effective")
    if not command.document.strip():
        raise Rejected("grade-schemes.document", field="/document")
    if not command.article.strip():
        raise Rejected("grade-schemes.article", field="/article")
    if not command.means.strip():
        raise Rejected("grade-schemes.means", field="/means")
    check_draft(command.region, command.code, command.terms)
    if found := against(command.terms, command.effective, command.above, ()):
        raise Rejected("grade-schemes.bound", field="/terms", region=found.region, document=found.document)
    _tried(scheme, command)
    return (
        SchemePublished(
            effective=command.effective, region=command.region, code=command.code, version=scheme.version + 1,
            terms=command.terms, document=command.document, simulation=command.simulation, means=command.means, article=command.article,
            open_by=command.open_by.strip(),
        ),
    )  # fmt: skip


def _tried(scheme: Scheme, command: PublishScheme) -> None:
    """What is published was tried word for word, against the version that it follows."""
    if scheme.last is None and not command.simulation:
        return
    if not command.simulation:
        raise Rejected("grade-schemes.not-tried", field="/simulation")
    found = next((each for each in scheme.trials if each.digest == command.simulation), None)
    if found is None or (found.code, found.draft_effective, found.terms) != (
        command.code, command.effective, command.terms,
    ):  # fmt: skip
        raise Rejected("grade-schemes.other-trial", field="/simulation")


def check_draft(region: Region, code: str, terms: SchemeTerms) -> None:
    """Raises Rejected for what no region could publish."""
    _check_place(region, code)
    _check_terms(terms)


def _check_place(region: Region, code: str) -> None:
    try:
        allowed = level(region) in _LEVELS
    except ValueError:
        allowed = False
    if not allowed:
        raise Rejected("grade-schemes.region", field="/region")
    if not 1 <= len(code) <= 40:
        raise Rejected("grade-schemes.code", field="/code")


def _check_terms(terms: SchemeTerms) -> None:
    _check_ranges(terms)
    if not 1 <= terms.years_per_grade <= 10:
        raise Rejected("grade-schemes.years-per-grade", field="/terms/years_per_grade")
    certificates: list[str] = [c.certificate for c in terms.certificate]
    educations: list[list[str]] = [[c.education for c in each] for each in (terms.education, terms.single_paper)]
    if any(len(set(each)) != len(each) for each in (certificates, *educations)):
        raise Rejected("grade-schemes.credits", field="/terms")
    given = (*(c.grades for c in terms.certificate), *_small(terms.education), *_small(terms.single_paper))
    if any(not 0 <= number <= _MOST for number in given):
        raise Rejected("grade-schemes.credits", field="/terms")
    _check_modes(terms)
    _check_effects(terms)


def _small(credits: Iterable[EducationCredit]) -> Iterable[int]:
    return (number for c in credits for number in (c.grades, c.deemed_years))


def _check_ranges(terms: SchemeTerms) -> None:
    """As many categories as the place has; those that posts and hires give are among them."""
    names = [r.post_category for r in terms.ranges]
    if len(set(names)) != len(names) or not set(PostCategory) <= set(names) or len(names) > _MOST:
        raise Rejected("grade-schemes.ranges", field="/terms/ranges")
    if any(not _is_code(name) for name in names):
        raise Rejected("grade-schemes.ranges", field="/terms/ranges")
    if any(not 1 <= r.lowest <= r.highest <= _HIGHEST for r in terms.ranges):
        raise Rejected("grade-schemes.ranges", field="/terms/ranges")


def _is_code(name: str) -> bool:
    return 1 <= len(name) <= 30 and all(c.isupper() or c == "_" for c in name)


def _check_modes(terms: SchemeTerms) -> None:
    """A mode is nothing without its values, and a treatment level is one of the scheme's categories."""
    known = {r.post_category for r in terms.ranges}
    for mode, values in ((terms.education_mode, terms.education), (terms.single_paper_mode, terms.single_paper)):
        if mode is EducationMode.TREATMENT_LEVEL and any(c.treated_as not in known for c in values):
            raise Rejected("grade-schemes.treatment", field="/terms/education")
    if terms.single_paper and terms.single_paper_mode is None:
        raise Rejected("grade-schemes.single-paper", field="/terms/single_paper_mode")


def _check_effects(terms: SchemeTerms) -> None:
    kinds = [e.result for e in terms.results], [p.sanction for p in terms.discipline], [h.honour for h in terms.honours]
    numbers = (
        *(h.grades for h in terms.honours), *(p.grades for p in terms.discipline), *(e.grades_down for e in terms.results),
        *(e.early_after for e in terms.results),
    )  # fmt: skip
    months = (*(p.months for p in terms.discipline), *(e.early_months for e in terms.results))
    wrong = any(not 0 <= number <= _MOST for number in numbers) or any(not 0 <= each <= 120 for each in months)
    if wrong or any(len(set(each)) != len(each) or "" in each for each in kinds):
        raise Rejected("grade-schemes.effects", field="/terms")
