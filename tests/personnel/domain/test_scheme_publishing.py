"""A grade scheme is published as a version: with its papers, by whom its region is, within what a higher level binds."""

from dataclasses import replace
from datetime import date

import pytest

from deploy.local.story.scheme import SCHEME as TERMS
from services.personnel.domain.grade_schemes import PublishScheme, SchemePublished
from services.personnel.domain.scheme_terms import (
    DisciplinePenalty,
    Education,
    EducationCredit,
    EducationMode,
    GradeRange,
    HonourCredit,
    HonourRank,
    PostCategory,
    ResultEffect,
    SchemeTerms,
)
from services.personnel.domain.streams import GRADE_SCHEME
from shared.kernel import Region, Said, region
from tests.personnel.people import STREET, on

COUNTY = region("51", "01", "07")
DAY = date(2027, 1, 4)
PUBLISH = PublishScheme(
    region=COUNTY,
    code="DEMO-18",
    effective=DAY,
    terms=TERMS,
    means="岗位等级序列",
    document="武社工〔2027〕1号",
    article="第三条",
)
PUBLISHED = SchemePublished(
    effective=DAY,
    region=COUNTY,
    code="DEMO-18",
    version=1,
    terms=TERMS,
    document="武社工〔2027〕1号",
    simulation="",
    means="岗位等级序列",
    article="第三条",
    open_by="",
)
S = PostCategory.STAFF
_, BACHELOR, MASTER, _ = Education


def test_a_scheme_is_published_as_the_next_version() -> None:
    on(GRADE_SCHEME, DAY).when(PUBLISH).then(PUBLISHED)
    later = replace(PUBLISH, effective=date(2028, 1, 1))
    on(GRADE_SCHEME, DAY, PUBLISHED).when(later).then_rejected("grade-schemes.not-tried")


def test_publishing_the_same_again_is_harmless_and_an_earlier_day_is_refused() -> None:
    on(GRADE_SCHEME, DAY, PUBLISHED).when(PUBLISH).then()
    other = replace(PUBLISH, code="OTHER")
    on(GRADE_SCHEME, DAY, PUBLISHED).when(other).then_rejected("grade-schemes.not-later")


TWICE = (EducationCredit(education=BACHELOR, grades=1),) * 2
LOW = GradeRange(post_category="lower case", lowest=1, highest=4)


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (replace(TERMS, ranges=TERMS.ranges[:2]), "grade-schemes.ranges"),
        (replace(TERMS, ranges=(*TERMS.ranges, LOW)), "grade-schemes.ranges"),
        (replace(TERMS, ranges=(*TERMS.ranges, TERMS.ranges[0])), "grade-schemes.ranges"),
        (replace(TERMS, ranges=(*TERMS.ranges[:2], GradeRange(post_category=S, lowest=5, highest=4))), "grade-schemes.ranges"),
        (replace(TERMS, years_per_grade=0), "grade-schemes.years-per-grade"),
        (replace(TERMS, education=TWICE), "grade-schemes.credits"),
        (replace(TERMS, single_paper_mode=EducationMode.DEEMED_YEARS, single_paper=TWICE), "grade-schemes.credits"),
        (replace(TERMS, education=(EducationCredit(education=MASTER, grades=11),)), "grade-schemes.credits"),
        (replace(TERMS, single_paper=TWICE[:1]), "grade-schemes.single-paper"),
        (replace(TERMS, education_mode=EducationMode.TREATMENT_LEVEL), "grade-schemes.treatment"),
        (replace(TERMS, discipline=(DisciplinePenalty(sanction="X", grades=1, months=-1),)), "grade-schemes.effects"),
        (replace(TERMS, results=(ResultEffect(result=""),)), "grade-schemes.effects"),
        (replace(TERMS, results=(ResultEffect(result="FAIL"), ResultEffect(result="FAIL"))), "grade-schemes.effects"),
        (replace(TERMS, honours=(HonourCredit(honour="X", least_rank=HonourRank.CITY, grades=11),)), "grade-schemes.effects"),
    ],
)  # fmt: skip
def test_terms_that_cannot_be_applied_are_refused(terms: SchemeTerms, code: str) -> None:
    on(GRADE_SCHEME, DAY).when(replace(PUBLISH, terms=terms)).then_rejected(code)


def test_a_scheme_belongs_to_a_county_or_above_and_names_its_document() -> None:
    for place in (STREET, Region("nonsense")):
        on(GRADE_SCHEME, DAY).when(replace(PUBLISH, region=place)).then_rejected("grade-schemes.region")
    on(GRADE_SCHEME, DAY).when(replace(PUBLISH, document="")).then_rejected("grade-schemes.document")
    on(GRADE_SCHEME, DAY).when(replace(PUBLISH, article=" ")).then_rejected("grade-schemes.article")
    on(GRADE_SCHEME, DAY).when(replace(PUBLISH, means="")).then_rejected("grade-schemes.means")


def test_what_the_city_binds_no_county_publishes_otherwise() -> None:
    other = replace(TERMS, years_per_grade=2)
    city = Said(region=region("51", "01"), effective=DAY, value=other, document="成社工1号", open_by="")
    on(GRADE_SCHEME, DAY).when(replace(PUBLISH, above=(city,))).then_rejected("grade-schemes.bound")
    on(GRADE_SCHEME, DAY).when(replace(PUBLISH, above=(city,), terms=other)).then_events()
    on(GRADE_SCHEME, DAY).when(replace(PUBLISH, above=(replace(city, open_by="成社工1号 第九条"),))).then(PUBLISHED)
    on(GRADE_SCHEME, DAY).when(replace(PUBLISH, code="")).then_rejected("grade-schemes.code")
