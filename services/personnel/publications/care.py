"""Care: check-ups that are due and were made, visits that were made; counselling stays with the person."""

from typing import Any

from services.personnel.domain import care_visits, checkups
from shared.published import Published
from shared.published.personnel import care


def publish(event: Any) -> Published | None:
    match event:
        case checkups.CheckupInvited(worker_id=who, checkup_id=id, effective=starts, ends=ends):
            return care.HealthcheckDueV1(worker_id=who, checkup_id=id, starts=starts, ends=ends)
        case checkups.CheckupAttended(worker_id=who, checkup_id=id, effective=day):
            return care.HealthcheckAttendedV1(worker_id=who, checkup_id=id, on=day)
        case care_visits.VisitDone(worker_id=who, visit_id=id, occasion=occasion, gift_fen=gift, funding=funding):
            return care.CareVisitDoneV1(
                worker_id=who, visit_id=id, occasion=occasion.value, gift_fen=gift, funding=funding
            )
        case _:
            return None
