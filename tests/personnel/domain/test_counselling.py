"""A worker books an hour for himself and cancels it; nobody else does."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.counselling import (
    BookCounselling,
    CancelCounselling,
    CounsellingBooked,
    CounsellingCancelled,
)
from services.personnel.domain.streams import COUNSELLING
from tests.personnel.people import COMMUNITY, WORKER, on

ID, TODAY, DAY = UUID(int=14), date(2027, 5, 10), date(2027, 5, 20)
BOOK = BookCounselling(worker_id=WORKER, booking_id=ID, community=COMMUNITY, provider="区心理服务中心", on=DAY)
BOOKED = CounsellingBooked(
    effective=DAY, worker_id=WORKER, booking_id=ID, community=COMMUNITY, provider="区心理服务中心"
)
CANCELLED = CounsellingCancelled(effective=DAY, worker_id=WORKER, booking_id=ID)


def test_an_hour_is_booked_once() -> None:
    on(COUNSELLING, TODAY, by=str(WORKER)).when(BOOK).then(BOOKED)
    on(COUNSELLING, TODAY, BOOKED, by=str(WORKER)).when(BOOK).then()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"on": date(2027, 5, 9)}, "counselling.on"), ({"on": date(2027, 7, 10)}, "counselling.on"),
        ({"provider": ""}, "counselling.provider"),
    ],
)  # fmt: skip
def test_within_days_ahead_and_with_somebody(changes: dict[str, Any], code: str) -> None:
    on(COUNSELLING, TODAY).when(replace(BOOK, **changes)).then_rejected(code)


def test_the_person_cancels_it_up_to_the_day() -> None:
    on(COUNSELLING, DAY, BOOKED, by=str(WORKER)).when(CancelCounselling()).then(CANCELLED)
    on(COUNSELLING, DAY, BOOKED, CANCELLED, by=str(WORKER)).when(CancelCounselling()).then()
    on(COUNSELLING, DAY, BOOKED).when(CancelCounselling()).then_rejected("counselling.unknown")
    on(COUNSELLING, DAY, by=str(WORKER)).when(CancelCounselling()).then_rejected("counselling.unknown")
    on(COUNSELLING, date(2027, 5, 21), BOOKED, by=str(WORKER)).when(CancelCounselling()).then_rejected(
        "counselling.over"
    )
