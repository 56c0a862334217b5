"""Deductions are looked at again for the new year: from December on, until confirmed, or through January."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from services.payroll.domain.declaration_events import DeductionDeclared, DeductionKind
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.domain.year_declaration_events import DeductionsConfirmed
from services.payroll.domain.year_declarations import ConfirmDeductions, InForce, YearTask, year_task
from tests.payroll.county import WORKER, on
from tests.payroll.domain.test_entitlements import ENROLLED

CHILD, STUDY = UUID(int=1), UUID(int=2)
GOES_ON = InForce(CHILD, "CHILD_EDUCATION", date(2026, 3, 1), None)
ENDS = InForce(STUDY, "CONTINUING_EDUCATION", date(2026, 9, 1), date(2026, 12, 31))
WAITS = YearTask(2027, date(2026, 12, 1), date(2026, 12, 31), (STUDY,))
DECLARED = DeductionDeclared(
    effective=date(2026, 3, 1), worker_id=WORKER, fact=CHILD, kind=DeductionKind.CHILD_EDUCATION, monthly_fen=200_000,
    ends=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("today", "confirmed", "found"),
    [
        (date(2026, 11, 30), (), None), (date(2026, 12, 1), (), WAITS), (date(2026, 12, 31), (2026,), WAITS),
        (date(2027, 1, 31), (), WAITS), (date(2027, 2, 1), (), None), (date(2026, 12, 20), (2027,), None),
    ],
)  # fmt: skip
def test_it_waits_from_december_until_confirmed_and_no_longer_than_january(
    today: date, confirmed: tuple[int, ...], found: YearTask | None
) -> None:
    assert year_task((GOES_ON, ENDS), confirmed, today, 12) == found


def test_what_is_declared_anew_does_not_end_and_without_a_deduction_nothing_waits() -> None:
    again = InForce(UUID(int=3), "CONTINUING_EDUCATION", date(2027, 1, 1), None)
    assert year_task((GOES_ON, ENDS, again), (), date(2026, 12, 5), 12) == WAITS._replace(ending=())
    gone = InForce(STUDY, "CONTINUING_EDUCATION", date(2026, 3, 1), date(2026, 8, 31))
    assert year_task((gone,), (), date(2026, 12, 5), 12) is None
    assert year_task((), (), date(2026, 12, 5), 12) is None


@any_of(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_a_confirmed_year_never_waits_again(today: date) -> None:
    task = year_task((GOES_ON,), (), today, 12)
    if task is not None:
        assert year_task((GOES_ON,), (task.tax_year,), today, 12) is None
        assert task.since.year == task.due.year == task.tax_year - 1


def test_a_year_is_confirmed_once_by_whoever_declared_something_and_not_before_it_is_open() -> None:
    december, november = on(ENTITLEMENT, date(2026, 12, 2)), on(ENTITLEMENT, date(2026, 11, 30))
    confirm = ConfirmDeductions(tax_year=2027)
    done = DeductionsConfirmed(
        effective=date(2027, 1, 1), worker_id=WORKER, tax_year=2027, confirmed_on=date(2026, 12, 2)
    )
    december(ENROLLED, DECLARED).when(confirm).then(done)
    december(ENROLLED, DECLARED, done).when(confirm).then()
    december(ENROLLED).when(confirm).then_rejected("deductions.none")
    november(ENROLLED, DECLARED).when(confirm).then_rejected("deductions.year")
    december().when(confirm).then_rejected("declarations.worker-unknown")
