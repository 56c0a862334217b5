from dataclasses import replace
from datetime import date

import pytest

from services.payroll.domain.contribution_tables import (
    ContributionTablePublished,
    ContributionTerms,
    PublishContributionTable,
    TableKind,
)
from services.payroll.domain.contributions import Rulebook
from services.payroll.domain.streams import CONTRIBUTION_TABLE
from shared.kernel import NATION, Bound, Region, Said
from tests.payroll.county import (
    COUNTY,
    POLICIES,
    STREET,
    Books,
    amounts,
    fund_table,
    insurance_table,
    on,
    only,
    scheme_rate,
)
from tests.payroll.happened import based, enrolled, graded, stopped

TODAY, JANUARY = date(2026, 7, 20), date(2026, 1, 1)
TERMS = insurance_table(483_200, 2_416_000, JANUARY).terms
PUBLISH = PublishContributionTable(
    region=COUNTY, kind=TableKind.INSURANCE, effective=JANUARY, terms=TERMS, document="川人社办发〔2026〕31号",
    article="第一条", means="缴费基数与费率",
)  # fmt: skip
TABLE = ContributionTablePublished(
    effective=JANUARY, region=COUNTY, kind=TableKind.INSURANCE, version=1, terms=TERMS, document="川人社办发〔2026〕31号",
    article="第一条", published_by="approver", means="缴费基数与费率", open_by="",
)  # fmt: skip
FUND = ContributionTerms(
    base_year=2025, floor_fen=210_000, cap_fen=2_600_000, rates=(scheme_rate("FUND", 70_000, 70_000, "YUAN"),)
)
given = on(CONTRIBUTION_TABLE, TODAY, "approver")


def test_a_table_is_published_with_paper_and_article_for_days_that_have_passed() -> None:
    given().when(PUBLISH).then(TABLE)
    given(TABLE).when(PUBLISH).then()
    higher = replace(TERMS, floor_fen=490_000)
    given(TABLE).when(replace(PUBLISH, terms=higher)).then(replace(TABLE, terms=higher, version=2))
    given().when(replace(PUBLISH, document=" ")).then_rejected("contribution-tables.document")
    given().when(replace(PUBLISH, means=" ")).then_rejected("contribution-tables.means")
    given().when(replace(PUBLISH, article="")).then_rejected("contribution-tables.article")
    given().when(replace(PUBLISH, region=STREET)).then_rejected("contribution-tables.region")
    given().when(replace(PUBLISH, region=Region("nowhere"))).then_rejected("contribution-tables.region")
    given().when(replace(PUBLISH, effective=TODAY)).then_rejected("contribution-tables.not-a-month")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"base_year": 2026}, "base-year"), ({"base_year": 2020}, "base-year"), ({"floor_fen": 0}, "floor-and-cap"),
        ({"floor_fen": 2_416_000}, "floor-and-cap"), ({"cap_fen": 20_000_100}, "floor-and-cap"),
        ({"rates": TERMS.rates[:4]}, "schemes"), ({"rates": (*TERMS.rates, TERMS.rates[0])}, "schemes"),
        ({"rates": (replace(TERMS.rates[0], employee_ppm=300_001), *TERMS.rates[1:])}, "rate"),
    ],
)  # fmt: skip
def test_figures_are_believable(changes: dict[str, object], code: str) -> None:
    terms = replace(TERMS, **changes)  # type: ignore[arg-type]
    given().when(replace(PUBLISH, terms=terms)).then_rejected(f"contribution-tables.{code}")


@pytest.mark.parametrize(("own", "theirs"), [(40_000, 40_000), (130_000, 130_000), (70_000, 80_000)])
def test_both_sides_of_the_fund_pay_the_same(own: int, theirs: int) -> None:
    fund = replace(PUBLISH, kind=TableKind.FUND, terms=FUND)
    given().when(fund).then(replace(TABLE, kind=TableKind.FUND, terms=FUND))
    other = replace(FUND, rates=(scheme_rate("FUND", own, theirs),))
    given().when(replace(fund, terms=other)).then_rejected("contribution-tables.fund-rate")
    given().when(replace(fund, terms=TERMS)).then_rejected("contribution-tables.schemes")


def test_a_table_of_the_city_that_binds_goes_before_the_county_s_and_another_is_refused() -> None:
    city = Region("51/01/_/_/_")
    tables = (
        insurance_table(480_000, 2_400_000, JANUARY),
        insurance_table(470_000, 2_300_000, date(2026, 7, 1), at=2, region=city)._replace(binds=True),
    )
    book = Rulebook(POLICIES, tables)
    assert [book.on(2026 * 12 + month - 1).insurance_floor for month in (1, 7)] == [480_000, 470_000]
    above = (Said(region=city, effective=JANUARY, value=tables[1].terms, document="市1号", open_by=""),)
    given().when(replace(PUBLISH, above=above)).then_rejected("contribution-tables.bound")
    given().when(replace(PUBLISH, above=(replace(above[0], open_by="市1号 第二条"),))).then(TABLE)
    file = Bound(rule="policy:pension_employee_ppm", region=NATION, document="社会保险法 第十二条")
    given().when(replace(PUBLISH, bound=(file,))).then_rejected("contribution-tables.bound")


def test_the_county_goes_before_its_city_and_the_files_before_any_table() -> None:
    city = Region("51/01/_/_/_")
    tables = (
        insurance_table(470_000, 2_300_000, JANUARY, at=9, region=city),
        insurance_table(480_000, 2_400_000, date(2026, 7, 1), at=3),
        insurance_table(481_000, 2_400_000, date(2026, 7, 1), at=5),
    )
    book = Rulebook(POLICIES, tables)
    floors = [book.on(2026 * 12 + month - 1).insurance_floor for month in (1, 7)]
    assert floors == [470_000, 481_000]
    assert Rulebook(POLICIES, tables).on(2025 * 12).insurance_rule == ""


def hired(*more: object) -> Books:
    return Books().know(enrolled(JANUARY), graded(2, JANUARY), *more)  # type: ignore[arg-type]


def test_a_floor_published_in_july_from_january_is_collected_by_itself_for_every_month() -> None:
    """3,570 a month lies below 4,699 and below the new 4,832: 8 % of 133.00 more a month, nobody looks back by hand."""
    books = hired()
    for n in range(1, 7):
        books.run(f"2026-{n:02}", known_at=100)
    books.tables = (insurance_table(483_200, 2_416_000, JANUARY, at=150),)
    slip = only(books.run("2026-07", known_at=200).slips)
    months = [f"2026-{n:02}" for n in range(1, 7)]
    own, theirs = amounts(slip, "PENSION"), amounts(slip, "EMPLOYER_PENSION")
    assert [own["PENSION", m] for m in months] == [-1_064] * 6
    assert [theirs["EMPLOYER_PENSION", m] for m in months] == [2_128] * 6
    assert own["PENSION", "2026-07"] == -38_656
    assert {line.rule for line in slip.lines if line.component == "PENSION"} == {books.tables[0].rule}
    assert books.run("2026-07", known_at=300).slips == ()


def test_a_base_changed_back_to_july_and_a_table_published_late_come_to_the_same_in_either_order() -> None:
    july, table = date(2026, 7, 1), insurance_table(483_200, 2_416_000, date(2026, 7, 1), at=160)
    first, second, known = hired(), hired(), based(700_000, july, at=150)
    for books in (first, second):
        for n in (7, 8):
            books.run(f"2026-{n:02}", known_at=100)
    first.know(known).run("2026-09", known_at=155)
    first.tables = (table,)
    first.run("2026-10", known_at=200)
    second.tables = (table._replace(position=150),)
    second.run("2026-09", known_at=152)
    second.know(known._replace(position=160)).run("2026-10", known_at=200)
    totals: list[dict[tuple[str, str], int]] = [{}, {}]
    for total, books in zip(totals, (first, second), strict=True):
        for slip in books.slips:
            for key, fen in amounts(slip, "PENSION", "EMPLOYER_MEDICAL", "FUND").items():
                total[key] = total.get(key, 0) + fen
    assert totals[0] == totals[1]
    assert totals[0]["PENSION", "2026-08"] == -56_000


def test_shares_are_rounded_as_the_table_says() -> None:
    """A base of 4,832: 8 % are 386.56; to the jiao 386.60, to the yuan 387."""
    rates = [replace(r, employee_rounding=to.employee_rounding) for r, to in zip(
        TERMS.rates, (scheme_rate("X", 0, 0, t) for t in ("JIAO", "YUAN", "FEN", "FEN", "FEN")), strict=True)]  # fmt: skip
    books = hired()
    books.tables = (
        insurance_table(483_200, 2_416_000, JANUARY, rates=rates),
        fund_table(300_000, 400_000, 70_000, JANUARY, to="YUAN"),
    )
    slip = only(books.run("2026-01").slips)
    found = {name: fen for (name, _), fen in amounts(slip, "PENSION", "MEDICAL", "UNEMPLOYMENT", "FUND").items()}
    assert found == {"PENSION": -38_660, "MEDICAL": -9_700, "UNEMPLOYMENT": -2_416, "FUND": -25_000}


def test_a_leaver_owes_what_was_published_after_the_exit_by_name() -> None:
    """No wage is left to take it from: a named exception, and nobody else waits for it."""
    books = hired(stopped(date(2026, 3, 31), at=20))
    for n in range(1, 5):
        books.run(f"2026-{n:02}", known_at=100)
    books.tables = (insurance_table(483_200, 2_416_000, JANUARY, at=150),)
    [exception] = books.run("2026-05", known_at=200).exceptions
    assert exception.code == "runs.net-negative"
