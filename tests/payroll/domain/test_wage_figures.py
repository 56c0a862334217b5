"""Minimum and average wage as published figures: with paper and article, by the nearest region, also late."""

from dataclasses import replace
from datetime import date
from typing import Any

from services.payroll.domain.checks import check
from services.payroll.domain.comparison import Calculated
from services.payroll.domain.explanation import explain
from services.payroll.domain.finding_events import FindingKind
from services.payroll.domain.steps import Step
from services.payroll.domain.streams import WAGE_FIGURE
from services.payroll.domain.wage_figures import (
    PublishWageFigure,
    WageFigureKind,
    WageFigurePublished,
    laid_over,
    rule_on,
)
from shared.kernel import Region, Said
from tests.payroll.county import (
    COUNTY,
    POLICIES,
    STREET,
    Books,
    amounts,
    figure,
    flat_terms,
    on,
    only,
    policies,
    version,
)
from tests.payroll.happened import enrolled, graded, stopped

TODAY, JANUARY = date(2026, 7, 20), date(2026, 1, 1)
CITY, PROVINCE = Region("51/01/_/_/_"), Region("51/_/_/_/_")
PUBLISH = PublishWageFigure(
    region=COUNTY, kind=WageFigureKind.MINIMUM_WAGE, effective=JANUARY, monthly_fen=2_330_00, hourly_fen=23_00,
    tier="第一档", means="月最低工资", document="川人社发〔2025〕88号", article="第一条",
)  # fmt: skip
FIGURE = WageFigurePublished(
    effective=JANUARY, region=COUNTY, kind=WageFigureKind.MINIMUM_WAGE, version=1, monthly_fen=2_330_00,
    hourly_fen=23_00, tier="第一档", document="川人社发〔2025〕88号", article="第一条", published_by="approver",
    means="月最低工资", open_by="",
)  # fmt: skip
given = on(WAGE_FIGURE, TODAY, "approver")


def test_a_figure_is_published_with_paper_and_article_for_days_that_have_passed() -> None:
    given().when(PUBLISH).then(FIGURE)
    given(FIGURE).when(PUBLISH).then()
    given(FIGURE).when(replace(PUBLISH, monthly_fen=2_400_00)).then(replace(FIGURE, monthly_fen=2_400_00, version=2))
    given().when(replace(PUBLISH, region=PROVINCE)).then(replace(FIGURE, region=PROVINCE))
    wrong: tuple[tuple[str, Any, str], ...] = (
        ("document", " ", "document"), ("article", "", "article"), ("means", " ", "means"), ("region", STREET, "region"),
        ("region", Region("nowhere"), "region"), ("effective", TODAY, "not-a-month"), ("monthly_fen", 0, "amount"),
        ("monthly_fen", 200_000_00, "amount"), ("hourly_fen", -1, "hourly"), ("hourly_fen", 2_330_00, "hourly"),
        ("kind", WageFigureKind.AVERAGE_WAGE, "hourly"),
    )  # fmt: skip
    for part, value, code in wrong:
        given().when(replace(PUBLISH, **{part: value})).then_rejected(f"wage-figures.{code}")


def test_the_nearest_region_s_figure_is_laid_over_the_policy_files_from_its_day_on() -> None:
    figures = (
        figure("MINIMUM_WAGE", 2_000_00, date(2025, 1, 1), region=PROVINCE),
        figure("MINIMUM_WAGE", 2_100_00, date(2026, 1, 1), region=CITY, at=2),
        figure("MINIMUM_WAGE", 2_150_00, date(2026, 1, 1), region=CITY, at=3, number=2),
        figure("MINIMUM_WAGE", 2_500_00, date(2026, 6, 1), region=PROVINCE, at=4, number=2),
        figure("MINIMUM_WAGE", 2_330_00, date(2026, 7, 1), at=5),
    )
    laid = laid_over(POLICIES, figures)
    days = [date(2024, 5, 1), date(2025, 5, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [laid.minimum_wage_fen.on(day) for day in days] == [1_800_00, 2_000_00, 2_150_00, 2_330_00]
    assert laid.local_average_wage_fen == POLICIES.local_average_wage_fen
    assert rule_on(figures, "minimum_wage_fen", days[0]) == "policy:minimum_wage_fen"
    assert rule_on(figures, "minimum_wage_fen", days[2]) == figures[2].rule
    assert laid_over(POLICIES, ()) is POLICIES


def test_a_figure_that_binds_goes_before_those_below_it_and_another_is_refused_there() -> None:
    figures = (
        figure("MINIMUM_WAGE", 2_330_00, JANUARY),
        figure("MINIMUM_WAGE", 2_100_00, date(2026, 7, 1), region=CITY, at=2)._replace(binds=True),
    )
    laid = laid_over(POLICIES, figures)
    assert [laid.minimum_wage_fen.on(day) for day in (JANUARY, date(2026, 7, 1))] == [2_330_00, 2_100_00]
    assert rule_on(figures, "minimum_wage_fen", TODAY) == figures[1].rule
    above = (Said(region=PROVINCE, effective=JANUARY, value=(2_100_00, 21_00), document="省1号", open_by=""),)
    given().when(replace(PUBLISH, above=above)).then_rejected("wage-figures.bound")
    given().when(replace(PUBLISH, above=(replace(above[0], open_by="最低工资规定 第七条"),))).then(FIGURE)


def test_below_the_published_minimum_wage_is_found_before_payment() -> None:
    books = Books(versions=(version(flat_terms(2_000_00)),), policies=policies(insurance_floor_fen=100_00))
    books.know(enrolled(JANUARY), graded(1, JANUARY))
    found = {}
    for number, published in enumerate([(), (figure("MINIMUM_WAGE", 2_330_00, JANUARY),)]):
        books.figures = published
        cohort = books.cohort(f"2026-0{number + 1}")
        books.runs -= 1
        found[number] = {f.kind for f in check(cohort, books.run(f"2026-0{number + 1}"), {})}
    assert FindingKind.BELOW_MINIMUM_WAGE not in found[0]
    assert FindingKind.BELOW_MINIMUM_WAGE in found[1]


def test_an_average_wage_published_late_raises_severance_already_paid_and_names_the_paper() -> None:
    """Capped at three local averages: 3 × 3,000 was paid, 3 × 3,500 is due since the average is known."""
    late = figure("AVERAGE_WAGE", 3_500_00, JANUARY, at=2_000)
    books = Books(versions=(version(flat_terms(20_000_00)),), policies=policies(local_average_wage_fen=3_000_00))
    books.know(enrolled(date(2025, 1, 1)), graded(1, date(2025, 1, 1)))
    books.know(stopped(date(2026, 3, 31), severance=True, since=date(2024, 4, 1)))
    first = only(books.run("2026-03", known_at=1_000).slips)
    assert amounts(first, "SEVERANCE") == {("SEVERANCE", "2026-03"): 2 * 9_000_00}
    books.figures = (late,)
    cohort = books.cohort("2026-04", known_at=3_000)
    books.runs -= 1
    second = only(books.run("2026-04", known_at=3_000).slips)
    assert amounts(second, "SEVERANCE") == {("SEVERANCE", "2026-03"): 2 * 1_500_00}
    [line] = [x for x in second.lines if x.component.value == "SEVERANCE"]
    assert (line.rule, line.arrears) == (late.rule, True)
    trees = explain(Calculated(second, cohort))
    assert [tree.value for tree in trees] == [x.amount_fen for x in second.lines]
    assert late.rule in {rule for tree in trees for rule in _rules(tree)}


def _rules(step: Step) -> set[str]:
    return {step.rule}.union(*(_rules(part) for part in step.parts))
