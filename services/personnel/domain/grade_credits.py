"""What a scheme gives for education, certificate and honours, and takes for sanctions: grades beside those of the years."""

from datetime import date
from typing import Final

from services.personnel.domain.grade_inputs import Inputs, Sanction, YearResult
from services.personnel.domain.scheme_terms import (
    Certificate,
    CertificateMode,
    EducationCredit,
    EducationMode,
    EducationPapers,
    HonourRank,
    SchemeTerms,
    range_of,
)
from shared.kernel import add_months

MONTHS: Final = 12


def education_credits(terms: SchemeTerms, inputs: Inputs) -> list[tuple[EducationCredit, EducationMode]]:
    """What each paper held gives, and how."""
    found: list[tuple[EducationCredit, EducationMode]] = []
    for held in inputs.schooling:
        single = terms.single_paper_mode is not None and held.papers is not EducationPapers.BOTH
        mode = terms.single_paper_mode if single and terms.single_paper_mode else terms.education_mode
        values = terms.single_paper if single else terms.education
        found += [(c, mode) for c in values if c.education == held.education]
    return found


def education_grades(terms: SchemeTerms, inputs: Inputs) -> int:
    return max((c.grades for c, mode in education_credits(terms, inputs) if mode is EducationMode.GRADE_UP), default=0)


def certificate_grades(terms: SchemeTerms, certificate: Certificate | None) -> int:
    if terms.certificate_mode is CertificateMode.ALLOWANCE:
        return 0
    return next((c.grades for c in terms.certificate if c.certificate == certificate), 0)


def treated_as(terms: SchemeTerms, inputs: Inputs, day: date) -> str:
    """The category whose range is used: a treatment level only lifts, and only after probation."""
    own = range_of(terms, inputs.post_category)
    if inputs.probation is not None and day <= inputs.probation[1]:
        return inputs.post_category
    levels = [c.treated_as for c, mode in education_credits(terms, inputs) if mode is EducationMode.TREATMENT_LEVEL]
    higher = [r for r in terms.ranges if r.post_category in levels and r.highest > own.highest]
    return max(higher, key=lambda r: r.highest).post_category if higher else inputs.post_category


def honour_grades(terms: SchemeTerms, inputs: Inputs) -> int:
    ranks, given = list(HonourRank), 0
    for credit in terms.honours:
        least = ranks.index(credit.least_rank)
        held = sum(h.honour == credit.honour and ranks.index(h.rank) >= least for h in inputs.honours)
        given += credit.grades * (min(held, 1) if credit.once else held)
    return given


def penalty_grades(terms: SchemeTerms, inputs: Inputs, day: date) -> int:
    """Sanctions that stand on the day, and results that lower for good."""
    down = {effect.result: effect.grades_down for effect in terms.results}
    fallen = sum(down.get(r.result, 0) for r in inputs.results)
    penalties = {p.sanction: p for p in terms.discipline}
    standing = [penalties[s.sanction] for s in inputs.sanctions if s.sanction in penalties and _stands(terms, s, day)]
    return fallen + sum(p.grades for p in standing)


def _stands(terms: SchemeTerms, sanction: Sanction, day: date) -> bool:
    ends = sanction_ends(terms, sanction)
    return sanction.since <= day and (ends is None or day < ends)


def sanction_ends(terms: SchemeTerms, sanction: Sanction) -> date | None:
    """The first day without its penalty."""
    months = next((p.months for p in terms.discipline if p.sanction == sanction.sanction), 0)
    ends = [sanction.lifted] if sanction.lifted is not None else []
    return min([*ends, add_months(sanction.since, months)] if months else ends, default=None)


def deemed_months(terms: SchemeTerms, inputs: Inputs) -> int:
    found = [c.deemed_years for c, mode in education_credits(terms, inputs) if mode is EducationMode.DEEMED_YEARS]
    return MONTHS * max(found, default=0)


def early_months(terms: SchemeTerms, results: tuple[YearResult, ...]) -> int:
    """Every full run of such results in consecutive years counts once."""
    given = 0
    for effect in terms.results:
        if effect.early_after:
            runs = _runs(sorted(r.year for r in results if r.result == effect.result))
            given += effect.early_months * sum(run // effect.early_after for run in runs)
    return given


def _runs(years: list[int]) -> list[int]:
    lengths: list[int] = []
    for at, year in enumerate(years):
        if at and years[at - 1] == year - 1:
            lengths[-1] += 1
        else:
            lengths.append(1)
    return lengths
