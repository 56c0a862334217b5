"""What a payee gives back is recorded once, never more than it had too much, and nothing of it is taken off again."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from services.payroll.domain.order_events import WithheldReturned
from services.payroll.domain.remittance_events import CarriedOver, WithheldOwed
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.domain.withheld_payments import carried_after, payment
from services.payroll.domain.withheld_returns import RecordWithheldReturn
from services.payroll.projections import tasks
from tests.payroll.county import WORKER, on
from tests.payroll.domain.test_entitlements import ENROLLED
from tests.payroll.domain.test_withheld_payments import COURT_CONFIRMED, COURT_ENTERED
from tests.payroll.domain.test_withholdings import ID, TODAY
from tests.payroll.projections.test_rows import rows

RETURN = RecordWithheldReturn(order_id=ID, day=TODAY, returned_fen=200, reference="退1", carried_fen=-500)
RETURNED = WithheldReturned(
    effective=TODAY,
    worker_id=WORKER,
    order_id=ID,
    returned_fen=200,
    left_fen=-300,
    reference="退1",
    recorded_by="finance",
)
HISTORY = (ENROLLED, COURT_ENTERED, COURT_CONFIRMED)
given = on(ENTITLEMENT, TODAY)


def test_a_return_is_recorded_once_and_another_one_beside_it() -> None:
    given(*HISTORY).when(RETURN).then(RETURNED)
    given(*HISTORY, RETURNED).when(RETURN).then()
    rest = replace(RETURN, returned_fen=300, reference="退2", carried_fen=-300)
    given(*HISTORY, RETURNED).when(rest).then(replace(RETURNED, returned_fen=300, left_fen=0, reference="退2"))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reference": " "}, "withholdings.return-reference"), ({"day": date(2026, 3, 11)}, "withholdings.return-day"),
        ({"returned_fen": 0}, "withholdings.return-amount"), ({"returned_fen": 501}, "withholdings.return-amount"),
        ({"carried_fen": 0}, "withholdings.return-amount"),
    ],
)  # fmt: skip
def test_more_than_is_carried_and_what_nobody_can_find_again_is_refused(changes: dict[str, object], code: str) -> None:
    given(*HISTORY).when(replace(RETURN, **changes)).then_rejected(code)  # type: ignore[arg-type]
    given(ENROLLED, COURT_ENTERED).when(RETURN).then_rejected("withholdings.unknown")


@any_of(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_what_came_back_is_not_taken_off_later_payments(paid: int, came: int, kept: int) -> None:
    came = min(came, paid)
    later = payment(ID, WORKER, (paid, -paid, came), kept)
    assert later.due_fen == max(kept - (paid - came), 0)
    assert carried_after((paid, -paid, came, kept)) == later.carried_fen


def test_the_task_goes_when_nothing_is_carried_any_more() -> None:
    waits = WithheldOwed(
        effective=TODAY, payments=0, total_fen=0,
        carried=(CarriedOver(order_id=ID, worker_id=WORKER, carried_fen=-500),),
    )  # fmt: skip
    assert len(rows(tasks.project, WORKER, (waits, RETURNED))["task"]) == 1
    assert rows(tasks.project, WORKER, (waits, replace(RETURNED, left_fen=0))) == {}
