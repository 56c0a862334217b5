"""Leave: asked for by the worker or the street, decided by another hand, begun and closed by the calendar.

How many days there are is looked after by the account of the employment (leave_account.py), in the same append.
"""

from datetime import date, timedelta
from uuid import UUID

from services.personnel.domain import leave_events
from services.personnel.domain.leave_entitlement import days_of, rule_of
from services.personnel.domain.leave_events import (
    Leave,
    LeaveAnnulled,
    LeaveApproved,
    LeaveClosed,
    LeaveCorrected,
    LeaveCorrection,
    LeaveEnd,
    LeaveEvent,
    LeaveLevel,
    LeavePhase,
    LeaveRefusal,
    LeaveRefused,
    LeaveRequested,
    LeaveTaken,
    LeaveWithdrawn,
)
from services.personnel.domain.leave_rules import LeaveKind
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, LeaveReason, Region, Rejected, record, same_hand

# Commands


@record
class RequestLeave:
    """`account` is the person's employment, `community` the workplace today."""

    worker_id: UUID
    leave_id: UUID
    account: UUID
    community: Region
    kind: LeaveKind
    starts: date
    ends: date
    reason: LeaveReason | None


@record
class ApproveLeave:
    """`as_street`: whoever decides may do so for the street, not only as secretary of the community."""

    as_street: bool


@record
class RefuseLeave:
    why: LeaveRefusal
    as_street: bool


@record
class WithdrawLeave:
    """`own`: the caller withdraws as the worker himself."""

    own: bool


@record
class EndLeave:
    """`last_day` is the last day away: back early, or the employment ends."""

    end: LeaveEnd
    last_day: date


@record
class CorrectLeave:
    starts: date
    ends: date
    why: LeaveCorrection


@record
class AnnulLeave:
    why: LeaveCorrection


@record
class FollowLeave:
    """The calendar: the first day has come, or the last one has passed."""


LeaveCommand = (
    RequestLeave | ApproveLeave | RefuseLeave | WithdrawLeave | EndLeave | CorrectLeave | AnnulLeave | FollowLeave
)  # fmt: skip

# Decisions


def request(leave: Leave, command: RequestLeave, facts: Facts[Policies]) -> tuple[LeaveEvent, ...]:
    if leave.phase is not LeavePhase.NONE:
        return ()
    check_days(command.starts, command.ends, facts)
    rule = rule_of(command.kind, command.starts, facts.policies)
    days = days_of(command.kind, command.starts, command.ends, facts.policies)
    short = days <= facts.policies.secretary_leave_days.on(facts.today)
    requested = LeaveRequested(
        effective=command.starts, worker_id=command.worker_id, leave_id=command.leave_id, account=command.account,
        community=command.community, kind=command.kind, pay=rule.pay, ends=command.ends, days=days,
        decided_at=LeaveLevel.COMMUNITY if short else LeaveLevel.STREET, reason=command.reason, asked_by=facts.by,
    )  # fmt: skip
    return (requested,)


def check_days(starts: date, ends: date, facts: Facts[Policies]) -> None:
    """In order, no longer than anybody asks for, not too long ago. Raises Rejected."""
    longest = facts.policies.leave_longest_days.on(facts.today)
    back = facts.policies.leave_back_days.on(facts.today)
    if ends < starts or (ends - starts).days >= longest:
        raise Rejected("leave.days", field="/ends", longest=longest)
    if starts < facts.today - timedelta(days=back):
        raise Rejected("leave.long-ago", field="/starts", back=back)


def approve(leave: Leave, command: ApproveLeave, facts: Facts[Policies]) -> tuple[LeaveEvent, ...]:
    """A leave whose first or last day has passed meanwhile begins, or is over, at once."""
    _decides(leave, facts, as_street=command.as_street)
    approved = LeaveApproved(
        effective=leave.starts, worker_id=_worker(leave), leave_id=_id(leave), pay=leave.pay, ends=leave.ends,
        days=leave.days, asked_by=leave.asked_by, approved_by=facts.by,
    )  # fmt: skip
    return (approved, *follow(leave_events.evolve(leave, approved), facts))


def refuse(leave: Leave, command: RefuseLeave, facts: Facts[Policies]) -> tuple[LeaveEvent, ...]:
    _decides(leave, facts, as_street=command.as_street)
    who, id = _worker(leave), _id(leave)
    return (LeaveRefused(effective=facts.today, worker_id=who, leave_id=id, why=command.why, refused_by=facts.by),)


def withdraw(leave: Leave, command: WithdrawLeave, facts: Facts[Policies]) -> tuple[LeaveEvent, ...]:
    """Before it begins; afterwards somebody comes back early."""
    if leave.phase is LeavePhase.NONE or (command.own and not same_hand(str(leave.worker_id), facts.by)):
        raise Rejected("leave.unknown")
    if leave.phase is LeavePhase.WITHDRAWN:
        return ()
    if leave.phase not in (LeavePhase.REQUESTED, LeavePhase.APPROVED):
        raise Rejected("leave.begun")
    withdrawn = LeaveWithdrawn(
        effective=leave.starts, worker_id=_worker(leave), leave_id=_id(leave),
        approved=leave.phase is LeavePhase.APPROVED, withdrawn_by=facts.by,
    )  # fmt: skip
    return (withdrawn,)


def end(leave: Leave, command: EndLeave, facts: Facts[Policies]) -> tuple[LeaveEvent, ...]:
    """Back before the last day, or gone for good while away."""
    if leave.phase is not LeavePhase.TAKEN:
        raise Rejected("leave.not-away")
    if not leave.starts <= command.last_day <= leave.ends:
        raise Rejected("leave.last-day", field="/last_day")
    if command.end is not LeaveEnd.LEFT and command.last_day > facts.today:
        raise Rejected("leave.last-day", field="/last_day")
    return _over(leave, command.last_day, command.end, facts)


def correct(leave: Leave, command: CorrectLeave, facts: Facts[Policies]) -> tuple[LeaveEvent, ...]:
    """What is over is corrected as often as need be; each time it is told anew."""
    if leave.phase is not LeavePhase.CLOSED:
        raise Rejected("leave.not-closed")
    _not_himself(leave, facts)
    if (command.starts, command.ends) == (leave.starts, leave.ends):
        return ()
    longest = facts.policies.leave_longest_days.on(facts.today)
    far = max(abs((command.starts - leave.starts).days), (command.ends - command.starts).days) >= longest
    if not command.starts <= command.ends <= facts.today or far:
        raise Rejected("leave.days", field="/ends", longest=longest)
    corrected = LeaveCorrected(
        effective=command.starts, worker_id=_worker(leave), leave_id=_id(leave), pay=leave.pay, ends=command.ends,
        days=days_of(leave.kind, command.starts, command.ends, facts.policies), version=leave.version + 1,
        why=command.why, corrected_by=facts.by,
    )  # fmt: skip
    return (corrected,)


def annul(leave: Leave, command: AnnulLeave, facts: Facts[Policies]) -> tuple[LeaveEvent, ...]:
    if leave.phase is LeavePhase.ANNULLED:
        return ()
    if leave.phase not in (LeavePhase.APPROVED, LeavePhase.TAKEN, LeavePhase.CLOSED):
        raise Rejected("leave.not-closed")
    _not_himself(leave, facts)
    who, id = _worker(leave), _id(leave)
    return (LeaveAnnulled(effective=leave.starts, worker_id=who, leave_id=id, why=command.why, annulled_by=facts.by),)


def follow(leave: Leave, facts: Facts[Policies]) -> tuple[LeaveEvent, ...]:
    """What the day brings: an approved leave begins on its first day and is over after its last."""
    if leave.phase is LeavePhase.APPROVED and leave.starts <= facts.today:
        taken = LeaveTaken(effective=leave.starts, worker_id=_worker(leave), leave_id=_id(leave), ends=leave.ends)
        return (taken, *follow(leave_events.evolve(leave, taken), facts))
    if leave.phase is LeavePhase.TAKEN and leave.ends < facts.today:
        return _over(leave, leave.ends, LeaveEnd.COMPLETED, facts)
    return ()


def _over(leave: Leave, last_day: date, how: LeaveEnd, facts: Facts[Policies]) -> tuple[LeaveEvent, ...]:
    """What was closed before is told as a correction too: whoever heard of it then has to hear the right days."""
    closed = _closed(leave, last_day, how, facts)
    if leave.version == 1:
        return (closed,)
    corrected = LeaveCorrected(
        effective=leave.starts, worker_id=_worker(leave), leave_id=_id(leave), pay=leave.pay, ends=last_day,
        days=closed.days, version=leave.version, why=LeaveCorrection.PAPERS_CHANGED, corrected_by=facts.by,
    )  # fmt: skip
    return closed, corrected


def _closed(leave: Leave, last_day: date, how: LeaveEnd, facts: Facts[Policies]) -> LeaveClosed:
    days = leave.days if last_day == leave.ends else days_of(leave.kind, leave.starts, last_day, facts.policies)
    return LeaveClosed(
        effective=last_day, worker_id=_worker(leave), leave_id=_id(leave), pay=leave.pay, starts=leave.starts, days=days,
        end=how, closed_by=facts.by,
    )  # fmt: skip


def _decides(leave: Leave, facts: Facts[Policies], *, as_street: bool) -> None:
    if leave.phase is not LeavePhase.REQUESTED:
        raise Rejected("leave.nothing-requested")
    if same_hand(leave.asked_by, facts.by):
        raise Rejected("leave.own-request")
    _not_himself(leave, facts)
    if leave.decided_at is LeaveLevel.STREET and not as_street:
        raise Rejected("leave.beyond-secretary", days=facts.policies.secretary_leave_days.on(facts.today))


def _not_himself(leave: Leave, facts: Facts[Policies]) -> None:
    """Nobody decides about days of his own, whoever asked for them."""
    if same_hand(str(leave.worker_id), facts.by):
        raise Rejected("leave.own-request")


def _worker(leave: Leave) -> UUID:
    assert leave.worker_id is not None
    return leave.worker_id


def _id(leave: Leave) -> UUID:
    assert leave.leave_id is not None
    return leave.leave_id
