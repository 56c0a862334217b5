"""How many slips are appended at once: as many as their lines allow, each of them once and in order."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from services.payroll.domain.payslips import PayslipIssued
from services.payroll.domain.slip_form import written
from services.payroll.operations.pay_run import LINES, chunks
from tests.payroll.domain.test_payslips import SLIP

LONG = tuple(replace(SLIP, form=written(SLIP.lines[:1] * (LINES // n))) for n in (1, 2, 3, 7))


@settings(deadline=None)
@given(st.lists(st.sampled_from(LONG), max_size=20).map(tuple))
def test_every_slip_is_in_one_chunk_and_a_chunk_is_never_longer_than_it_may_be(
    slips: tuple[PayslipIssued, ...],
) -> None:
    found = list(chunks(slips))
    assert [slip for _, chunk in found for slip in chunk] == list(slips)
    assert [start for start, _ in found] == [sum(len(c) for _, c in found[:n]) for n in range(len(found))]
    assert all(sum(slip.size for slip in chunk) <= LINES for _, chunk in found)
