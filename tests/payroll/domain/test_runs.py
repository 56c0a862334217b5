from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.payroll.domain.pay_run import (
    ENGINE,
    RunApproved,
    RunCalculated,
    RunChecked,
    RunClosed,
    RunDiscarded,
    RunException,
    RunInputsFrozen,
    RunOpened,
    RunTotals,
    reserves,
)
from services.payroll.domain.receipt_events import ReceiptKind, RunReceiptRecorded
from services.payroll.domain.runs import (
    ApproveRun,
    CloseRun,
    DiscardRun,
    FinishCalculation,
    FreezeInputs,
    OpenRun,
)
from services.payroll.domain.streams import RUN
from services.payroll.domain.street_checks import CheckRun
from shared.kernel import Region, Release, Take
from tests.payroll.county import COUNTY, STREET, WORKER, on

TODAY = date(2026, 3, 20)
OPEN = OpenRun(unit=STREET, month="2026-03")
OPENED = RunOpened(
    effective=TODAY, unit=STREET, month="2026-03", pay_day=date(2026, 3, 31), opened_by="finance", again_from=None,
    rules="", engine=ENGINE,
)  # fmt: skip
TOTALS = RunTotals(slips=2, gross_fen=714_000, own_fen=148_660, tax_fen=0, net_fen=565_340, employer_fen=286_812)
LEFT_OUT = (RunException(worker_id=WORKER, code="runs.no-grade", month="2026-03"),)
CALCULATED = RunCalculated(effective=TODAY, totals=TOTALS, exceptions=LEFT_OUT)
FROZEN = RunInputsFrozen(effective=TODAY, frozen_by="finance", rules="", engine=ENGINE)
CHECKED = RunChecked(effective=TODAY, checked_by="street")
BANK = RunReceiptRecorded(
    effective=TODAY, kind=ReceiptKind.BANK, reference="网银1", people=2, total_fen=565_340, differences=(),
    next_due=date(2026, 4, 15), recorded_by="finance",
)  # fmt: skip
TAX = replace(BANK, kind=ReceiptKind.TAX, reference="税1", total_fen=0, next_due=None)
APPROVED = RunApproved(effective=TODAY, approved_by="approver")
CLOSED = RunClosed(effective=TODAY, unit=STREET, month="2026-03", slips=2, exceptions=1)
DISCARDED = RunDiscarded(effective=TODAY, unit=STREET, reason="too early", discarded_by="finance")
DISCARD = DiscardRun(reason="too early")
finance, approver, street = on(RUN, TODAY), on(RUN, TODAY, "approver"), on(RUN, TODAY, "street")
READY = (OPENED, FROZEN, CALCULATED)
DECLARED = (*READY, CHECKED, APPROVED, BANK, TAX)


def test_a_run_is_opened_with_the_last_day_of_the_month_as_pay_day_or_another() -> None:
    finance().when(OPEN).then(OPENED)
    later = date(2026, 4, 10)
    finance().when(replace(OPEN, pay_day=later)).then(replace(OPENED, pay_day=later))


def test_frozen_calculated_checked_approved_paid_declared_closed() -> None:
    finance(OPENED).when(FreezeInputs()).then(FROZEN)
    finance(OPENED, FROZEN).when(FinishCalculation(totals=TOTALS, exceptions=LEFT_OUT)).then(CALCULATED)
    street(*READY).when(CheckRun()).then(CHECKED)
    approver(*READY, CHECKED).when(ApproveRun()).then(APPROVED)
    finance(*DECLARED).when(CloseRun()).then(CLOSED)


def test_runs_of_before_inputs_were_frozen_apart_go_on() -> None:
    finance(OPENED).when(FinishCalculation(totals=TOTALS, exceptions=LEFT_OUT)).then(CALCULATED)
    finance(OPENED, CALCULATED, APPROVED, CLOSED).when(DISCARD).then_rejected("runs.not-in-progress")
    finance(OPENED, CALCULATED, APPROVED, BANK, TAX).when(CloseRun()).then(CLOSED)


def test_whoever_opened_it_cannot_approve_it() -> None:
    finance(*READY).when(CheckRun()).then_rejected("runs.own-run")
    finance(*READY, CHECKED).when(ApproveRun()).then_rejected("runs.own-run")
    street(*READY, CHECKED).when(ApproveRun()).then_rejected("runs.own-check")


def test_neither_a_deputy_nor_his_principal_approves_what_the_other_opened() -> None:
    for maker, checker in (("li for approver", "approver"), ("approver", "li for approver"), ("li for wang", "li")):
        opened = replace(OPENED, opened_by=maker)
        on(RUN, TODAY, checker)(opened, FROZEN, CALCULATED, CHECKED).when(ApproveRun()).then_rejected("runs.own-run")


def test_nothing_is_skipped() -> None:
    approver(OPENED).when(ApproveRun()).then_rejected("runs.not-calculated")
    approver().when(ApproveRun()).then_rejected("runs.not-calculated")
    approver(*READY).when(ApproveRun()).then_rejected("runs.not-checked")
    street(OPENED, FROZEN).when(CheckRun()).then_rejected("runs.not-calculated")
    finance(*READY).when(CloseRun()).then_rejected("runs.not-approved")
    finance(*DECLARED[:-1]).when(CloseRun()).then_rejected("runs.not-declared")
    finance().when(FreezeInputs()).then_rejected("runs.not-open")
    finance(*READY).when(FreezeInputs()).then_rejected("runs.not-open")


def test_a_run_is_taken_back_before_it_is_paid_and_never_after() -> None:
    for history in ((OPENED,), READY, (*READY, CHECKED), (*READY, CHECKED, APPROVED)):
        finance(*history).when(DISCARD).then(DISCARDED)
    for paid in (DECLARED[:-1], DECLARED, (*DECLARED, CLOSED)):
        finance(*paid).when(DISCARD).then_rejected("runs.not-in-progress")
    finance().when(DISCARD).then_rejected("runs.not-in-progress")
    finance(OPENED).when(DiscardRun(reason=" ")).then_rejected("runs.reason")


def test_a_closed_or_discarded_run_is_never_opened_again() -> None:
    finance(OPENED, CALCULATED, APPROVED, CLOSED).when(OPEN).then()
    finance(OPENED, DISCARDED).when(OPEN).then()
    finance(OPENED, DISCARDED).when(FinishCalculation(totals=TOTALS, exceptions=())).then()


def test_asking_twice_is_harmless() -> None:
    approver(*READY, CHECKED, APPROVED).when(ApproveRun()).then()
    street(*READY, CHECKED).when(CheckRun()).then()
    finance(*DECLARED, CLOSED).when(CloseRun()).then()
    finance(OPENED, CALCULATED).when(FinishCalculation(totals=TOTALS, exceptions=())).then()
    finance(OPENED, DISCARDED).when(DISCARD).then()


@pytest.mark.parametrize("month", ["2026-3", "2026-13", "march", "2024-02", "2026-05"])
def test_months_are_believable(month: str) -> None:
    finance().when(replace(OPEN, month=month)).then_rejected("runs.month")


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2028, 4, 1)])
def test_pay_days_are_believable(day: date) -> None:
    finance().when(replace(OPEN, pay_day=day)).then_rejected("runs.pay-day")


@pytest.mark.parametrize("unit", ["51/_/_/_/_", "_/_/_/_/_", "51/01/07/017/k3f", "nowhere"])
def test_streets_counties_and_cities_pay(unit: str) -> None:
    finance().when(replace(OPEN, unit=Region(unit))).then_rejected("runs.unit")


def test_one_run_at_a_time_in_a_county() -> None:
    run = UUID(int=1)
    assert reserves(run, OPEN, OPENED) == (Take(kind="pay-run", key=COUNTY),)
    assert reserves(run, CloseRun(), CLOSED) == (Release(kind="pay-run", key=COUNTY),)
    assert reserves(run, DISCARD, DISCARDED) == (Release(kind="pay-run", key=COUNTY),)
    assert reserves(run, ApproveRun(), APPROVED) == ()
