"""Days of duty: listed by one hand, confirmed by another; never on leave, outside the employment or the emergency, or twice."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.personnel.domain.emergencies import ConfirmDuty, ListDuty, ReturnDuty
from services.personnel.domain.emergency_duty import duty_id
from services.personnel.domain.emergency_events import (
    DutyConfirmed,
    DutyListed,
    DutyReturned,
    Emergency,
    EmergencyPhase,
)
from services.personnel.domain.streams import EMERGENCY_DUTY
from shared.kernel import Release, Take, region
from tests.personnel.domain.test_emergencies import FIRST, ID, LAST, LATER
from tests.personnel.people import COMMUNITY, COUNTY, STREET, WORKER, on

FLOOD = Emergency(emergency_id=ID, region=COUNTY, phase=EmergencyPhase.ENDED, starts=FIRST, ends=LAST)
SECOND, THIRD = date(2027, 7, 3), date(2027, 7, 4)
EMPLOYED = ((date(2027, 3, 1), date.max),)
LIST = ListDuty(
    worker_id=WORKER, community=COMMUNITY, street=STREET, days=(SECOND, FIRST), emergency=FLOOD, employed=EMPLOYED,
    away=(),
)  # fmt: skip
LISTED = DutyListed(
    effective=FIRST, worker_id=WORKER, emergency_id=ID, community=COMMUNITY, street=STREET, days=(FIRST, SECOND),
    listed_by="street",
)  # fmt: skip
CONFIRM = ConfirmDuty(emergency=FLOOD, employed=EMPLOYED, away=())
CONFIRMED = DutyConfirmed(
    effective=FIRST, worker_id=WORKER, emergency_id=ID, street=STREET, days=(FIRST, SECOND), before=(), version=1,
    listed_by="street", confirmed_by="county",
)  # fmt: skip


def test_the_street_lists_the_days_and_another_hand_confirms_them() -> None:
    on(EMERGENCY_DUTY, LATER, by="street").when(LIST).then(LISTED)
    on(EMERGENCY_DUTY, LATER, LISTED, by="street").when(LIST).then()
    on(EMERGENCY_DUTY, LATER, LISTED, by="county").when(CONFIRM).then(CONFIRMED)
    on(EMERGENCY_DUTY, LATER, LISTED, CONFIRMED, by="street").when(LIST).then()
    on(EMERGENCY_DUTY, LATER, LISTED, by="li for street").when(CONFIRM).then_rejected("emergencies.own-list")
    on(EMERGENCY_DUTY, LATER, LISTED, by=str(WORKER)).when(CONFIRM).then_rejected("emergencies.own-list")
    on(EMERGENCY_DUTY, LATER, LISTED, CONFIRMED, by="county").when(CONFIRM).then_rejected("emergencies.nothing-listed")


def test_a_day_lies_in_the_emergency_in_the_employment_and_not_on_leave() -> None:
    given_nothing = on(EMERGENCY_DUTY, LATER, by="street")
    given_nothing.when(replace(LIST, days=(date(2027, 7, 1),))).then_rejected("emergencies.day-outside")
    given_nothing.when(replace(LIST, days=(date(2027, 7, 10),))).then_rejected("emergencies.day-outside")
    given_nothing.when(replace(LIST, employed=((SECOND, date.max),))).then_rejected("emergencies.not-employed")
    given_nothing.when(replace(LIST, away=((SECOND, THIRD),))).then_rejected("emergencies.on-leave")
    given_nothing.when(replace(LIST, days=(FIRST, FIRST))).then_rejected("emergencies.day-twice")
    proposed = replace(FLOOD, phase=EmergencyPhase.PROPOSED)
    given_nothing.when(replace(LIST, emergency=proposed)).then_rejected("emergencies.not-declared")
    elsewhere = replace(FLOOD, region=region("51", "01", "08"))
    given_nothing.when(replace(LIST, emergency=elsewhere)).then_rejected("emergencies.elsewhere")
    years_later = on(EMERGENCY_DUTY, date(2029, 8, 1), by="street")
    years_later.when(LIST).then_rejected("emergencies.day-too-old")


def test_leave_granted_meanwhile_is_seen_when_the_list_is_confirmed() -> None:
    on(EMERGENCY_DUTY, LATER, LISTED, by="county").when(replace(CONFIRM, away=((FIRST, FIRST),))).then_rejected(
        "emergencies.on-leave"
    )


def test_what_was_confirmed_is_corrected_and_taken_back_by_the_same_two_hands() -> None:
    relisted = replace(LISTED, effective=THIRD, days=(THIRD,))
    corrected = replace(CONFIRMED, effective=THIRD, days=(THIRD,), before=(FIRST, SECOND), version=2)
    on(EMERGENCY_DUTY, LATER, LISTED, CONFIRMED, by="street").when(replace(LIST, days=(THIRD,))).then(relisted)
    on(EMERGENCY_DUTY, LATER, LISTED, CONFIRMED, relisted, by="county").when(CONFIRM).then(corrected)
    none = replace(LISTED, days=())
    on(EMERGENCY_DUTY, LATER, LISTED, CONFIRMED, by="street").when(replace(LIST, days=())).then(none)
    gone = replace(CONFIRMED, days=(), before=(FIRST, SECOND), version=2)
    on(EMERGENCY_DUTY, LATER, LISTED, CONFIRMED, none, by="county").when(CONFIRM).then(gone)


def test_a_list_is_returned_with_a_reason_and_what_was_confirmed_stands() -> None:
    back = DutyReturned(effective=LATER, worker_id=WORKER, emergency_id=ID, reason="未到岗", returned_by="county")
    on(EMERGENCY_DUTY, LATER, LISTED, by="county").when(ReturnDuty(reason="未到岗")).then(back)
    on(EMERGENCY_DUTY, LATER, LISTED, by="county").when(ReturnDuty(reason=" ")).then_rejected("emergencies.reason")
    on(EMERGENCY_DUTY, LATER, LISTED, back, by="street").when(LIST).then(LISTED)


_DAYS = st.lists(st.dates(FIRST, LAST), unique=True).map(lambda days: tuple(sorted(days)))


@given(_DAYS, _DAYS)
def test_a_person_holds_exactly_the_days_confirmed_last(before: tuple[date, ...], days: tuple[date, ...]) -> None:
    corrected = replace(CONFIRMED, days=days, before=before)
    held = {f"{WORKER}:{day}" for day in before}
    for each in EMERGENCY_DUTY.reserves(duty_id(ID, WORKER), CONFIRM, corrected):
        assert each.kind == "duty-day"
        assert isinstance(each, Take) != (each.key in held)
        held = held | {each.key} if isinstance(each, Take) else held - {each.key}
        assert isinstance(each, Take | Release)
    assert held == {f"{WORKER}:{day}" for day in days}


def test_each_person_of_an_emergency_has_one_list() -> None:
    assert duty_id(ID, WORKER) == duty_id(ID, WORKER) != duty_id(ID, UUID(int=9))
