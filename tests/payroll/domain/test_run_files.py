"""Files add up to the run to the fen, are the same to the byte whenever they are written, and hold no formula."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from uuid import UUID

from hypothesis import given as any_of
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from services.payroll.domain.payslips import PayslipIssued
from services.payroll.domain.receipt_events import ReceiptKind
from services.payroll.domain.run_file_events import RunFileWritten
from services.payroll.domain.run_files import RecordRunFile
from services.payroll.domain.run_sheets import Payee, defused, sheets, sums
from services.payroll.operations.run_files import workbook
from tests.payroll.county import Books
from tests.payroll.domain.test_runs import APPROVED, CHECKED, READY, TODAY, finance
from tests.payroll.happened import enrolled, graded

JANUARY, WORK = date(2026, 1, 1), UUID(int=88)
RECORD = RecordRunFile(
    kind=ReceiptKind.BANK, name="bank-2026-03.xlsx", digest="sha-256:aa", people=2, total_fen=565_340, expected_people=2,
    expected_fen=565_340, work=WORK,
)  # fmt: skip
WRITTEN = RunFileWritten(
    effective=TODAY, kind=ReceiptKind.BANK, name="bank-2026-03.xlsx", digest="sha-256:aa", people=2, total_fen=565_340,
    work=WORK, written_by="finance",
)  # fmt: skip
APPROVED_RUN = (*READY, CHECKED, APPROVED)


def test_the_hash_of_a_file_is_recorded_once_and_another_file_is_refused() -> None:
    finance(*APPROVED_RUN).when(RECORD).then(WRITTEN)
    finance(*APPROVED_RUN, WRITTEN).when(replace(RECORD, work=UUID(int=89))).then()
    finance(*APPROVED_RUN, WRITTEN).when(replace(RECORD, digest="sha-256:bb")).then_rejected("run-files.changed")
    tax = replace(RECORD, kind=ReceiptKind.TAX, digest="sha-256:bb")
    finance(*APPROVED_RUN, WRITTEN).when(tax).then(replace(WRITTEN, kind=ReceiptKind.TAX, digest="sha-256:bb"))


def test_no_file_before_the_county_approved_and_none_that_is_not_the_run() -> None:
    finance(*READY, CHECKED).when(RECORD).then_rejected("run-files.not-approved")
    finance(*APPROVED_RUN).when(replace(RECORD, total_fen=565_341)).then_rejected("run-files.sums-differ")
    finance(*APPROVED_RUN).when(replace(RECORD, people=1)).then_rejected("run-files.sums-differ")


def payees(
    slips: tuple[PayslipIssued, ...], name: str = "王一", account: str | None = "6222020200000000006"
) -> list[Payee]:
    return [
        Payee(
            worker_id=s.worker_id, name=name, account=account if s.worker_id.int % 2 else None, bank="工行",
            net_fen=s.sums.net_fen, tax_fen=s.sums.tax_fen,
            lines=[(line.component.value, line.for_month, line.amount_fen) for line in s.lines],
        )
        for s in slips
    ]  # fmt: skip


def paid(people: int = 5) -> tuple[PayslipIssued, ...]:
    books = Books()
    for n in range(1, people + 1):
        books.know(enrolled(JANUARY, job=UUID(int=100 + n)), graded(1 + n % 3, JANUARY), of=UUID(int=n))
    books.run("2026-01", known_at=100)
    return books.run("2026-02", known_at=200).slips


def test_the_files_are_the_run_to_the_fen() -> None:
    slips = paid()
    found = {kind: sums(sheets(kind, payees(slips), "2026-02")) for kind in ReceiptKind}
    net, tax = sum(s.sums.net_fen for s in slips), sum(s.sums.tax_fen for s in slips)
    assert (found[ReceiptKind.BANK], found[ReceiptKind.TAX]) == ((5, net), (5, tax))
    own, employer = sum(s.sums.own_fen for s in slips), sum(s.sums.employer_fen for s in slips)
    assert found[ReceiptKind.INSURANCE][1] + found[ReceiptKind.FUND][1] == own + employer


def test_whoever_has_no_account_stands_on_a_sheet_of_his_own() -> None:
    with_account, without = sheets(ReceiptKind.BANK, payees(paid()), "2026-02")
    assert (with_account.people, without.people) == (3, 2)
    assert {row[3] for row in without.rows} == {""}


def test_the_order_in_which_people_are_read_changes_no_byte() -> None:
    found = payees(paid())
    for kind in ReceiptKind:
        assert workbook(sheets(kind, found, "2026-02")) == workbook(sheets(kind, found[::-1], "2026-02"))


def test_a_cell_that_begins_like_a_formula_is_text() -> None:
    name = '=HYPERLINK("http://x","y")'
    read = CalamineWorkbook.from_filelike(BytesIO(workbook(sheets(ReceiptKind.BANK, payees(paid(1), name), "2026-02"))))
    [_, row] = read.get_sheet_by_index(0).to_python()
    assert row[2] == f"'{name}"
    assert b"<f>" not in workbook(sheets(ReceiptKind.BANK, payees(paid(1), name), "2026-02"))


@any_of(st.text(max_size=8))
def test_nothing_defused_begins_like_a_formula(text: str) -> None:
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert defused(defused(text)) == defused(text)
