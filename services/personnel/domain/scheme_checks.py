"""What no region could publish as its grade scheme (等级方案): the wrong level, ranges, credits, effects."""

from collections.abc import Iterable
from typing import Final

from services.personnel.domain.scheme_terms import EducationCredit, EducationMode, PostCategory, SchemeTerms
from shared.kernel import Region, Rejected, level

_LEVELS: Final = ("province", "city", "county")
_HIGHEST: Final = 60
_MOST: Final = 10


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
