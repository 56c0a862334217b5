from datetime import date
from uuid import UUID

import pytest

from services.training.domain.duties import NoticeOverdue
from services.training.domain.duty_events import WithdrawalReason
from services.training.domain.yearly_duties import BeginYear
from services.training.projections.deadlines import project
from services.training.reactions.calendar import react
from shared.kernel import Due
from shared.readmodel import Drop, Put
from shared.testing.spec import sent
from tests.training.book import TERM, WORKER, induction, left, met, overdue, reopened, withdrawn, year_began
from tests.training.rows import recorded_as

FIRST = induction(date(2026, 3, 1), date(2026, 9, 1))
KIND = f"duty-overdue:{FIRST.duty_id}"


def waits(event: object) -> list[tuple[str, date]]:
    """What the event leaves the timer waiting for."""
    return [(c.values["kind"], c.values["day"]) for c in project(recorded_as(event)) if isinstance(c, Put)]


def forgotten(event: object) -> list[str]:
    return [c.values["kind"] for c in project(recorded_as(event)) if isinstance(c, Drop)]


def test_a_duty_waits_for_the_day_after_it_is_due_and_is_then_asked_about() -> None:
    assert waits(FIRST) == waits(reopened(FIRST, date(2026, 5, 1))) == [(KIND, date(2026, 9, 2))]
    asked = sent(list(react(Due(kind=KIND, stream_id=WORKER, day=date(2026, 9, 2)))))
    assert asked == [("duty_book", WORKER, NoticeOverdue(duty_id=FIRST.duty_id))]


def test_a_settled_duty_is_waited_for_no_more() -> None:
    day = date(2026, 6, 1)
    for event in (met(FIRST, day), overdue(FIRST, day), withdrawn(FIRST, day, WithdrawalReason.LEFT)):
        assert forgotten(event) == [KIND]


def test_a_duty_withdrawn_only_after_it_was_due_is_still_noticed() -> None:
    assert project(recorded_as(withdrawn(FIRST, date(2026, 9, 2), WithdrawalReason.LEFT))) == ()


def test_a_post_waits_for_each_first_of_january_until_it_is_left() -> None:
    kind = f"annual-duty:{TERM}"
    assert waits(year_began(date(2026, 5, 1))) == [(kind, date(2027, 1, 1))]
    asked = sent(list(react(Due(kind=kind, stream_id=WORKER, day=date(2027, 1, 1)))))
    assert asked == [("duty_book", WORKER, BeginYear(appointment_id=TERM, year=2027))]
    assert forgotten(left(date(2026, 6, 30))) == [kind]


def test_a_deadline_nobody_knows_is_an_alarm() -> None:
    with pytest.raises(ValueError, match="tea-time"):
        list(react(Due(kind="tea-time", stream_id=UUID(int=1), day=date(2026, 1, 1))))
