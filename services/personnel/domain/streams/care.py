"""Care for people: a check-up of a year, an hour of counselling, a visit; and those who are on no roster."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import care_visits, checkups, counselling, light_records
from services.personnel.domain.care_visits import CareVisit, CareVisitCommand, CareVisitEvent
from services.personnel.domain.checkups import Checkup, CheckupCommand, CheckupEvent
from services.personnel.domain.counselling import Counselling, CounsellingCommand, CounsellingEvent
from services.personnel.domain.light_records import LightRecord, LightRecordCommand, LightRecordEvent
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Stream


def _checkup(state: Checkup, command: CheckupCommand, facts: Facts[Policies]) -> tuple[CheckupEvent, ...]:
    match command:
        case checkups.InviteToCheckup():
            return checkups.invite(state, command, facts)
        case checkups.RecordCheckup():
            return checkups.record_checkup(state, command, facts)


def _counselling(
    state: Counselling, command: CounsellingCommand, facts: Facts[Policies]
) -> tuple[CounsellingEvent, ...]:
    match command:
        case counselling.BookCounselling():
            return counselling.book(state, command, facts)
        case counselling.CancelCounselling():
            return counselling.cancel(state, facts)


def _visit(state: CareVisit, command: CareVisitCommand, facts: Facts[Policies]) -> tuple[CareVisitEvent, ...]:
    match command:
        case care_visits.PlanVisit():
            return care_visits.plan(state, command, facts)
        case care_visits.RecordVisit():
            return care_visits.record_visit(state, command, facts)
        case care_visits.CancelVisit():
            return care_visits.cancel(state, facts)


def _light(state: LightRecord, command: LightRecordCommand, facts: Facts[Policies]) -> tuple[LightRecordEvent, ...]:
    match command:
        case light_records.OpenLightRecord():
            return light_records.open_record(state, command, facts)
        case light_records.CloseLightRecord():
            return light_records.close_record(state, command, facts)
        case light_records.EndLightRetention():
            return light_records.end_retention(state, facts)
        case light_records.ForgetLightRecord():
            return light_records.forget(state, command, facts)


def _whose(stream_id: UUID, state: Checkup | Counselling | CareVisit | LightRecord) -> UUID | None:
    return state.worker_id


CHECKUP: Stream[Checkup, CheckupCommand, CheckupEvent, Policies] = Stream(
    type="checkup", decider=Decider(initial=Checkup(), decide=_checkup, evolve=checkups.evolve),
    events=get_args(CheckupEvent), region_of=home, subject_of=_whose,
)  # fmt: skip
COUNSELLING: Stream[Counselling, CounsellingCommand, CounsellingEvent, Policies] = Stream(
    type="counselling", decider=Decider(initial=Counselling(), decide=_counselling, evolve=counselling.evolve),
    events=get_args(CounsellingEvent), region_of=home, subject_of=_whose,
)  # fmt: skip
CARE_VISIT: Stream[CareVisit, CareVisitCommand, CareVisitEvent, Policies] = Stream(
    type="care_visit", decider=Decider(initial=CareVisit(), decide=_visit, evolve=care_visits.evolve),
    events=get_args(CareVisitEvent), region_of=home, subject_of=_whose,
)  # fmt: skip
LIGHT_RECORD: Stream[LightRecord, LightRecordCommand, LightRecordEvent, Policies] = Stream(
    type="light_record", decider=Decider(initial=LightRecord(), decide=_light, evolve=light_records.evolve),
    events=get_args(LightRecordEvent), region_of=home, subject_of=_whose,
)  # fmt: skip
