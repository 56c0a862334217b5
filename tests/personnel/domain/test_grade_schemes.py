from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from deploy.local.story.scheme import SCHEME as TERMS
from services.personnel.domain.grade_credits import treated_as
from services.personnel.domain.grade_formula import counted_years, derive, effective_day, grade_on, next_step
from services.personnel.domain.grade_inputs import Honour, Inputs, Sanction, Schooling, YearResult
from services.personnel.domain.scheme_terms import (
    Certificate,
    CertificateMode,
    DisciplinePenalty,
    Education,
    EducationCredit,
    EducationMode,
    EducationPapers,
    GradeRange,
    HonourCredit,
    HonourRank,
    PostCategory,
    ResultEffect,
    Stacking,
    TakesEffect,
    YearsBoundary,
)
from services.personnel.domain.streams import GRADE_SCHEME
from shared.kernel import add_months, add_years
from tests.personnel.domain.test_scheme_publishing import PUBLISH
from tests.personnel.people import on

DAY = date(2027, 1, 4)
C, D, S = PostCategory.CHIEF, PostCategory.DEPUTY, PostCategory.STAFF
COLLEGE, BACHELOR, MASTER, DOCTOR = Education
ASSISTANT, SOCIAL_WORKER, SENIOR = Certificate
BOTH = EducationPapers.BOTH


def inputs(
    category: str, years: float, education: Education = COLLEGE, certificate: Certificate | None = None,
    papers: EducationPapers = BOTH, **more: Any,
) -> Inputs:  # fmt: skip
    since = add_months(DAY, -round(12 * years)) if years != int(years) else add_years(DAY, -int(years))
    return Inputs(
        post_category=category, counting_since=since, schooling=(Schooling(education=education, papers=papers),),
        certificate=certificate, **more,
    )  # fmt: skip


def fails(*years: int) -> tuple[YearResult, ...]:
    return tuple(YearResult(year=year, result="FAIL") for year in years)


# domain.md 2.5, the worked cases of DEMO-18: grade, monthly standard in yuan, basic 80 %, performance 20 %
@pytest.mark.parametrize(
    ("case", "of", "grade", "monthly", "basic"),
    [
        ("G1", inputs(S, 0), 1, 3_400, 2_720),
        ("G2", inputs(S, 0, BACHELOR), 2, 3_570, 2_856),
        ("G3", inputs(S, 7, COLLEGE, ASSISTANT), 4, 3_910, 3_128),
        ("G4", inputs(S, 7, BACHELOR, SOCIAL_WORKER), 5, 4_080, 3_264),
        ("G6", inputs(D, 10, BACHELOR, SOCIAL_WORKER), 9, 4_760, 3_808),
        ("G7", inputs(C, 16, MASTER, SENIOR), 15, 5_780, 4_624),
        ("G10", inputs(D, 2), 4, 3_910, 3_128),
        ("G11: third year FAIL, counted 2", inputs(S, 3, BACHELOR, results=fails(2026)), 2, 3_570, 2_856),
        ("G12: before", inputs(S, 0, BACHELOR, ASSISTANT), 2, 3_570, 2_856),
        ("G12: +1, not +2", inputs(S, 0, BACHELOR, SOCIAL_WORKER), 3, 3_740, 2_992),
        ("G15: 4 years elsewhere recognised, 5 here", inputs(S, 5, months_before=48), 4, 3_910, 3_128),
        ("capped", inputs(S, 40, DOCTOR), 12, 5_270, 4_216),
    ],
)  # fmt: skip
def test_the_worked_cases_of_the_demonstration_scheme(
    case: str, of: Inputs, grade: int, monthly: int, basic: int
) -> None:
    found = grade_on(TERMS, of, DAY)
    assert found == grade, case
    assert (3_400 + 170 * (found - 1), (3_400 + 170 * (found - 1)) * 80 // 100) == (monthly, basic), case


def test_g5_under_sum_both_credits_count() -> None:
    terms = replace(TERMS, stacking=Stacking.SUM)
    assert grade_on(terms, inputs(S, 7, BACHELOR, SOCIAL_WORKER), DAY) == 6


def test_g8_promotion_is_computed_anew_in_the_new_range_and_g9_leaving_the_post_is_capped_by_the_lower() -> None:
    assert [grade_on(TERMS, inputs(category, 12, MASTER), DAY) for category in (S, D, C)] == [7, 10, 13]
    assert grade_on(TERMS, inputs(S, 12, MASTER, kept=15), DAY) == 12


# The unnamed prefecture city of domain.md 2.5: post wage by category, +300 for both posts in one person, level 50 and 60 more for
# each, certificate 300/500/800, basic performance 200; level = max(1, ceil(years / 3)), at most 12
LEVELS = replace(
    TERMS,
    ranges=tuple(GradeRange(post_category=c, lowest=1, highest=12) for c in PostCategory),
    education=(), certificate_mode=CertificateMode.ALLOWANCE, boundary=YearsBoundary.BEYOND,
)  # fmt: skip
POST_WAGE = {C: 2_800, D: 2_500, S: 2_300}
ALLOWANCE = {None: 0, ASSISTANT: 300, SOCIAL_WORKER: 500, SENIOR: 800}


@pytest.mark.parametrize(
    ("category", "years", "certificate", "both_posts", "total"),
    [
        (S, 0, None, False, 2_550), (S, 3, None, False, 2_550), (S, 3.1, None, False, 2_610),
        (S, 7, SOCIAL_WORKER, False, 3_170), (D, 12, ASSISTANT, False, 3_230), (C, 20, SENIOR, True, 4_510),
    ],
)  # fmt: skip
def test_levels_by_years_beyond_a_boundary(
    category: PostCategory, years: float, certificate: Certificate | None, both_posts: bool, total: int
) -> None:
    level = grade_on(LEVELS, inputs(category, years, COLLEGE, certificate), DAY)
    wage = POST_WAGE[category] + (300 if both_posts else 0)
    assert wage + 50 + 60 * (level - 1) + ALLOWANCE[certificate] + 200 == total


def test_full_years_step_on_the_day_and_beyond_on_the_day_after() -> None:
    three = inputs(S, 3)
    beyond = replace(TERMS, boundary=YearsBoundary.BEYOND)
    assert [grade_on(TERMS, three, DAY), grade_on(beyond, three, DAY)] == [2, 1]
    assert grade_on(beyond, three, date(2027, 1, 5)) == 2
    assert next_step(beyond, inputs(S, 2), DAY) == date(2028, 1, 5)


# Jinan, arts. 18–23: with both papers +1/+2/+3 grades, with one only 1/3/5 deemed years; certificates are an allowance
JINAN = replace(
    TERMS, certificate_mode=CertificateMode.ALLOWANCE, single_paper_mode=EducationMode.DEEMED_YEARS,
    single_paper=tuple(
        EducationCredit(education=e, deemed_years=y) for e, y in ((BACHELOR, 1), (MASTER, 3), (DOCTOR, 5))
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("years", "education", "papers", "grade"),
    [
        (0, BACHELOR, BOTH, 2), (0, DOCTOR, BOTH, 4), (2, BACHELOR, EducationPapers.DIPLOMA, 2),
        (1, BACHELOR, EducationPapers.DEGREE, 1), (0, MASTER, EducationPapers.DIPLOMA, 2), (1, DOCTOR, EducationPapers.DEGREE, 3),
    ],
)  # fmt: skip
def test_one_paper_alone_gives_deemed_years(
    years: int, education: Education, papers: EducationPapers, grade: int
) -> None:
    assert grade_on(JINAN, inputs(S, years, education, SENIOR, papers), DAY) == grade


def test_a_bachelor_with_both_papers_and_a_masters_diploma_alone_has_the_best_of_each() -> None:
    both = (Schooling(education=BACHELOR), Schooling(education=MASTER, papers=EducationPapers.DIPLOMA))
    worker = replace(inputs(S, 0), schooling=both)
    assert grade_on(JINAN, worker, DAY) == 1 + 3 // 3 + 1


def test_a_treatment_level_lifts_into_a_higher_range_after_probation() -> None:
    """Huairou: doctors are treated as chiefs, masters as deputies."""
    terms = replace(
        TERMS, education_mode=EducationMode.TREATMENT_LEVEL,
        education=(EducationCredit(education=MASTER, treated_as=D), EducationCredit(education=DOCTOR, treated_as=C)),
    )  # fmt: skip
    assert [grade_on(terms, inputs(S, 0, e), DAY) for e in (BACHELOR, MASTER, DOCTOR)] == [1, 4, 7]
    assert treated_as(terms, inputs(C, 0, MASTER), DAY) == C
    assert grade_on(terms, inputs(S, 0, MASTER, probation=(DAY, date(2027, 3, 3))), DAY) == 1


def test_base_pay_and_allowance_give_no_grade() -> None:
    shaanxi = replace(TERMS, education_mode=EducationMode.BASE_PAY, certificate_mode=CertificateMode.ALLOWANCE)
    assert grade_on(shaanxi, inputs(S, 0, DOCTOR, SENIOR), DAY) == 1
    both = replace(TERMS, certificate_mode=CertificateMode.BOTH)
    assert grade_on(both, inputs(S, 0, COLLEGE, SENIOR), DAY) == 4


def test_four_categories_and_twenty_four_grades_by_two_years_each() -> None:
    """Ningxia's 四岗二十四级."""
    ranges = ((C, 10, 24), (D, 7, 21), ("DEDICATED", 4, 18), (S, 1, 15))
    terms = replace(
        TERMS, years_per_grade=2, ranges=tuple(GradeRange(post_category=c, lowest=a, highest=b) for c, a, b in ranges)
    )
    assert [grade_on(terms, inputs(c, 9), DAY) for c, _, _ in ranges] == [14, 11, 8, 5]
    assert grade_on(terms, inputs(C, 40), DAY) == 24
    on(GRADE_SCHEME, DAY).when(replace(PUBLISH, terms=terms)).then_events()


def test_every_assessment_at_least_qualified_moves_a_step() -> None:
    """Xiamen: a step for two full years with every result at least qualified."""
    terms = replace(TERMS, years_per_grade=2, uncounted_results=("FAIL", "BASIC"))
    basic = (YearResult(year=2025, result="BASIC"),)
    assert [grade_on(terms, inputs(S, 4, results=r), DAY) for r in ((), basic)] == [3, 2]


def test_results_weighed_by_the_seniority_ledger_are_not_taken_off_twice() -> None:
    assert grade_on(TERMS, inputs(S, 3, results=fails(2026), results_of_ledger=(2026,)), DAY) == 2


def test_a_failed_year_may_lower_a_grade_and_excellents_in_a_row_bring_one_earlier() -> None:
    terms = replace(
        TERMS,
        results=(ResultEffect(result="FAIL", grades_down=1), ResultEffect(result="EXCELLENT", early_after=3, early_months=12)),
    )  # fmt: skip
    assert grade_on(terms, inputs(S, 8, results=fails(2026)), DAY) == 2
    three = tuple(YearResult(year=y, result="EXCELLENT") for y in (2024, 2025, 2026))
    gap = (*three[:2], YearResult(year=2022, result="EXCELLENT"))
    assert [grade_on(terms, inputs(S, 5, results=r), DAY) for r in (three, gap, three[:2])] == [3, 2, 2]


def test_honours_count_once_for_each_kind_and_from_their_rank_up() -> None:
    kinds = ("COMMENDATION", "MODEL_WORKER")
    terms = replace(
        TERMS, honours=tuple(HonourCredit(honour=kind, least_rank=HonourRank.CITY, grades=1) for kind in kinds)
    )
    city, county = (Honour(honour="COMMENDATION", rank=rank) for rank in (HonourRank.CITY, HonourRank.COUNTY))
    model = Honour(honour="MODEL_WORKER", rank=HonourRank.NATION)
    found = [grade_on(terms, inputs(S, 0, honours=h), DAY) for h in ((county,), (city, city), (city, model))]
    assert found == [1, 2, 3]


def test_a_sanction_lowers_while_it_stands_and_never_below_the_range() -> None:
    terms = replace(TERMS, discipline=(DisciplinePenalty(sanction="DEMERIT", grades=2, months=12),))
    stands = (Sanction(sanction="DEMERIT", since=date(2026, 6, 1)),)
    lifted = (replace(stands[0], lifted=date(2026, 12, 1)),)
    assert [grade_on(terms, inputs(S, 9, sanctions=s), DAY) for s in (stands, lifted, ())] == [2, 4, 4]
    assert grade_on(terms, inputs(S, 9, sanctions=stands), date(2027, 6, 1)) == 4
    assert grade_on(terms, inputs(S, 0, sanctions=stands), DAY) == 1


def test_probation_counts_or_not_and_counting_may_begin_on_a_first() -> None:
    worker = inputs(S, 3, probation=(date(2024, 1, 4), date(2024, 7, 3)))
    assert grade_on(TERMS, worker, DAY) == 2
    without = replace(TERMS, probation_counts=False)
    assert grade_on(without, worker, DAY) == 1
    assert next_step(without, worker, DAY) == date(2027, 7, 4)
    from_month = replace(TERMS, count_from=TakesEffect.NEXT_MONTH)
    assert [grade_on(from_month, worker, d) for d in (DAY, date(2027, 2, 1))] == [1, 2]


def test_years_are_full_on_the_day_and_not_a_day_before() -> None:
    seven = replace(inputs(S, 0), counting_since=date(2020, 1, 5))
    assert [counted_years(TERMS, seven, d) for d in (DAY, date(2027, 1, 5))] == [6, 7]


def test_the_next_step_is_the_day_on_which_years_alone_raise_the_grade() -> None:
    worker = replace(inputs(S, 0), counting_since=date(2025, 6, 1))
    step = next_step(TERMS, worker, DAY)
    assert step is not None
    assert step == date(2028, 6, 1)
    assert grade_on(TERMS, worker, step) == grade_on(TERMS, worker, DAY) + 1
    assert next_step(TERMS, replace(worker, results=fails(2026)), DAY) == date(2029, 6, 1)
    assert next_step(TERMS, inputs(S, 40, DOCTOR), DAY) is None


def test_every_step_of_the_formula_is_kept() -> None:
    at = derive(TERMS, inputs(D, 10, BACHELOR, SOCIAL_WORKER), DAY)
    assert (at.lowest, at.year_grades, at.education_grades, at.certificate_grades, at.credit) == (4, 3, 1, 2, 2)
    assert at.lowest + at.year_grades + at.credit == at.grade


def test_a_change_takes_effect_on_its_day_or_the_first_of_the_next_month_or_year() -> None:
    year, month = (replace(TERMS, takes_effect=rule) for rule in (TakesEffect.FIRST_OF_YEAR, TakesEffect.NEXT_MONTH))
    assert effective_day(month, date(2027, 3, 15)) == date(2027, 4, 1)
    assert effective_day(month, date(2027, 3, 1)) == date(2027, 3, 1)
    assert [effective_day(year, d) for d in (date(2027, 3, 1), date(2027, 1, 1))] == [
        date(2028, 1, 1),
        date(2027, 1, 1),
    ]
    assert effective_day(replace(TERMS, takes_effect=TakesEffect.EVENT_DAY), date(2027, 3, 15)) == date(2027, 3, 15)
