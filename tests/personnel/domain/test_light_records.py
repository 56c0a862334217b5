"""Part-time committee members and retired workers: known with their community, on no roster."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.light_records import (
    CloseLightRecord,
    LightCategory,
    LightRecordClosed,
    LightRecordOpened,
    OpenLightRecord,
)
from services.personnel.domain.streams import LIGHT_RECORD
from tests.personnel.people import COMMUNITY, NAME, STREET, WORKER, on

ID, TODAY, SINCE = UUID(int=16), date(2027, 5, 10), date(2027, 1, 4)
OPEN = OpenLightRecord(
    worker_id=WORKER, record_id=ID, community=COMMUNITY, category=LightCategory.COMMITTEE_PARTTIME, name=NAME, since=SINCE,
    allowance_fen=50_000,
)  # fmt: skip
OPENED = LightRecordOpened(
    effective=SINCE, worker_id=WORKER, record_id=ID, community=COMMUNITY, category=LightCategory.COMMITTEE_PARTTIME,
    name=NAME, allowance_fen=50_000, opened_by="officer",
)  # fmt: skip
CLOSED = LightRecordClosed(effective=TODAY, worker_id=WORKER, record_id=ID, closed_by="officer")


def test_a_record_is_opened_once_and_again_after_it_was_closed() -> None:
    on(LIGHT_RECORD, TODAY).when(OPEN).then(OPENED)
    on(LIGHT_RECORD, TODAY, OPENED).when(OPEN).then()
    on(LIGHT_RECORD, TODAY, OPENED, CLOSED).when(replace(OPEN, since=TODAY)).then(replace(OPENED, effective=TODAY))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"community": STREET}, "light-records.community"), ({"since": date(2027, 5, 11)}, "light-records.since"),
        ({"allowance_fen": 300_001}, "light-records.allowance"), ({"allowance_fen": -1}, "light-records.allowance"),
    ],
)  # fmt: skip
def test_with_a_community_since_when_and_a_small_allowance(changes: dict[str, Any], code: str) -> None:
    on(LIGHT_RECORD, TODAY).when(replace(OPEN, **changes)).then_rejected(code)


def test_it_is_closed_on_a_day_that_has_come() -> None:
    known = replace(OPENED, name=None)
    on(LIGHT_RECORD, TODAY, known).when(CloseLightRecord(until=TODAY)).then(CLOSED)
    on(LIGHT_RECORD, TODAY, OPENED, CLOSED).when(CloseLightRecord(until=TODAY)).then()
    for day in (date(2027, 1, 3), date(2027, 5, 11)):
        on(LIGHT_RECORD, TODAY, OPENED).when(CloseLightRecord(until=day)).then_rejected("light-records.until")
    on(LIGHT_RECORD, TODAY).when(CloseLightRecord(until=TODAY)).then_rejected("light-records.unknown")
