"""The course of the reserve (后备人才培养): owed by whoever comes into it, and no more when he is taken out of it."""

from uuid import UUID

from services.training.domain.duty_book import DutyBook
from services.training.domain.duty_events import DutyBookEvent
from services.training.domain.duty_words import DutyKind, WithdrawalReason
from services.training.domain.obligations import opened, settle, withdrawn
from services.training.domain.policies import Policies
from shared.kernel import Facts, add_months, record


@record
class OweReserveCourse:
    """`cause` is the news of it: whoever comes again owes it again."""

    worker_id: UUID
    cause: UUID


@record
class LeaveReserve:
    """The person is in the reserve no longer."""

    worker_id: UUID


def owe(state: DutyBook, command: OweReserveCourse, facts: Facts[Policies]) -> tuple[DutyBookEvent, ...]:
    """One course is enough for whoever is in two reserves; nobody owes one without a job here."""
    owed = any(duty.kind is DutyKind.RESERVE and duty.owed for duty in state.duties)
    if owed or not state.employed or state.caused_by(DutyKind.RESERVE, command.cause):
        return ()
    policies, today = facts.policies, facts.today
    due = add_months(today, policies.reserve_within_months.on(today))
    hours, kinds = policies.reserve_hours.on(today), policies.reserve_kinds.on(today)
    course = opened(state, command.worker_id, DutyKind.RESERVE, today, due, hours, kinds, command.cause, policies)
    return settle(state, (course,), policies)


def leave(state: DutyBook, command: LeaveReserve, facts: Facts[Policies]) -> tuple[DutyBookEvent, ...]:
    owed = [duty for duty in state.duties if duty.kind is DutyKind.RESERVE and duty.owed]
    events = tuple(withdrawn(command.worker_id, duty, facts.today, WithdrawalReason.RESERVE_LEFT) for duty in owed)
    return settle(state, events, facts.policies) if events else ()
