"""What an employment has taken and may take: every leave is booked here in the append that asks for it, so that two requests
at once never overlap or overdraw. The stream's id is the employment's.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.leave_account_state import (
    LeaveAccount,
    LeaveAccountEvent,
    LeaveAccountMoved,
    LeaveBooked,
    LeaveUnbooked,
)
from services.personnel.domain.leave_entitlement import Booking, Occasion, Service, check, rule_of
from services.personnel.domain.leave_rules import LeaveKind
from services.personnel.domain.leave_settlement import SettlementCommand
from services.personnel.domain.policies import Policies
from services.personnel.domain.working_days import YearDays, counted
from shared.kernel import Facts, Region, Rejected, record

# Commands


@record
class BookLeave:
    """`service` is what roster and seniority ledger know of the employment, `occasion` what only counts and is not kept."""

    worker_id: UUID
    community: Region
    leave_id: UUID
    kind: LeaveKind
    starts: date
    ends: date
    service: Service
    occasion: Occasion


@record
class RebookLeave:
    """Other days of a leave that was booked: fewer, or corrected. Nothing follows for one that is not."""

    leave_id: UUID
    starts: date
    ends: date


@record
class UnbookLeave:
    leave_id: UUID


@record
class RestoreBooking:
    """A leave goes on as it was asked for: its days are booked as they were."""

    leave_id: UUID
    kind: LeaveKind
    starts: date
    ends: date


@record
class PlaceAccount:
    community: Region


LeaveAccountCommand = PlaceAccount | BookLeave | RebookLeave | UnbookLeave | RestoreBooking | SettlementCommand

# Decisions


def book(account: LeaveAccount, command: BookLeave, facts: Facts[Policies]) -> tuple[LeaveAccountEvent, ...]:
    """Within the employment, on days that are not booked yet, and no more than there are. Raises Rejected."""
    if account.booking(command.leave_id) is not None:
        return ()
    service = command.service
    if command.starts < service.starts or (service.last_day or date.max) < command.ends:
        raise Rejected("leave.not-employed", field="/starts")
    booking = Booking(
        leave_id=command.leave_id, kind=command.kind, starts=command.starts, ends=command.ends,
        days=_days(command.kind, command.starts, command.ends, facts),
    )  # fmt: skip
    _no_overlap(account.bookings, booking)
    check(account.bookings, booking, service, command.occasion, facts.policies, account.carried_into)
    return (_booked(command.worker_id, command.community, booking),)


def rebook(account: LeaveAccount, command: RebookLeave, facts: Facts[Policies]) -> tuple[LeaveAccountEvent, ...]:
    """What was really so is booked even where it is more than there was."""
    booked = account.booking(command.leave_id)
    if booked is None or (booked.starts, booked.ends) == (command.starts, command.ends):
        return ()
    assert account.worker_id is not None
    days = _days(booked.kind, command.starts, command.ends, facts)
    changed = replace(booked, starts=command.starts, ends=command.ends, days=days)
    _no_overlap(tuple(each for each in account.bookings if each is not booked), changed)
    return (_booked(account.worker_id, account.region, changed),)


def place(account: LeaveAccount, command: PlaceAccount, facts: Facts[Policies]) -> tuple[LeaveAccountEvent, ...]:
    if account.worker_id is None or account.region == command.community:
        return ()
    return (LeaveAccountMoved(effective=facts.today, worker_id=account.worker_id, community=command.community),)


def restore(account: LeaveAccount, command: RestoreBooking, facts: Facts[Policies]) -> tuple[LeaveAccountEvent, ...]:
    booked = account.booking(command.leave_id)
    if account.worker_id is None or (booked and (booked.starts, booked.ends) == (command.starts, command.ends)):
        return ()
    again = Booking(
        leave_id=command.leave_id, kind=command.kind, starts=command.starts, ends=command.ends,
        days=_days(command.kind, command.starts, command.ends, facts),
    )  # fmt: skip
    _no_overlap(tuple(each for each in account.bookings if each is not booked), again)
    return (_booked(account.worker_id, account.region, again),)


def unbook(account: LeaveAccount, command: UnbookLeave) -> tuple[LeaveAccountEvent, ...]:
    booked = account.booking(command.leave_id)
    if booked is None:
        return ()
    assert account.worker_id is not None
    return (LeaveUnbooked(effective=booked.starts, worker_id=account.worker_id, leave_id=command.leave_id),)


def _days(kind: LeaveKind, starts: date, ends: date, facts: Facts[Policies]) -> tuple[YearDays, ...]:
    return counted(starts, ends, rule_of(kind, starts, facts.policies).count, facts.policies.holiday_years)


def _booked(worker_id: UUID, community: Region, booking: Booking) -> LeaveBooked:
    return LeaveBooked(
        effective=booking.starts, worker_id=worker_id, community=community, leave_id=booking.leave_id, kind=booking.kind,
        ends=booking.ends, days=booking.days,
    )  # fmt: skip


def _no_overlap(bookings: tuple[Booking, ...], new: Booking) -> None:
    """The hour a day for nursing is taken at work: beside it there may be days away."""
    at_work = LeaveKind.NURSING
    for each in bookings:
        apart = each.ends < new.starts or new.ends < each.starts
        if not apart and (each.kind is at_work) == (new.kind is at_work):
            raise Rejected("leave.overlap", field="/starts", starts=each.starts, ends=each.ends)
