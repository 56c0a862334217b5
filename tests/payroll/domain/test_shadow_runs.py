"""The old sheet beside a run: rows find their people, every fen that differs is named, gets its cause, and is signed by another."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.payroll.domain.payslips import Component, SlipLine
from services.payroll.domain.shadow_events import (
    DifferenceCause,
    DifferencesClassified,
    ShadowCompared,
    ShadowDifference,
    ShadowSignedOff,
)
from services.payroll.domain.shadow_runs import ClassifyDifferences, RecordComparison, SignOff
from services.payroll.domain.shadow_sheet import OurSlip, amount_in_sheet, amounts_of, compare, read_sheet
from services.payroll.domain.streams import SHADOW_RUN
from shared.kernel import Rejected
from tests.payroll.county import COUNTY, on

TODAY, RUN = date(2026, 2, 1), UUID(int=9)
finance, approver = on(SHADOW_RUN, TODAY, "finance"), on(SHADOW_RUN, TODAY, "approver")
HEAD = ("姓名", "人员编号", "基本工资", "个人所得税", "实发工资", "备注")


def slip(n: int, name: str | None, *, basic: int = 300_000, tax: int = 0) -> OurSlip:
    lines = [("BASIC", basic), ("INCOME_TAX", -tax)]
    return OurSlip(worker_id=UUID(int=n), name=name, amounts=amounts_of(lines, basic - tax, basic))


def beside(slips: list[OurSlip], *rows: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """(row, person, component, old, new) of every difference."""
    found = compare(*read_sheet([HEAD, *rows]), slips)
    assert [d.number for d in found.differences] == list(range(1, len(found.differences) + 1))
    return [(d.row, d.worker_id and d.worker_id.int, d.component, d.old_fen, d.new_fen) for d in found.differences]


def test_equal_to_the_fen_is_no_difference() -> None:
    assert beside([slip(1, "张三", tax=5)], ("张三", "", 3000.0, "0.05", "2,999.95", "x")) == []


def test_every_amount_that_differs_is_named_by_row_and_person() -> None:
    assert beside([slip(1, "张三"), slip(2, "李四")], ("李四", "", 3000, 0, 3000, ""), ("张三", "", 3000.01, 1, 2999.01, "")) == [
        (3, 1, "BASIC", 300_001, 300_000), (3, 1, "INCOME_TAX", 100, 0), (3, 1, "NET", 299_901, 300_000),
    ]  # fmt: skip


def test_two_of_a_name_are_told_apart_by_number_only() -> None:
    twins = [slip(1, "张三"), slip(2, "张三")]
    named = ("张三", "", 3000, 0, 3000, "")
    assert beside(twins, named, named) == [
        (2, None, "PERSON", 300_000, None), (3, None, "PERSON", 300_000, None),
        (None, 1, "PERSON", None, 300_000), (None, 2, "PERSON", None, 300_000),
    ]  # fmt: skip
    numbered = [("", str(UUID(int=n)), 3000, 0, 3000, "") for n in (1, 2)]
    assert beside(twins, *numbered) == []


def test_a_person_on_two_rows_is_found_on_neither() -> None:
    number = str(UUID(int=1))
    assert [d[:3] for d in beside([slip(1, "张三")], ("", number, 0, 0, 0, ""), ("", number, 0, 0, 0, ""))] == [
        (2, None, "PERSON"), (3, None, "PERSON"), (None, 1, "PERSON"),
    ]  # fmt: skip


def test_who_is_on_one_side_only_is_named() -> None:
    assert beside([slip(1, "张三"), slip(2, None)], ("王五", "", 1, 0, 1, ""), ("张三", "", 3000, 0, 3000, "")) == [
        (2, None, "PERSON", 100, None), (None, 2, "PERSON", None, 300_000),
    ]  # fmt: skip


def test_a_row_that_cannot_be_read_is_a_difference_of_its_own() -> None:
    rows = [
        ("张三", "", 3000, 0, 3000, ""),
        ("", "", "", "", "", ""),
        ("李四", "", "三千", 0, 1, ""),
        ("王五", "no id", 1, 0, 1, ""),
    ]
    assert beside([slip(1, "张三")], *rows) == [(4, None, "ROW", None, None), (5, None, "ROW", None, None)]


def test_the_sums_of_both_sides_are_those_of_what_is_paid_out() -> None:
    found = compare(*read_sheet([HEAD, ("张三", "", 3000, 0, 3000.5, "")]), [slip(1, "张三")])
    assert (found.rows, found.people, found.equal, found.old_net_fen, found.new_net_fen) == (1, 1, 0, 300_050, 300_000)


@pytest.mark.parametrize(
    ("cell", "fen"),
    [("", 0), (0, 0), ("2,856.00", 285_600), (2856.1, 285_610), ("-0.05", -5), (" 1.5 ", 150), (1 / 3 * 3, 100)],
)  # fmt: skip
def test_an_amount_is_the_decimal_that_the_sheet_shows(cell: Any, fen: int) -> None:
    assert amount_in_sheet(cell) == fen


@pytest.mark.parametrize("cell", ["1.234", "NaN", "Infinity", "1e30", 0.001])
def test_what_is_no_amount_is_not_rounded_into_one(cell: Any) -> None:
    with pytest.raises(ValueError):
        amount_in_sheet(cell)


@pytest.mark.parametrize("head", [(), ("姓名", "应发工资"), ("实发工资",)])
def test_a_sheet_names_whose_row_it_is_and_what_was_paid_out(head: tuple[str, ...]) -> None:
    with pytest.raises(Rejected) as refused:
        read_sheet([head, ("x", 1)])
    assert refused.value.code == "shadow-runs.columns"


def test_a_slip_in_the_words_of_a_sheet_shows_deductions_positive() -> None:
    lines = [
        SlipLine(component=c, for_month=m, amount_fen=fen, rule="", causes=(), arrears=False)
        for c, m, fen in (
            (Component.BASIC, "2026-01", 5),
            (Component.BASIC, "2025-12", 2),
            (Component.FUND, "2026-01", -3),
        )
    ]
    assert amounts_of(lines, 4, 7) == {"BASIC": 7, "FUND": 3, "NET": 4, "GROSS": 7}


FOUND = tuple(
    ShadowDifference(number=n, row=n, worker_id=UUID(int=n), component="NET", old_fen=1, new_fen=2) for n in (1, 2)
)
RECORD = RecordComparison(
    run_id=RUN, unit=COUNTY, month="2026-01", sheet="sha-256:aa", rows=2, people=2, equal=0, old_net_fen=2, new_net_fen=4,
    differences=FOUND,
)  # fmt: skip
COMPARED = ShadowCompared(
    effective=TODAY, run_id=RUN, unit=COUNTY, month="2026-01", sheet="sha-256:aa", rows=2, people=2, equal=0,
    old_net_fen=2, new_net_fen=4, differences=FOUND, compared_by="finance",
)  # fmt: skip
CLASSIFY = ClassifyDifferences(numbers=(2, 1), why=DifferenceCause.OLD_SHEET_WRONG, note="旧表漏算")
CLASSIFIED = DifferencesClassified(
    effective=TODAY, numbers=(1, 2), why=DifferenceCause.OLD_SHEET_WRONG, note="旧表漏算", classified_by="finance"
)
SIGNED = ShadowSignedOff(effective=TODAY, note="可停旧表", signed_by="approver")


def test_compared_classified_signed_off() -> None:
    finance().when(RECORD).then(COMPARED)
    finance(COMPARED).when(RECORD).then()
    finance(COMPARED).when(CLASSIFY).then(CLASSIFIED)
    finance(COMPARED, CLASSIFIED).when(CLASSIFY).then()
    approver(COMPARED, CLASSIFIED).when(SignOff(note="可停旧表")).then(SIGNED)
    approver(COMPARED, CLASSIFIED, SIGNED).when(SignOff(note="可停旧表")).then()


def test_a_later_cause_takes_the_place_of_an_earlier_one() -> None:
    again = replace(CLASSIFY, numbers=(1,), why=DifferenceCause.ROUNDING)
    state = finance(COMPARED, CLASSIFIED).when(again).then_state()
    assert [(number, why.value) for number, why, _ in state.why] == [(1, "ROUNDING"), (2, "OLD_SHEET_WRONG")]


def test_nothing_is_signed_off_while_a_difference_has_no_cause() -> None:
    half = replace(CLASSIFIED, numbers=(1,))
    refused = approver(COMPARED, half).when(SignOff(note="x")).then_rejected("shadow-runs.unclassified")
    assert refused.facts == {"count": 1}


def test_whoever_compared_or_classified_does_not_sign_off() -> None:
    finance(COMPARED, replace(CLASSIFIED, classified_by="another")).when(SignOff(note="x")).then_rejected(
        "shadow-runs.own-comparison"
    )
    approver(COMPARED, replace(CLASSIFIED, classified_by="approver")).when(SignOff(note="x")).then_rejected(
        "shadow-runs.own-comparison"
    )


def test_what_is_signed_off_changes_no_more_and_what_never_was_is_unknown() -> None:
    finance(COMPARED, CLASSIFIED, SIGNED).when(CLASSIFY).then_rejected("shadow-runs.signed")
    finance().when(CLASSIFY).then_rejected("shadow-runs.unknown")
    approver().when(SignOff(note="x")).then_rejected("shadow-runs.unknown")


def test_a_cause_names_differences_that_are_there_and_a_note() -> None:
    finance(COMPARED).when(replace(CLASSIFY, numbers=(3,))).then_rejected("shadow-runs.unknown-difference")
    finance(COMPARED).when(replace(CLASSIFY, numbers=())).then_rejected("shadow-runs.unknown-difference")
    finance(COMPARED).when(replace(CLASSIFY, note=" ")).then_rejected("shadow-runs.note")
    approver(COMPARED, CLASSIFIED).when(SignOff(note="")).then_rejected("shadow-runs.note")
