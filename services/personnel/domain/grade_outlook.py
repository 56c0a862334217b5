"""A person's next grade: when years alone bring it, what waits to be decided, and what else would raise it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum

from services.personnel.domain.grade_credits import MONTHS
from services.personnel.domain.grade_derivation import inputs_on
from services.personnel.domain.grade_formula import counted_months, derive, effective_day, next_step
from services.personnel.domain.grade_inputs import Inputs, Schooling
from services.personnel.domain.grading import Grading
from services.personnel.domain.scheme_terms import Certificate, Education, PublishedScheme, range_of
from shared.kernel import record


class GradeWay(StrEnum):
    """What raises a grade besides years."""

    CERTIFICATE = "CERTIFICATE"
    EDUCATION = "EDUCATION"
    POST = "POST"


@record
class HigherGrade:
    """The grade that this would give today."""

    way: GradeWay
    what: str
    grade: int


@record
class WaitingGrade:
    """Proposed and not decided: `reviewed` by the street, or not yet."""

    grade: int
    effective: date
    reviewed: bool


@record
class NextGrade:
    """`grade` is the one decided for today. By years alone `next_grade` counts from `on`; `months_missing` until the years are full
    on `years_full`. All four are null at the top of the range.
    """

    as_of: date
    post_category: str
    grade: int | None
    highest: int
    next_grade: int | None
    on: date | None
    years_full: date | None
    months_missing: int | None
    waiting: tuple[WaitingGrade, ...]
    ways: tuple[HigherGrade, ...]
    scheme: str
    scheme_version: int


def outlook(grading: Grading, scheme: PublishedScheme, today: date) -> NextGrade:
    terms = scheme.terms
    inputs = inputs_on(grading.book, terms, today)
    at, held = derive(terms, inputs, today), grading.held.on(today)
    step = next_step(terms, inputs, today)
    missing = MONTHS * terms.years_per_grade * (at.year_grades + 1) - counted_months(terms, inputs, today)
    return NextGrade(
        as_of=today, post_category=at.post_category, grade=None if held is None else held.grade, highest=at.highest,
        next_grade=None if step is None else derive(terms, inputs, step).grade,
        on=None if step is None else effective_day(terms, step), years_full=step,
        months_missing=None if step is None else missing,
        waiting=tuple(
            WaitingGrade(grade=p.grade, effective=p.effective, reviewed=p.reviewed_by is not None)
            for p in grading.proposals
        ),
        ways=tuple(_ways(scheme, inputs, today, at.grade)), scheme=scheme.code, scheme_version=scheme.version,
    )  # fmt: skip


def _ways(scheme: PublishedScheme, inputs: Inputs, today: date, grade: int) -> Iterator[HigherGrade]:
    """Everything that would give more than is derived for today."""
    for way, what, other in _others(scheme, inputs):
        then = derive(scheme.terms, other, today).grade
        if then > grade:
            yield HigherGrade(way=way, what=what, grade=then)


def _others(scheme: PublishedScheme, inputs: Inputs) -> Iterator[tuple[GradeWay, str, Inputs]]:
    levels = list(Certificate)
    above = 0 if inputs.certificate is None else levels.index(inputs.certificate) + 1
    for level in levels[above:]:
        yield GradeWay.CERTIFICATE, level.value, replace(inputs, certificate=level)
    for education in Education:
        schooling = (*inputs.schooling, Schooling(education=education))
        yield GradeWay.EDUCATION, education.value, replace(inputs, schooling=schooling)
    own = range_of(scheme.terms, inputs.post_category)
    for each in scheme.terms.ranges:
        if each.highest > own.highest:
            yield GradeWay.POST, each.post_category, replace(inputs, post_category=each.post_category)
