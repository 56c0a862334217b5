"""What a grade scheme says (三岗十八级, 四岗二十四级 and their relatives, domain.md 2.1–2.5): published data, no value of it is code.

Names and fields are part of stored events: add, never rename. Amounts are not here: pay per grade, certificate allowances and base
pay by education are payroll's standard; a mode says only that education or certificate is not answered with grades.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from shared.kernel import Region, record


class PostCategory(StrEnum):
    """正职、副职、工作人员: what posts and hires give. A scheme may have further categories of its own."""

    CHIEF = "CHIEF"
    DEPUTY = "DEPUTY"
    STAFF = "STAFF"


class Education(StrEnum):
    """大专及以下、本科、硕士、博士; lowest first."""

    COLLEGE = "COLLEGE"
    BACHELOR = "BACHELOR"
    MASTER = "MASTER"
    DOCTOR = "DOCTOR"


def highest_education(words: Iterable[str]) -> str:
    """Of these; an empty word stands below all."""
    return max(words, key=["", *Education].index)


class EducationPapers(StrEnum):
    """学历与学位: only the diploma, only the degree, both."""

    DIPLOMA = "DIPLOMA"
    DEGREE = "DEGREE"
    BOTH = "BOTH"


class EducationMode(StrEnum):
    """What an education gives: grades, years that count as community work, the range of a higher category, or only pay."""

    GRADE_UP = "GRADE_UP"
    DEEMED_YEARS = "DEEMED_YEARS"
    TREATMENT_LEVEL = "TREATMENT_LEVEL"
    BASE_PAY = "BASE_PAY"


class Certificate(StrEnum):
    """助理社会工作师、社会工作师、高级社会工作师; lowest first."""

    ASSISTANT = "ASSISTANT"
    SOCIAL_WORKER = "SOCIAL_WORKER"
    SENIOR = "SENIOR"


def highest_certificate(levels: Iterable[Certificate]) -> Certificate | None:
    return max(levels, key=list(Certificate).index, default=None)


class CertificateMode(StrEnum):
    """A certificate gives grades, a monthly allowance, or both."""

    GRADE_UP = "GRADE_UP"
    ALLOWANCE = "ALLOWANCE"
    BOTH = "BOTH"


class Stacking(StrEnum):
    """Only the higher of education and certificate counts, or both."""

    MAX = "MAX"
    SUM = "SUM"


class TakesEffect(StrEnum):
    """On the day of the event, on the first of the following month or year; a first of those itself is that day."""

    EVENT_DAY = "EVENT_DAY"
    NEXT_MONTH = "NEXT_MONTH"
    FIRST_OF_YEAR = "FIRST_OF_YEAR"


class YearsBoundary(StrEnum):
    """满: the step is due on the day the years are full; 超过: on the day after."""

    FULL = "FULL"
    BEYOND = "BEYOND"


class HonourRank(StrEnum):
    """By whom an honour was given: county, city, province, nation; lowest first."""

    COUNTY = "COUNTY"
    CITY = "CITY"
    PROVINCE = "PROVINCE"
    NATION = "NATION"


@record
class GradeRange:
    """The grades of a post category; `name` is what the place calls it."""

    post_category: str
    lowest: int
    highest: int
    name: str = ""


@record
class EducationCredit:
    """What one level gives, by mode: so many grades, so many deemed years, or the range of the category `treated_as`."""

    education: Education
    grades: int = 0
    deemed_years: int = 0
    treated_as: str = ""


@record
class CertificateCredit:
    certificate: Certificate
    grades: int


@record
class HonourCredit:
    """Grades for an honour of the kind given at this rank or above; `once`: a second of the kind gives nothing."""

    honour: str
    least_rank: HonourRank
    grades: int
    once: bool = True


@record
class DisciplinePenalty:
    """Grades lower while the sanction stands: so many months from its day, 0 for good."""

    sanction: str
    grades: int
    months: int


@record
class ResultEffect:
    """What a result does besides not counting the year: grades down for good; after so many in a row, months that count on top."""

    result: str
    grades_down: int = 0
    early_after: int = 0
    early_months: int = 0


@record
class SchemeTerms:
    """Results in `uncounted_results` make a year that is not counted. Without a `single_paper_mode` one paper is as good as both.

    `promotion_keeps`, `step_down_keeps`: a change of category never lowers the grade below the one before, inside the new range.
    """

    ranges: tuple[GradeRange, ...]
    years_per_grade: int
    education: tuple[EducationCredit, ...]
    certificate: tuple[CertificateCredit, ...]
    stacking: Stacking
    uncounted_results: tuple[str, ...]
    takes_effect: TakesEffect
    education_mode: EducationMode = EducationMode.GRADE_UP
    single_paper_mode: EducationMode | None = None
    single_paper: tuple[EducationCredit, ...] = ()
    certificate_mode: CertificateMode = CertificateMode.GRADE_UP
    honours: tuple[HonourCredit, ...] = ()
    discipline: tuple[DisciplinePenalty, ...] = ()
    results: tuple[ResultEffect, ...] = ()
    count_from: TakesEffect = TakesEffect.EVENT_DAY
    boundary: YearsBoundary = YearsBoundary.FULL
    probation_counts: bool = True
    promotion_keeps: bool = False
    step_down_keeps: bool = False


def terms_of_version_1(stored: dict[str, Any]) -> dict[str, Any]:
    """Terms as they were stored before all modes could be said: what they left open was so."""
    return {
        **stored,
        "ranges": [{**each, "name": ""} for each in stored["ranges"]],
        "education": [{**each, "deemed_years": 0, "treated_as": ""} for each in stored["education"]],
        "education_mode": "GRADE_UP", "single_paper_mode": None, "single_paper": [], "certificate_mode": "GRADE_UP",
        "honours": [], "discipline": [], "results": [], "count_from": "EVENT_DAY", "boundary": "FULL",
        "probation_counts": True, "promotion_keeps": False, "step_down_keeps": False,
    }  # fmt: skip


@record
class PublishedScheme:
    """One version of a region's scheme, as decisions name it: `document` is the paper it was published with."""

    code: str
    version: int
    terms: SchemeTerms
    region: Region = Region("")
    document: str = ""


def range_of(terms: SchemeTerms, category: str) -> GradeRange:
    """The range of a category; one that the scheme does not know is graded like the lowest."""
    found = next((r for r in terms.ranges if r.post_category == category), None)
    return found or min(terms.ranges, key=lambda r: (r.highest, r.lowest))
