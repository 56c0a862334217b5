"""A slip written month by month says exactly what its lines said, in their order; older slips are read as such."""

import json
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.payroll.domain.components import Component
from services.payroll.domain.slip_form import SlipLine, Written, lines_of, written, written_line_by_line
from shared.eventlog import decoder, encode

LINES = st.builds(
    SlipLine,
    component=st.sampled_from(Component),
    for_month=st.sampled_from(["2026-01", "2026-02", "2026-03"]),
    amount_fen=st.integers(-(10**9), 10**9),
    rule=st.sampled_from(["standard:a:v1", "policy:fund_ppm", "stopped"]),
    causes=st.lists(st.integers(1, 4).map(lambda n: UUID(int=n)), max_size=2).map(tuple),
    arrears=st.booleans(),
)


@given(st.lists(LINES, max_size=12).map(tuple))
def test_the_lines_come_back_as_they_were(lines: tuple[SlipLine, ...]) -> None:
    assert lines_of(written(lines)) == lines


@given(st.lists(LINES, max_size=12).map(tuple))
def test_a_slip_written_line_by_line_is_read_as_if_it_had_been_written_by_months(lines: tuple[SlipLine, ...]) -> None:
    old = {"month": "2026-03", "lines": json.loads(encode(lines))}
    lifted = written_line_by_line(old)
    assert lifted["month"] == "2026-03"
    assert "lines" not in lifted
    assert decoder(Written)(json.dumps(lifted["form"]).encode()) == written(lines)


def test_a_month_a_rule_and_its_causes_are_named_once() -> None:
    line = SlipLine(
        component=Component.BASIC, for_month="2026-01", amount_fen=100, rule="r", causes=(UUID(int=1),), arrears=True
    )
    form = written([line, line, line])
    assert (len(form.rules), len(form.causes), len(form.months), len(form.months[0].entries)) == (1, 1, 1, 3)
