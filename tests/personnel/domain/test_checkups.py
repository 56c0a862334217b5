"""Who is invited to the year's check-up and whether he went is known; nothing else ever is."""

from dataclasses import fields, replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.checkups import (
    CheckupAttended,
    CheckupInvited,
    CheckupMissed,
    InviteToCheckup,
    RecordCheckup,
    checkup_id,
)
from services.personnel.domain.streams import CHECKUP
from tests.personnel.people import COMMUNITY, WORKER, on

ID, FIRST, LAST = UUID(int=13), date(2027, 5, 10), date(2027, 6, 30)
INVITE = InviteToCheckup(
    worker_id=WORKER, checkup_id=ID, community=COMMUNITY, year=2027, provider="区人民医院", starts=FIRST, ends=LAST
)
INVITED = CheckupInvited(
    effective=FIRST, worker_id=WORKER, checkup_id=ID, community=COMMUNITY, year=2027, provider="区人民医院", ends=LAST,
    invited_by="officer",
)  # fmt: skip


def test_a_person_is_invited_once_a_year() -> None:
    on(CHECKUP, FIRST).when(INVITE).then(INVITED)
    on(CHECKUP, FIRST, INVITED).when(replace(INVITE, provider="别处")).then()
    assert checkup_id(WORKER, 2027) != checkup_id(WORKER, 2028)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"provider": " "}, "checkups.provider"), ({"ends": date(2027, 5, 9)}, "checkups.days"),
        ({"ends": date(2028, 1, 1)}, "checkups.days"), ({"starts": date(2027, 1, 4), "ends": date(2027, 5, 1)}, "checkups.days"),
    ],
)  # fmt: skip
def test_an_invitation_says_where_and_until_when(changes: dict[str, Any], code: str) -> None:
    on(CHECKUP, FIRST).when(replace(INVITE, **changes)).then_rejected(code)


def test_whether_somebody_went_is_recorded_and_corrected() -> None:
    today = date(2027, 7, 1)
    went = CheckupAttended(effective=date(2027, 5, 20), worker_id=WORKER, checkup_id=ID)
    missed = CheckupMissed(effective=today, worker_id=WORKER, checkup_id=ID)
    yes, no = RecordCheckup(on=date(2027, 5, 20)), RecordCheckup(on=None)
    on(CHECKUP, today, INVITED).when(yes).then(went)
    on(CHECKUP, today, INVITED, went).when(yes).then()
    on(CHECKUP, today, INVITED, went).when(no).then(missed)
    on(CHECKUP, today, INVITED, missed).when(no).then()
    on(CHECKUP, today, INVITED, missed).when(yes).then(went)
    on(CHECKUP, today, INVITED).when(RecordCheckup(on=date(2027, 5, 9))).then_rejected("checkups.on")
    on(CHECKUP, today, INVITED).when(RecordCheckup(on=date(2027, 7, 2))).then_rejected("checkups.on")
    on(CHECKUP, today).when(no).then_rejected("checkups.unknown")


def test_there_is_no_place_for_a_result() -> None:
    known = {field.name for field in fields(CheckupAttended)} | {field.name for field in fields(CheckupMissed)}
    assert known == {"effective", "worker_id", "checkup_id"}
