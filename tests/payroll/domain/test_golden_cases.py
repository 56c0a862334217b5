"""Months that the finance bureau worked out by hand, and the engine's answers to them (domain.md 2.5, 3.3)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.payroll.domain.golden_cases import EnterGoldenCases, WithdrawGoldenCase, judged
from services.payroll.domain.pay_standard import (
    CaseAmount,
    GoldenCase,
    GoldenCaseEntered,
    GoldenCaseWithdrawn,
    Standard,
    StandardKind,
    StandardPublished,
    evolve,
)
from services.payroll.domain.standards import PublishStandard
from services.payroll.domain.streams import STANDARD
from shared.kernel import to_fen
from tests.payroll.county import COUNTY, POLICIES, STREET, TERMS, demo_terms, on

DAY = date(2026, 2, 1)
given = on(STANDARD, DAY, "finance")


def case(name: str = "G2", **changes: Any) -> GoldenCase:
    """A bachelor in grade 2 (G2 of DEMO-18): 3,570 a month, 80 % of it basic."""
    plain = GoldenCase(
        name=name, month="2026-03", first_day=None, grade=2, result="", certificate="", base_fen=None,
        fund_base_fen=None, expected=expected(BASIC="2856.00", PERFORMANCE="714.00"),
    )  # fmt: skip
    return replace(plain, **changes)


def expected(**amounts: str) -> tuple[CaseAmount, ...]:
    return tuple(CaseAmount(component=name, amount_fen=to_fen(amount)) for name, amount in amounts.items())


def entered(case: GoldenCase) -> GoldenCaseEntered:
    return GoldenCaseEntered(effective=DAY, county=COUNTY, kind=StandardKind.GRADE_PAY, case=case, entered_by="finance")


def enter(*cases: GoldenCase) -> EnterGoldenCases:
    return EnterGoldenCases(county=COUNTY, kind=StandardKind.GRADE_PAY, cases=cases)


PUBLISH = PublishStandard(
    county=COUNTY, kind=StandardKind.GRADE_PAY, effective=date(2026, 1, 1), terms=TERMS, document="示范〔2026〕1号",
    source="第十二条", means="月薪酬标准", article="第一条",
)  # fmt: skip
PUBLISHED = StandardPublished(
    effective=date(2026, 1, 1), county=COUNTY, kind=StandardKind.GRADE_PAY, version=1, terms=TERMS,
    document="示范〔2026〕1号", source="第十二条", published_by="finance", simulation="", means="月薪酬标准", article="第一条", open_by="",
)  # fmt: skip


def test_a_table_is_entered_as_a_whole_and_once() -> None:
    given().when(enter(case("G1"), case("G2"))).then(entered(case("G1")), entered(case("G2")))
    given(entered(case("G1"))).when(enter(case("G1"), case("G2"))).then(entered(case("G2")))


def test_a_known_name_is_entered_anew() -> None:
    other = case(month="2026-05")
    given(entered(case())).when(enter(other)).then(entered(other))
    state = evolve(evolve(Standard(), entered(case())), entered(other))
    assert state.cases == (other,)


def test_a_case_is_withdrawn_with_a_reason() -> None:
    gone = GoldenCaseWithdrawn(effective=DAY, name="G2", reason="文件废止", withdrawn_by="finance")
    given(entered(case())).when(WithdrawGoldenCase(name="G2", reason="文件废止")).then(gone)
    given(entered(case())).when(WithdrawGoldenCase(name="G2", reason=" ")).then_rejected("golden-cases.reason")
    given(entered(case()), gone).when(WithdrawGoldenCase(name="G2", reason="x")).then_rejected("golden-cases.unknown")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "golden-cases.names"),
        ({"month": "2026-13"}, "golden-cases.month"),
        ({"first_day": date(2026, 4, 1)}, "golden-cases.first-day"),
        ({"grade": 0}, "standards.grades"),
        ({"result": "PERFECT"}, "golden-cases.facts"),
        ({"certificate": "DOCTOR"}, "golden-cases.facts"),
        ({"base_fen": 1}, "golden-cases.bases"),
        ({"expected": ()}, "golden-cases.expected"),
        ({"expected": expected(SEVERANCE="1.00")}, "golden-cases.expected"),
        ({"expected": expected(NET="1.00") * 2}, "golden-cases.expected"),
    ],
)
def test_a_case_makes_sense(changes: dict[str, Any], code: str) -> None:
    given().when(enter(case("G1"), case(**changes))).then_rejected(code)


def test_a_table_names_each_case_once_and_belongs_to_a_county() -> None:
    given().when(enter()).then_rejected("golden-cases.names")
    given().when(enter(case(), case())).then_rejected("golden-cases.names")
    given().when(replace(enter(case()), county=STREET)).then_rejected("standards.not-a-county")


@pytest.mark.parametrize(
    "worked",
    [
        case("G1", grade=1, expected=expected(BASIC="2720.00", PERFORMANCE="680.00", CERTIFICATE="0.00")),
        case("G11", result="FAIL", expected=expected(BASIC="2856.00", PERFORMANCE="0.00")),
        case("G12 助理", certificate="ASSISTANT", expected=expected(BASIC="2856.00", CERTIFICATE="200.00")),
        case("G18", grade=18, result="EXCELLENT", expected=expected(BASIC="5032.00", PERFORMANCE="1509.60")),
        case("从16日起，22个工作日中12日", first_day=date(2026, 3, 16), expected=expected(BASIC="1575.72")),
        case("基数5000", base_fen=500_000, fund_base_fen=500_000, expected=expected(PENSION="-400.00", MEDICAL="-100.00")),
        case("实发", base_fen=500_000, fund_base_fen=500_000, expected=expected(INCOME_TAX="0.00", FUND="-350.00")),
    ],
    ids=lambda c: c.name,
)  # fmt: skip
def test_what_was_worked_out_by_hand_comes_out(worked: GoldenCase) -> None:
    standard = evolve(evolve(Standard(), PUBLISHED), entered(worked))
    (found,) = judged(standard, POLICIES)
    assert (found.wrong, found.code) == ((), None)


def test_a_case_that_comes_out_differently_blocks_publishing_and_says_by_what() -> None:
    wrong = case("多算一元", expected=expected(BASIC="2857.00", PERFORMANCE="714.00"))
    refused = given(entered(case()), entered(wrong)).when(PUBLISH).then_rejected("standards.red-cases")
    assert refused.facts == {"count": 1, "cases": "多算一元: BASIC 2857.00 ≠ 2856.00"}
    given(entered(case())).when(PUBLISH).then(replace(PUBLISHED, published_by="finance"))


def test_a_draft_is_judged_and_not_what_it_replaces() -> None:
    standard = evolve(evolve(Standard(), PUBLISHED), entered(case()))
    (found,) = judged(standard, POLICIES, draft=(date(2026, 1, 1), demo_terms(base_fen=350_000)))
    assert [(name, due, got) for name, due, got in found.wrong] == [
        ("BASIC", 285_600, 294_000), ("PERFORMANCE", 71_400, 73_500),
    ]  # fmt: skip
    assert found.words() == "G2: BASIC 2856.00 ≠ 2940.00, PERFORMANCE 714.00 ≠ 735.00"


def test_a_month_that_cannot_be_calculated_is_red_and_says_why() -> None:
    (found,) = judged(evolve(evolve(Standard(), PUBLISHED), entered(case(grade=40))), POLICIES)
    assert (found.red, found.code) == (True, "runs.grade-not-in-standard")
    assert "?" in found.words()
