"""Months to come by the money that bears them: the parts are the whole, also when a conversion begins on the way."""

from datetime import date
from uuid import UUID

import pytest

from services.payroll.domain.expected_funds import expect
from services.payroll.domain.funding import ORDINARY
from services.payroll.domain.funding_events import funding_fact
from services.payroll.domain.projected_cost import project
from shared.kernel import Rejected
from tests.payroll.domain.test_run_funds import GRID, books, reassigned
from tests.payroll.happened import enrolled, graded, honoured

JANUARY = date(2026, 1, 1)


def test_everybody_is_the_countys_until_a_sponsor_pays_from_a_month_on() -> None:
    county = books()
    county.know(funding_fact(reassigned(date(2026, 7, 1), 40), 40))
    cohort = county.cohort("2026-01")
    found = expect(cohort, 12)
    whole = project(cohort, cohort.versions[-1], 12)
    assert [(m.month, m.amount_fen) for m in found.months] == [(p.name, p.before_fen) for p in whole.by_month]
    assert [m.people for m in found.months] == [2] * 12
    for month in found.months:
        assert sum(f.amount_fen for f in found.funds if f.month == month.month) == month.amount_fen
    assert [f.month for f in found.funds if f.source == GRID] == [f"2026-{n:02}" for n in range(7, 13)]
    assert {f.source for f in found.funds if f.month < "2026-07"} == {ORDINARY}


def test_whoever_cannot_be_valued_is_counted_and_without_a_standard_nothing_is_expected() -> None:
    county = books()
    county.know(enrolled(JANUARY, at=30, job=UUID(int=8)), graded(60, JANUARY, at=31), of=UUID(int=7))
    cohort = county.cohort("2026-01")
    assert expect(cohort, 2).left_out == 1
    county.versions = []
    with pytest.raises(Rejected, match=r"runs\.no-standard"):
        expect(county.cohort("2026-01"), 2)


def test_what_lasts_for_an_honour_is_expected_in_every_month_and_the_award_in_its_own() -> None:
    plain, city = books(), books().know(honoured("MODEL_WORKER", "CITY", date(2026, 4, 28)))
    costs = [{m.month: m.amount_fen for m in expect(c.cohort("2026-01"), 12).months} for c in (plain, city)]
    more = {month: fen - costs[0][month] for month, fen in costs[1].items()}
    assert more == {
        **{f"2026-{n:02}": 0 for n in range(1, 4)}, "2026-04": 300_000, **{f"2026-{n:02}": 10_000 for n in range(5, 13)}
    }  # fmt: skip
