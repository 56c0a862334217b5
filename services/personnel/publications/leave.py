"""Leave: what pay has to know of it, and neither its kind nor why."""

from services.personnel.domain import leave_events
from services.personnel.domain.leave_account_state import LeaveAccountEvent, UnusedLeaveSettled
from services.personnel.domain.leave_events import LeaveEvent
from shared.published import Published
from shared.published.personnel import leave


def publish(event: LeaveEvent | LeaveAccountEvent) -> Published | None:
    match event:
        case leave_events.LeaveApproved(worker_id=worker, leave_id=id, effective=starts, ends=ends, days=days):
            return leave.LeaveApprovedV1(
                worker_id=worker, leave_id=id, pay=event.pay.value, starts=starts, ends=ends, days=days
            )
        case leave_events.LeaveClosed(worker_id=worker, leave_id=id, starts=starts, effective=ends, days=days):
            return leave.LeaveClosedV1(
                worker_id=worker, leave_id=id, pay=event.pay.value, starts=starts, ends=ends, days=days, version=1
            )
        case leave_events.LeaveCorrected(worker_id=worker, leave_id=id, effective=starts, ends=ends, days=days):
            return leave.LeaveClosedV1(
                worker_id=worker, leave_id=id, pay=event.pay.value, starts=starts, ends=ends, days=days,
                version=event.version,
            )  # fmt: skip
        case leave_events.LeaveWithdrawn(worker_id=worker, leave_id=id, approved=True):
            return leave.LeaveCancelledV1(worker_id=worker, leave_id=id)
        case leave_events.LeaveAnnulled(worker_id=worker, leave_id=id):
            return leave.LeaveCancelledV1(worker_id=worker, leave_id=id)
        case UnusedLeaveSettled(worker_id=worker, employment_id=employment, effective=last_day):
            return leave.UnusedLeaveSettledV1(
                worker_id=worker, employment_id=employment, year=event.year, last_day=last_day, days=event.days,
                version=event.version,
            )  # fmt: skip
        case _:
            return None
