from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.payroll.domain.pay_standard import (
    CertificateAllowance,
    GradePay,
    ResultFactor,
    StandardKind,
    StandardPublished,
    standard_id,
)
from services.payroll.domain.standards import PublishStandard
from services.payroll.domain.streams import STANDARD
from shared.kernel import Region, Said
from tests.payroll.county import COUNTY, STREET, TERMS, demo_terms, on

DAY = date(2026, 1, 1)
PUBLISH = PublishStandard(
    county=COUNTY,
    kind=StandardKind.GRADE_PAY,
    effective=DAY,
    terms=TERMS,
    document="示范〔2026〕1号",
    source="第十二条",
    means="月薪酬标准",
    article="第一条",
)
PUBLISHED = StandardPublished(
    effective=DAY, county=COUNTY, kind=StandardKind.GRADE_PAY, version=1, terms=TERMS, document="示范〔2026〕1号",
    source="第十二条", published_by="approver", simulation="", means="月薪酬标准", article="第一条", open_by="",
)  # fmt: skip
given = on(STANDARD, date(2026, 2, 1), "approver")


def test_a_version_is_published_also_for_days_that_have_passed() -> None:
    given().when(PUBLISH).then(PUBLISHED)


def test_publishing_the_same_twice_changes_nothing() -> None:
    given(PUBLISHED).when(PUBLISH).then()


def test_a_county_or_a_city_without_counties_publishes() -> None:
    city = Region("44/19/_/_/_")
    assert given().when(replace(PUBLISH, county=city)).then_events()[0].county == city
    for path in (STREET, Region("51/_/_/_/_"), Region("nowhere")):
        given().when(replace(PUBLISH, county=path)).then_rejected("standards.not-a-county")


def test_a_paper_and_a_source_are_named() -> None:
    given().when(replace(PUBLISH, document=" ")).then_rejected("standards.document")
    given().when(replace(PUBLISH, source="")).then_rejected("standards.source")
    given().when(replace(PUBLISH, article=" ")).then_rejected("standards.article")
    given().when(replace(PUBLISH, means="")).then_rejected("standards.means")


def test_a_county_says_what_its_city_binds_or_what_that_leaves_open_by_a_document() -> None:
    city = Said(region=Region("51/01/_/_/_"), effective=DAY, value=demo_terms(350_000), document="市1号", open_by="")
    asked = replace(PUBLISH, above=(city,))
    given().when(asked).then_rejected("standards.bound")
    given().when(replace(asked, effective=date(2025, 1, 1))).then_events()
    given().when(replace(asked, terms=demo_terms(350_000))).then_events()
    given().when(replace(asked, above=(replace(city, open_by="市1号 第五条"),))).then(PUBLISHED)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"grades": ()}, "standards.grades"),
        ({"grades": (GradePay(grade=0, monthly_fen=1),)}, "standards.grades"),
        ({"grades": (GradePay(grade=1, monthly_fen=1),) * 2}, "standards.grades"),
        ({"grades": (GradePay(grade=1, monthly_fen=0),)}, "standards.amount"),
        ({"basic_share_ppm": 1_000_001}, "standards.share"),
        ({"factors": (ResultFactor(result="PERFECT", factor_ppm=1),)}, "standards.factors"),
        ({"factors": (ResultFactor(result="GOOD", factor_ppm=-1),)}, "standards.factors"),
        ({"factors": (ResultFactor(result="GOOD", factor_ppm=1),) * 2}, "standards.factors"),
        ({"allowances": (CertificateAllowance(level="NONE", monthly_fen=1),)}, "standards.allowances"),
        ({"allowances": (CertificateAllowance(level="SENIOR", monthly_fen=-1),)}, "standards.amount"),
    ],
)
def test_terms_make_sense(change: dict[str, Any], code: str) -> None:
    given().when(replace(PUBLISH, terms=replace(TERMS, **change))).then_rejected(code)


def test_there_is_one_standard_for_a_county_and_kind() -> None:
    assert standard_id(COUNTY, StandardKind.GRADE_PAY) == standard_id(COUNTY, StandardKind.GRADE_PAY)
    assert standard_id(COUNTY, StandardKind.GRADE_PAY) != standard_id(Region("51/01/08/_/_"), StandardKind.GRADE_PAY)
