"""Why a grade is what it is: the steps of the formula as they were decided by, each with what it follows from."""

from datetime import date
from enum import StrEnum

from services.personnel.domain.grade_proposed import GradeProposed
from shared.kernel import record


class GradeStepKind(StrEnum):
    """In the order of the formula."""

    LOWEST = "LOWEST"
    YEARS = "YEARS"
    EDUCATION = "EDUCATION"
    CERTIFICATE = "CERTIFICATE"
    CREDIT = "CREDIT"
    HONOURS = "HONOURS"
    DISCIPLINE = "DISCIPLINE"
    KEPT = "KEPT"
    HIGHEST = "HIGHEST"
    GRADE = "GRADE"


@record
class GradeStep:
    """`value` in grades; what lowers is negative. `given`: what it follows from, by name; empty names are left out."""

    what: GradeStepKind
    value: int
    given: dict[str, str]


def steps(p: GradeProposed) -> tuple[GradeStep, ...]:
    """lowest + years + credit + honours − penalties, kept and capped: adding LOWEST, YEARS, CREDIT, HONOURS and DISCIPLINE up
    gives the grade before KEPT and HIGHEST bound it. None where the proposal was written before its steps were kept.
    """
    if p.highest == 0:
        return ()
    found = [
        _step(GradeStepKind.LOWEST, p.lowest, category=p.post_category, duty=_other(p.duty_category, p.post_category)),
        _step(
            GradeStepKind.YEARS, p.year_grades, months=p.counted_months, years=p.counted_years,
            years_per_grade=p.years_per_grade, since=p.counting_since, deemed_months=p.deemed_months or None,
            early_months=p.early_months or None, uncounted=", ".join(map(str, p.uncounted_years)) or None,
        ),
        _step(GradeStepKind.EDUCATION, p.education_grades, education=p.education.value, papers=p.papers.value),
        _step(
            GradeStepKind.CERTIFICATE, p.certificate_grades,
            certificate=None if p.certificate is None else p.certificate.value,
        ),
        _step(GradeStepKind.CREDIT, p.credit),
    ]  # fmt: skip
    if p.honours:
        found.append(_step(GradeStepKind.HONOURS, p.honour_grades, honours=", ".join(p.honours)))
    if p.penalty_grades or p.sanctions:
        found.append(_step(GradeStepKind.DISCIPLINE, -p.penalty_grades, sanctions=", ".join(p.sanctions) or None))
    if p.kept is not None:
        found.append(_step(GradeStepKind.KEPT, p.kept))
    return (*found, _step(GradeStepKind.HIGHEST, p.highest), _step(GradeStepKind.GRADE, p.grade))


def _other(one: str, another: str) -> str | None:
    return None if one == another else one


def _step(what: GradeStepKind, value: int, **given: str | int | date | None) -> GradeStep:
    return GradeStep(
        what=what, value=value, given={name: str(said) for name, said in given.items() if said is not None}
    )
