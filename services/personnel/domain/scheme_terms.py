"""What a grade scheme says (三岗十八级 and its relatives, domain.md 2.1–2.5), and what follows for one person's record.

Names and fields are part of stored events: add, never rename.
"""

from datetime import date
from enum import StrEnum

from shared.kernel import add_months, full_years, record
from shared.kernel.spans import add_years


class PostCategory(StrEnum):
    """正职、副职、工作人员."""

    CHIEF = "CHIEF"
    DEPUTY = "DEPUTY"
    STAFF = "STAFF"


class Education(StrEnum):
    """大专及以下、本科、硕士、博士."""

    COLLEGE = "COLLEGE"
    BACHELOR = "BACHELOR"
    MASTER = "MASTER"
    DOCTOR = "DOCTOR"


class Certificate(StrEnum):
    """助理社会工作师、社会工作师、高级社会工作师; lowest first."""

    ASSISTANT = "ASSISTANT"
    SOCIAL_WORKER = "SOCIAL_WORKER"
    SENIOR = "SENIOR"


class Stacking(StrEnum):
    """Only the higher of education and certificate counts, or both."""

    MAX = "MAX"
    SUM = "SUM"


class TakesEffect(StrEnum):
    """On the day of the event, or on the first of the following month."""

    EVENT_DAY = "EVENT_DAY"
    NEXT_MONTH = "NEXT_MONTH"


@record
class GradeRange:
    post_category: PostCategory
    lowest: int
    highest: int


@record
class EducationCredit:
    education: Education
    grades: int


@record
class CertificateCredit:
    certificate: Certificate
    grades: int


@record
class SchemeTerms:
    """Results in `uncounted_results` make a year that is not counted."""

    ranges: tuple[GradeRange, ...]
    years_per_grade: int
    education: tuple[EducationCredit, ...]
    certificate: tuple[CertificateCredit, ...]
    stacking: Stacking
    uncounted_results: tuple[str, ...]
    takes_effect: TakesEffect


@record
class PublishedScheme:
    """One version of a region's scheme, as decisions name it."""

    code: str
    version: int
    terms: SchemeTerms


@record
class Inputs:
    """Everything a grade follows from."""

    post_category: PostCategory
    community_work_since: date
    uncounted_years: int
    education: Education
    certificate: Certificate | None


def counted_years(inputs: Inputs, day: date) -> int:
    """Whole years of community work on the day, less the years that do not count."""
    return max(0, full_years(inputs.community_work_since, day) - inputs.uncounted_years)


def range_of(terms: SchemeTerms, category: PostCategory) -> GradeRange:
    return next(r for r in terms.ranges if r.post_category == category)


def grade_on(terms: SchemeTerms, inputs: Inputs, day: date) -> int:
    """min(highest, lowest + years // years per grade + credit): domain.md 2.4."""
    allowed = range_of(terms, inputs.post_category)
    steps = counted_years(inputs, day) // terms.years_per_grade
    return min(allowed.highest, allowed.lowest + steps + credit(terms, inputs))


def credit(terms: SchemeTerms, inputs: Inputs) -> int:
    """Grades that education and certificate give, stacked as the scheme says."""
    education = next((c.grades for c in terms.education if c.education == inputs.education), 0)
    certificate = next((c.grades for c in terms.certificate if c.certificate == inputs.certificate), 0)
    match terms.stacking:
        case Stacking.MAX:
            return max(education, certificate)
        case Stacking.SUM:
            return education + certificate


def next_step(terms: SchemeTerms, inputs: Inputs, after: date) -> date | None:
    """The first day after `after` on which years alone would raise the grade; none at the top of the range."""
    if grade_on(terms, inputs, after) >= range_of(terms, inputs.post_category).highest:
        return None
    steps = counted_years(inputs, after) // terms.years_per_grade + 1
    return add_years(inputs.community_work_since, steps * terms.years_per_grade + inputs.uncounted_years)


def effective_day(terms: SchemeTerms, event: date) -> date:
    match terms.takes_effect:
        case TakesEffect.EVENT_DAY:
            return event
        case TakesEffect.NEXT_MONTH:
            return event if event.day == 1 else add_months(event.replace(day=1), 1)
