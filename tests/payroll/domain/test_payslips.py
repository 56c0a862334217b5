from datetime import date
from uuid import UUID

from services.payroll.domain.payslips import Component, IssuePayslip, SlipLine, Sums, payslip_id, sums
from services.payroll.domain.streams import PAYSLIP
from tests.payroll.county import WORKER, Books, on, only
from tests.payroll.happened import enrolled, graded

JANUARY = date(2026, 1, 1)
SLIP = only(Books().know(enrolled(JANUARY), graded(2, JANUARY)).run("2026-01").slips)
given = on(PAYSLIP, JANUARY)


def line(component: Component, fen: int) -> SlipLine:
    return SlipLine(component=component, for_month="2026-01", amount_fen=fen, rule="", causes=(), arrears=False)


def test_a_slip_is_issued_once_as_calculated() -> None:
    given().when(IssuePayslip(slip=SLIP)).then(SLIP)
    given(SLIP).when(IssuePayslip(slip=SLIP)).then()


def test_one_slip_for_each_person_of_a_run() -> None:
    run = UUID(int=7)
    assert payslip_id(run, WORKER) == payslip_id(run, WORKER)
    assert payslip_id(run, WORKER) != payslip_id(UUID(int=8), WORKER)


def test_what_the_lines_add_up_to() -> None:
    lines = (
        line(Component.BASIC, 100_000), line(Component.SEVERANCE, 50_000), line(Component.PENSION, -8_000),
        line(Component.EMPLOYER_PENSION, 16_000), line(Component.INCOME_TAX, -300), line(Component.SEVERANCE_TAX, -200),
    )  # fmt: skip
    assert sums(lines) == Sums(gross_fen=150_000, own_fen=8_000, tax_fen=500, net_fen=141_500, employer_fen=16_000)


def test_a_slip_belongs_to_its_employer_and_is_about_its_worker() -> None:
    state = PAYSLIP.decider.fold((SLIP,))
    assert (PAYSLIP.region_of(state), PAYSLIP.subject_of(UUID(int=1), state)) == (SLIP.employer, WORKER)
