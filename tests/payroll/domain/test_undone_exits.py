"""What is paid after an exit that was undone, and after a new hire: the same as the days come to, whenever it was heard."""

from datetime import date
from uuid import UUID

import pytest

from services.payroll.domain.facts import Fact
from tests.payroll.county import Books
from tests.payroll.happened import enrolled, graded, stopped

JANUARY = date(2026, 1, 1)
LAST = date(2026, 2, 15)
UNDONE = stopped(LAST)._replace(position=150, annulled=True)
NEW_JOB, AGAIN = UUID(int=31), date(2026, 3, 16)


@pytest.mark.parametrize(
    ("case", "facts", "paid"),
    [
        ("never left", (), 3 * 285_600),
        ("left on 15 February", (stopped(LAST),), 285_600 + 131_310),
        ("left, and the exit is undone", (stopped(LAST), UNDONE), 3 * 285_600),
        ("left, hired again on 16 March on the same grade", (stopped(LAST), enrolled(AGAIN, at=160, job=NEW_JOB)),
         285_600 + 131_310 + 157_572),
    ],
)  # fmt: skip
@pytest.mark.parametrize("run_between", [False, True])
def test_pay_after_an_exit_that_was_undone_or_a_new_hire_is_what_the_days_come_to(
    case: str, facts: tuple[Fact, ...], paid: int, run_between: bool
) -> None:
    """Whether or not the month of the exit was paid before the news of its end: the basic wage of January to March in fen."""
    first, later = [f for f in facts if f.position < 150], [f for f in facts if f.position >= 150]
    books = Books().know(enrolled(JANUARY), graded(2, JANUARY), *first)
    if run_between:
        for month in ("2026-01", "2026-02"):
            books.run(month, known_at=100)
    books.know(*later)
    for month in ("2026-01", "2026-02", "2026-03"):
        books.run(month, known_at=200)
    lines = [line for slip in books.slips for line in slip.lines if line.component == "BASIC"]
    assert sum(line.amount_fen for line in lines) == paid, case
