"""The formula of a grade (domain.md 2.4): min(highest, lowest + counted years // years per grade + credit + honours − penalties).

Pure arithmetic of a scheme's terms and one person's inputs; every step of it is kept, so that it can be explained.
"""

from datetime import date

from services.personnel.domain.grade_credits import (
    MONTHS,
    certificate_grades,
    deemed_months,
    early_months,
    education_grades,
    honour_grades,
    penalty_grades,
    treated_as,
)
from services.personnel.domain.grade_inputs import Inputs
from services.personnel.domain.scheme_terms import (
    GradeRange,
    SchemeTerms,
    Stacking,
    TakesEffect,
    YearsBoundary,
    range_of,
)
from shared.kernel import DAY, add_months, add_years, full_months, record


@record
class Derivation:
    """The steps to a grade; `post_category` is the one whose range is used."""

    post_category: str
    lowest: int
    highest: int
    counted_months: int
    deemed_months: int
    early_months: int
    uncounted_years: int
    year_grades: int
    education_grades: int
    certificate_grades: int
    credit: int
    honour_grades: int
    penalty_grades: int
    kept: int | None
    grade: int


def derive(terms: SchemeTerms, inputs: Inputs, day: date) -> Derivation:
    category = treated_as(terms, inputs, day)
    allowed = range_of(terms, category)
    education, certificate = education_grades(terms, inputs), certificate_grades(terms, inputs.certificate)
    credit = max(education, certificate) if terms.stacking is Stacking.MAX else education + certificate
    years = year_grades(terms, inputs, day)
    honours, penalties = honour_grades(terms, inputs), penalty_grades(terms, inputs, day)
    return Derivation(
        post_category=category, lowest=allowed.lowest, highest=allowed.highest,
        counted_months=counted_months(terms, inputs, day), deemed_months=deemed_months(terms, inputs),
        early_months=early_months(terms, inputs.results), uncounted_years=uncounted_years(terms, inputs),
        year_grades=years, education_grades=education, certificate_grades=certificate, credit=credit,
        honour_grades=honours, penalty_grades=penalties, kept=inputs.kept,
        grade=_within(allowed, allowed.lowest + years + credit + honours - penalties, inputs.kept),
    )  # fmt: skip


def grade_on(terms: SchemeTerms, inputs: Inputs, day: date) -> int:
    return derive(terms, inputs, day).grade


def _within(allowed: GradeRange, grade: int, kept: int | None) -> int:
    return min(allowed.highest, max(grade, allowed.lowest, kept or 0))


# Years


def counted_months(terms: SchemeTerms, inputs: Inputs, day: date) -> int:
    """Whole months of community work on the day, with what is deemed and without what does not count."""
    return max(0, full_months(_begins(terms, inputs), day) + adjustment(terms, inputs, day))


def counted_years(terms: SchemeTerms, inputs: Inputs, day: date) -> int:
    return counted_months(terms, inputs, day) // MONTHS


def year_grades(terms: SchemeTerms, inputs: Inputs, day: date) -> int:
    """Steps that the years are worth; beyond (超过) means that a full number of years is not enough by itself."""
    asked = day if terms.boundary is YearsBoundary.FULL else day - DAY
    return counted_months(terms, inputs, asked) // (MONTHS * terms.years_per_grade)


def adjustment(terms: SchemeTerms, inputs: Inputs, day: date) -> int:
    """Months that count on top of the calendar, or not at all."""
    given = inputs.months_before + deemed_months(terms, inputs) + early_months(terms, inputs.results)
    return given - MONTHS * uncounted_years(terms, inputs) - _probation_months(terms, inputs, day)


def uncounted_years(terms: SchemeTerms, inputs: Inputs) -> int:
    """Years whose result the scheme does not count; those that the seniority ledger judged itself are not taken off twice."""
    return sum(r.result in terms.uncounted_results and r.year not in inputs.results_of_ledger for r in inputs.results)


def _probation_months(terms: SchemeTerms, inputs: Inputs, day: date) -> int:
    if terms.probation_counts or inputs.probation is None:
        return 0
    first, last = inputs.probation
    first = max(first, inputs.counting_since)
    return full_months(first, min(day, last + DAY)) if first <= day else 0


def _begins(terms: SchemeTerms, inputs: Inputs) -> date:
    return on_rule(terms.count_from, inputs.counting_since)


def next_step(terms: SchemeTerms, inputs: Inputs, after: date) -> date | None:
    """The first day after `after` on which years alone would raise the grade; none at the top of the range."""
    at = derive(terms, inputs, after)
    if at.grade >= at.highest:
        return None
    needed = MONTHS * terms.years_per_grade * (at.year_grades + 1)
    day = add_months(_begins(terms, inputs), needed - adjustment(terms, inputs, after))
    day = day if terms.boundary is YearsBoundary.FULL else day + DAY
    return max(day, after + DAY)


# Days


def on_rule(rule: TakesEffect, event: date) -> date:
    match rule:
        case TakesEffect.EVENT_DAY:
            return event
        case TakesEffect.NEXT_MONTH:
            return event if event.day == 1 else add_months(event.replace(day=1), 1)
        case TakesEffect.FIRST_OF_YEAR:
            return event if (event.month, event.day) == (1, 1) else add_years(event.replace(month=1, day=1), 1)


def effective_day(terms: SchemeTerms, event: date) -> date:
    return on_rule(terms.takes_effect, event)
