"""An emergency is proposed by one hand and declared by another; so is its end."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.emergencies import (
    ConfirmEmergencyEnd,
    DeclareEmergency,
    ProposeEmergency,
    ProposeEmergencyEnd,
    RejectEmergency,
)
from services.personnel.domain.emergency_events import (
    EmergencyCategory,
    EmergencyDeclared,
    EmergencyDegree,
    EmergencyEnded,
    EmergencyEndProposed,
    EmergencyProposed,
    EmergencyRejected,
)
from services.personnel.domain.streams import EMERGENCY
from tests.personnel.people import COUNTY, on

ID = UUID(int=70)
FIRST, TODAY, LAST = date(2027, 7, 2), date(2027, 7, 5), date(2027, 7, 9)
FLOOD = EmergencyCategory.NATURAL_DISASTER
PROPOSE = ProposeEmergency(
    emergency_id=ID, region=COUNTY, category=FLOOD, degree=EmergencyDegree.III, title="七月暴雨", document="3号",
    starts=FIRST,
)  # fmt: skip
PROPOSED = EmergencyProposed(
    effective=FIRST, emergency_id=ID, region=COUNTY, category=FLOOD, degree=EmergencyDegree.III, title="七月暴雨",
    document="3号", proposed_by="officer",
)  # fmt: skip
DECLARED = EmergencyDeclared(
    effective=FIRST, emergency_id=ID, region=COUNTY, category=FLOOD, degree=EmergencyDegree.III, document="3号",
    proposed_by="officer", declared_by="county",
)  # fmt: skip
END_PROPOSED = EmergencyEndProposed(effective=LAST, emergency_id=ID, document="5号", proposed_by="officer")
ENDED = EmergencyEnded(effective=LAST, emergency_id=ID, region=COUNTY, document="3号", ended_by="county")
PROPOSE_END = ProposeEmergencyEnd(last_day=LAST, document="5号")
LATER = date(2027, 7, 12)


def test_it_is_proposed_with_its_document_for_a_day_that_has_come() -> None:
    on(EMERGENCY, TODAY).when(PROPOSE).then(PROPOSED)
    on(EMERGENCY, TODAY, PROPOSED).when(PROPOSE).then()
    on(EMERGENCY, TODAY).when(replace(PROPOSE, starts=LAST)).then_rejected("emergencies.starts")
    on(EMERGENCY, TODAY).when(replace(PROPOSE, starts=date(2020, 1, 1))).then_rejected("emergencies.starts")
    on(EMERGENCY, TODAY).when(replace(PROPOSE, title=" ")).then_rejected("emergencies.title")
    on(EMERGENCY, TODAY).when(replace(PROPOSE, document="")).then_rejected("emergencies.document")


def test_another_hand_declares_it_or_rejects_it() -> None:
    declare, reject = DeclareEmergency(), RejectEmergency(reason="未达标准")
    on(EMERGENCY, TODAY, PROPOSED, by="county").when(declare).then(DECLARED)
    on(EMERGENCY, TODAY, PROPOSED, DECLARED, by="county").when(declare).then()
    on(EMERGENCY, TODAY, PROPOSED, by="li for officer").when(declare).then_rejected("emergencies.own-proposal")
    on(EMERGENCY, TODAY, by="county").when(declare).then_rejected("emergencies.nothing-proposed")
    rejected = EmergencyRejected(effective=TODAY, emergency_id=ID, reason="未达标准", rejected_by="county")
    on(EMERGENCY, TODAY, PROPOSED, by="county").when(reject).then(rejected)
    on(EMERGENCY, TODAY, PROPOSED, rejected, by="county").when(reject).then()
    on(EMERGENCY, TODAY, PROPOSED, by="county").when(RejectEmergency(reason="")).then_rejected("emergencies.reason")
    on(EMERGENCY, TODAY, PROPOSED, rejected, by="county").when(declare).then_rejected("emergencies.nothing-proposed")


def test_its_last_day_is_proposed_and_confirmed_by_another_hand() -> None:
    end = ConfirmEmergencyEnd()
    on(EMERGENCY, LATER, PROPOSED, DECLARED).when(PROPOSE_END).then(END_PROPOSED)
    on(EMERGENCY, LATER, PROPOSED, DECLARED, END_PROPOSED).when(PROPOSE_END).then()
    on(EMERGENCY, LATER, PROPOSED).when(PROPOSE_END).then_rejected("emergencies.not-declared")
    on(EMERGENCY, TODAY, PROPOSED, DECLARED).when(PROPOSE_END).then_rejected("emergencies.last-day")
    on(EMERGENCY, LATER, PROPOSED, DECLARED, END_PROPOSED, by="county").when(end).then(ENDED)
    on(EMERGENCY, LATER, PROPOSED, DECLARED, END_PROPOSED).when(end).then_rejected("emergencies.own-proposal")
    on(EMERGENCY, LATER, PROPOSED, DECLARED, by="county").when(end).then_rejected("emergencies.nothing-proposed")
    on(EMERGENCY, LATER, PROPOSED, DECLARED, END_PROPOSED, ENDED, by="county").when(end).then()
