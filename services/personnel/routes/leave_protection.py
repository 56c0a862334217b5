"""What a leave means for the end of the employment: while it protects, nobody is dismissed (Labour Contract Law art. 42)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from services.personnel.domain.leave_entitlement import Service, medical_end
from services.personnel.domain.leave_events import Leave, LeavePhase
from services.personnel.domain.leave_rules import LeaveKind
from services.personnel.domain.policies import Policies
from services.personnel.domain.protection import FollowLeaveDays
from services.personnel.domain.streams import EMPLOYMENT, LEAVE, LEAVE_ACCOUNT
from services.personnel.projections import roster
from services.personnel.routes.leave_service import service_of
from shared.draft import Ask, Draft
from shared.kernel import Span
from shared.web.handles import Handle

PROTECTING: Final = frozenset(
    {LeaveKind.SICK, LeaveKind.WORK_INJURY, LeaveKind.MATERNITY, LeaveKind.MISCARRIAGE, LeaveKind.NURSING}
)
_GRANTED: Final = (LeavePhase.APPROVED, LeavePhase.TAKEN, LeavePhase.CLOSED)


async def protected(handle: Handle, draft: Draft, leave: Leave) -> Sequence[Ask]:
    """The protected period follows the days of a leave once the append has decided about it; a loaded leave."""
    account, id = leave.account, leave.leave_id
    if account is None or id is None or leave.worker_id is None or leave.kind not in PROTECTING:
        return ()
    async with handle.reading() as read:
        row = await roster.find(read, leave.worker_id)
    if row is None:
        return ()
    service = await service_of(handle, row, leave.starts)
    policies: Policies = handle.runtime.book.of(leave.region)
    await draft.load([(EMPLOYMENT, account), (LEAVE_ACCOUNT, account)])

    def command(draft: Draft) -> FollowLeaveDays:
        now: Leave = draft.state(LEAVE, id)
        until = _until(now, draft, service, policies) if now.phase in _GRANTED else None
        return FollowLeaveDays(leave_id=id, starts=None if until is None else now.starts, ends=until)

    return (Ask(stream=EMPLOYMENT, to=account, command=command, region=leave.region),)


def _until(leave: Leave, draft: Draft, service: Service, policies: Policies) -> date | None:
    """Sick leave protects within the medical period only."""
    if leave.kind is not LeaveKind.SICK:
        return leave.ends
    bookings = draft.state(LEAVE_ACCOUNT, leave.account).bookings if leave.account else ()
    return medical_end(bookings, Span(first=leave.starts, last=leave.ends), service, policies)
