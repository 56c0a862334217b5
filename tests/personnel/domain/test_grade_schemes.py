from dataclasses import replace
from datetime import date

import pytest

from deploy.local.story.scheme import SCHEME as TERMS
from services.personnel.domain.grade_schemes import PublishScheme, SchemePublished
from services.personnel.domain.scheme_terms import (
    Certificate,
    Education,
    EducationCredit,
    GradeRange,
    Inputs,
    PostCategory,
    SchemeTerms,
    Stacking,
    TakesEffect,
    counted_years,
    effective_day,
    grade_on,
    next_step,
)
from services.personnel.domain.streams import GRADE_SCHEME
from shared.kernel import Region, add_years, region
from tests.personnel.people import STREET, on

COUNTY = region("51", "01", "07")
DAY = date(2027, 1, 4)
PUBLISH = PublishScheme(region=COUNTY, code="DEMO-18", effective=DAY, terms=TERMS, document="武社工〔2027〕1号")
PUBLISHED = SchemePublished(
    effective=DAY, region=COUNTY, code="DEMO-18", version=1, terms=TERMS, document="武社工〔2027〕1号"
)
C, D, S = PostCategory.CHIEF, PostCategory.DEPUTY, PostCategory.STAFF


def inputs(
    category: PostCategory, years: int, education: Education, certificate: Certificate | None, less: int = 0
) -> Inputs:
    return Inputs(
        post_category=category, community_work_since=add_years(DAY, -years), uncounted_years=less,
        education=education, certificate=certificate,
    )  # fmt: skip


# domain.md 2.5, the worked cases of DEMO-18
@pytest.mark.parametrize(
    ("case", "category", "years", "education", "certificate", "less", "grade"),
    [
        ("G1", S, 0, Education.COLLEGE, None, 0, 1),
        ("G2", S, 0, Education.BACHELOR, None, 0, 2),
        ("G3", S, 7, Education.COLLEGE, Certificate.ASSISTANT, 0, 4),
        ("G4", S, 7, Education.BACHELOR, Certificate.SOCIAL_WORKER, 0, 5),
        ("G6", D, 10, Education.BACHELOR, Certificate.SOCIAL_WORKER, 0, 9),
        ("G7", C, 16, Education.MASTER, Certificate.SENIOR, 0, 15),
        ("G10", D, 2, Education.COLLEGE, None, 0, 4),
        ("G11: third year FAIL, counted 2", S, 3, Education.BACHELOR, None, 1, 2),
        ("G12: before", S, 0, Education.BACHELOR, Certificate.ASSISTANT, 0, 2),
        ("G12: +1, not +2", S, 0, Education.BACHELOR, Certificate.SOCIAL_WORKER, 0, 3),
        ("G15: 4 years elsewhere, 5 here", S, 9, Education.COLLEGE, None, 0, 4),
        ("capped", S, 40, Education.DOCTOR, None, 0, 12),
    ],
)
def test_the_grade_follows_from_category_years_education_and_certificate(
    case: str, category: PostCategory, years: int, education: Education, certificate: Certificate | None, less: int,
    grade: int,
) -> None:  # fmt: skip
    assert grade_on(TERMS, inputs(category, years, education, certificate, less), DAY) == grade, case


def test_g5_under_sum_both_credits_count() -> None:
    terms = replace(TERMS, stacking=Stacking.SUM)
    assert grade_on(terms, inputs(S, 7, Education.BACHELOR, Certificate.SOCIAL_WORKER), DAY) == 6


def test_years_are_full_on_the_day_and_not_a_day_before() -> None:
    seven = replace(inputs(S, 0, Education.COLLEGE, None), community_work_since=date(2020, 1, 5))
    assert [counted_years(seven, d) for d in (DAY, date(2027, 1, 5))] == [6, 7]


def test_the_next_step_is_the_day_on_which_years_alone_raise_the_grade() -> None:
    worker = replace(inputs(S, 0, Education.COLLEGE, None), community_work_since=date(2025, 6, 1))
    step = next_step(TERMS, worker, DAY)
    assert step == date(2028, 6, 1)
    assert grade_on(TERMS, worker, step) == grade_on(TERMS, worker, DAY) + 1
    assert next_step(TERMS, replace(worker, uncounted_years=1), DAY) == date(2029, 6, 1)
    assert next_step(TERMS, inputs(S, 40, Education.DOCTOR, None), DAY) is None


def test_a_change_takes_effect_on_the_first_of_the_next_month_or_on_its_day() -> None:
    assert effective_day(TERMS, date(2027, 3, 15)) == date(2027, 4, 1)
    assert effective_day(TERMS, date(2027, 3, 1)) == date(2027, 3, 1)
    assert effective_day(replace(TERMS, takes_effect=TakesEffect.EVENT_DAY), date(2027, 3, 15)) == date(2027, 3, 15)


def test_a_scheme_is_published_as_the_next_version() -> None:
    on(GRADE_SCHEME, DAY).when(PUBLISH).then(PUBLISHED)
    later = replace(PUBLISH, effective=date(2028, 1, 1))
    (second,) = on(GRADE_SCHEME, DAY, PUBLISHED).when(later).then_events()
    assert second.version == 2


def test_publishing_the_same_again_is_harmless_and_an_earlier_day_is_refused() -> None:
    on(GRADE_SCHEME, DAY, PUBLISHED).when(PUBLISH).then()
    other = replace(PUBLISH, code="OTHER")
    on(GRADE_SCHEME, DAY, PUBLISHED).when(other).then_rejected("grade-schemes.not-later")


TWICE = (EducationCredit(education=Education.BACHELOR, grades=1),) * 2


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (replace(TERMS, ranges=TERMS.ranges[:2]), "grade-schemes.ranges"),
        (
            replace(TERMS, ranges=(*TERMS.ranges[:2], GradeRange(post_category=S, lowest=5, highest=4))),
            "grade-schemes.ranges",
        ),
        (replace(TERMS, years_per_grade=0), "grade-schemes.years-per-grade"),
        (replace(TERMS, education=TWICE), "grade-schemes.credits"),
    ],
)
def test_terms_that_cannot_be_applied_are_refused(terms: SchemeTerms, code: str) -> None:
    on(GRADE_SCHEME, DAY).when(replace(PUBLISH, terms=terms)).then_rejected(code)


def test_a_scheme_belongs_to_a_county_or_above_and_names_its_document() -> None:
    for place in (STREET, Region("nonsense")):
        on(GRADE_SCHEME, DAY).when(replace(PUBLISH, region=place)).then_rejected("grade-schemes.region")
    on(GRADE_SCHEME, DAY).when(replace(PUBLISH, document="")).then_rejected("grade-schemes.document")
    on(GRADE_SCHEME, DAY).when(replace(PUBLISH, code="")).then_rejected("grade-schemes.code")
