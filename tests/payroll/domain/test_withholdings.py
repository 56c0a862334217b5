"""Orders to withhold: entered and confirmed by two hands, corrected and annulled the same way."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.payroll.domain.order_events import (
    OrderAct,
    OrderKind,
    WithholdingOrderConfirmed,
    WithholdingOrderEntered,
    WithholdingOrderRefused,
)
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.domain.withholdings import AnnulOrder, ConfirmOrder, CorrectOrder, EnterOrder, RefuseOrder
from tests.payroll.county import WORKER, on
from tests.payroll.domain.test_entitlements import ENROLLED

ID, TODAY, MARCH = UUID(int=80), date(2026, 3, 10), date(2026, 3, 1)
ENTER = EnterOrder(
    order_id=ID, kind=OrderKind.DAMAGES, body="街道", document="2号", starts=MARCH, total_fen=120_000, monthly_fen=0,
    ends=None,
)  # fmt: skip
ENTERED = WithholdingOrderEntered(
    effective=MARCH, worker_id=WORKER, order_id=ID, act=OrderAct.STAND, kind=OrderKind.DAMAGES, body="街道", document="2号",
    total_fen=120_000, monthly_fen=0, ends=None, entered_by="finance",
)  # fmt: skip
CONFIRMED = WithholdingOrderConfirmed(
    effective=MARCH, worker_id=WORKER, order_id=ID, act=OrderAct.STAND, kind=OrderKind.DAMAGES, body="街道", document="2号",
    total_fen=120_000, monthly_fen=0, ends=None, entered_by="finance", confirmed_by="approver",
)  # fmt: skip
CONFIRM = ConfirmOrder(order_id=ID)
CORRECT = CorrectOrder(
    order_id=ID, body="街道", document="3号", starts=MARCH, total_fen=90_000, monthly_fen=30_000, ends=None
)
finance, approver = on(ENTITLEMENT, TODAY), on(ENTITLEMENT, TODAY, "approver")


def test_one_hand_enters_another_confirms() -> None:
    finance(ENROLLED).when(ENTER).then(ENTERED)
    finance(ENROLLED, ENTERED).when(ENTER).then_rejected("withholdings.entered-already")
    approver(ENROLLED, ENTERED).when(CONFIRM).then(CONFIRMED)
    approver(ENROLLED, ENTERED, CONFIRMED).when(CONFIRM).then_rejected("withholdings.nothing-waits")
    finance().when(ENTER).then_rejected("declarations.worker-unknown")


@pytest.mark.parametrize("by", ["finance", "li for finance", str(WORKER)])
def test_nobody_confirms_what_he_entered_nor_his_own(by: str) -> None:
    on(ENTITLEMENT, TODAY, by)(ENROLLED, ENTERED).when(CONFIRM).then_rejected("withholdings.own-entry")
    refuse = RefuseOrder(order_id=ID, reason="x")
    on(ENTITLEMENT, TODAY, by)(ENROLLED, ENTERED).when(refuse).then_rejected("withholdings.own-entry")


def test_a_correction_waits_like_the_first_entry_and_what_stands_stands() -> None:
    other = replace(ENTERED, document="3号", total_fen=90_000, monthly_fen=30_000)
    history = (ENROLLED, ENTERED, CONFIRMED)
    finance(*history).when(CORRECT).then(other)
    finance(*history, other).when(CORRECT).then()
    finance(ENROLLED).when(CORRECT).then_rejected("withholdings.unknown")
    refused = WithholdingOrderRefused(
        effective=TODAY, worker_id=WORKER, order_id=ID, reason="有误", refused_by="approver"
    )
    approver(*history, other).when(RefuseOrder(order_id=ID, reason="有误")).then(refused)
    approver(*history, other).when(RefuseOrder(order_id=ID, reason="")).then_rejected("withholdings.reason")
    approver(*history, other, refused).when(CONFIRM).then_rejected("withholdings.nothing-waits")


def test_an_annulment_goes_through_two_hands_as_well() -> None:
    annul = AnnulOrder(order_id=ID, document="5号")
    asked = replace(ENTERED, act=OrderAct.ANNUL, body="", document="5号")
    done = replace(CONFIRMED, act=OrderAct.ANNUL, body="", document="5号")
    history = (ENROLLED, ENTERED, CONFIRMED)
    finance(*history).when(annul).then(asked)
    finance(*history, asked).when(annul).then()
    approver(*history, asked).when(CONFIRM).then(done)
    finance(*history, asked, done).when(annul).then()
    finance(ENROLLED, ENTERED).when(annul).then_rejected("withholdings.unknown")
    finance(*history).when(replace(annul, document=" ")).then_rejected("withholdings.document")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"body": " "}, "withholdings.body"), ({"document": ""}, "withholdings.document"),
        ({"starts": date(2026, 3, 2)}, "withholdings.starts"), ({"starts": date(2029, 3, 1)}, "withholdings.starts"),
        ({"ends": date(2026, 2, 1)}, "withholdings.ends"), ({"total_fen": -1}, "withholdings.amount"),
        ({"total_fen": 0, "monthly_fen": 100}, "withholdings.amount"),
        ({"kind": OrderKind.MAINTENANCE, "total_fen": 0}, "withholdings.amount"),
    ],
)  # fmt: skip
def test_an_order_is_believable(changes: dict[str, Any], code: str) -> None:
    finance(ENROLLED).when(replace(ENTER, **changes)).then_rejected(code)


def test_maintenance_goes_on_without_a_total() -> None:
    monthly = replace(ENTER, kind=OrderKind.MAINTENANCE, total_fen=0, monthly_fen=80_000)
    finance(ENROLLED).when(monthly).then(replace(ENTERED, kind=OrderKind.MAINTENANCE, total_fen=0, monthly_fen=80_000))
