"""A county's run is checked once every street with people in it is."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from hypothesis import given as any_of
from hypothesis import strategies as st

from services.payroll.domain.calculation import calculate
from services.payroll.domain.pay_run import RunChecked, RunDiscarded, RunOpened
from services.payroll.domain.runs import ApproveRun, DiscardRun, FinishCalculation
from services.payroll.domain.streams import RUN
from services.payroll.domain.street_check_events import (
    RunChecksCalledOff,
    RunStreetChecked,
    RunStreetsNamed,
    StreetShare,
)
from services.payroll.domain.street_checks import CheckRun, shares, street_of
from shared.kernel import Region
from tests.payroll.county import COMMUNITY, COUNTY, OTHER_STREET, STREET, Books, on
from tests.payroll.domain.test_runs import APPROVED, CALCULATED, FROZEN, LEFT_OUT, OPENED, TODAY, TOTALS, finance
from tests.payroll.happened import enrolled, graded

JANUARY = date(2026, 1, 1)
COUNTY_RUN: RunOpened = replace(OPENED, unit=COUNTY)
SHARES = (StreetShare(street=STREET, slips=1), StreetShare(street=OTHER_STREET, slips=1))
NAMED = RunStreetsNamed(effective=TODAY, streets=SHARES)
FIRST = RunStreetChecked(effective=TODAY, street=STREET, checked_by="one")
SECOND = RunStreetChecked(effective=TODAY, street=OTHER_STREET, checked_by="two")
CHECKED = RunChecked(effective=TODAY, checked_by="two")
READY = (COUNTY_RUN, FROZEN, CALCULATED, NAMED)
one, two, approver = on(RUN, TODAY, "one"), on(RUN, TODAY, "two"), on(RUN, TODAY, "approver")
DONE = FinishCalculation(totals=TOTALS, exceptions=LEFT_OUT, streets=SHARES)


def test_the_streets_are_named_with_the_calculation_but_not_in_a_streets_own_run() -> None:
    finance(COUNTY_RUN, FROZEN).when(DONE).then(CALCULATED, NAMED)
    own = replace(DONE, streets=SHARES[:1])
    finance(OPENED, FROZEN).when(own).then(CALCULATED)


def test_the_last_street_completes_the_check() -> None:
    one(*READY).when(CheckRun(street=STREET)).then(FIRST)
    two(*READY, FIRST).when(CheckRun(street=OTHER_STREET)).then(SECOND, CHECKED)
    one(*READY, FIRST).when(CheckRun(street=STREET)).then()
    approver(*READY, FIRST).when(ApproveRun()).then_rejected("runs.not-checked")
    approver(*READY, FIRST, SECOND, CHECKED).when(ApproveRun()).then(APPROVED)


def test_whoever_stands_above_checks_what_is_left_at_once() -> None:
    left = replace(SECOND, checked_by="one")
    one(*READY, FIRST).when(CheckRun()).then(left, replace(CHECKED, checked_by="one"))


def test_nobody_approves_what_he_checked_of_any_street_nor_checks_what_he_opened() -> None:
    one(*READY, FIRST, SECOND, CHECKED).when(ApproveRun()).then_rejected("runs.own-check")
    finance(*READY).when(CheckRun(street=STREET)).then_rejected("runs.own-run")


def test_a_street_without_people_in_the_run_has_nothing_to_check() -> None:
    elsewhere = CheckRun(street=Region("51/01/07/099/_"))
    one(*READY).when(elsewhere).then_rejected("runs.no-such-street")
    one(OPENED, FROZEN, CALCULATED).when(elsewhere).then_rejected("runs.no-such-street")


def test_runs_of_before_streets_were_named_have_one_check() -> None:
    one(COUNTY_RUN, FROZEN, CALCULATED).when(CheckRun()).then(RunChecked(effective=TODAY, checked_by="one"))


def test_with_a_discarded_run_nobody_is_waited_for() -> None:
    discarded = RunDiscarded(effective=TODAY, unit=COUNTY, reason="x", discarded_by="finance")
    called_off = RunChecksCalledOff(effective=TODAY, streets=(OTHER_STREET,))
    finance(*READY, FIRST).when(DiscardRun(reason="x")).then(discarded, called_off)
    finance(*READY, FIRST, SECOND, CHECKED).when(DiscardRun(reason="x")).then(discarded)


@any_of(st.permutations([STREET, OTHER_STREET, Region("51/01/07/019/_")]))
def test_the_order_of_streets_does_not_matter(order: list[Region]) -> None:
    named = RunStreetsNamed(effective=TODAY, streets=tuple(StreetShare(street=s, slips=1) for s in sorted(order)))
    history: tuple[object, ...] = (COUNTY_RUN, FROZEN, CALCULATED, named)
    for n, street in enumerate(order):
        events = one(*history).when(CheckRun(street=street)).then_events()
        assert any(isinstance(e, RunChecked) for e in events) == (n == 2)
        history += events


def test_everybody_is_in_a_street_those_left_out_too() -> None:
    books = Books()
    books.know(enrolled(JANUARY, job=UUID(int=101)), graded(2, JANUARY), of=UUID(int=1))
    books.know(enrolled(JANUARY, job=UUID(int=102), employer=OTHER_STREET), of=UUID(int=2))
    cohort = books.cohort("2026-01")
    found = calculate(cohort)
    assert shares(cohort, found.slips, found.exceptions) == (
        StreetShare(street=STREET, slips=1), StreetShare(street=OTHER_STREET, slips=0),
    )  # fmt: skip
    assert (street_of(COMMUNITY), street_of(COUNTY)) == (STREET, COUNTY)
