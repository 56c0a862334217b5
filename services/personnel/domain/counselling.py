"""Counselling (心理疏导): a worker books an hour for himself. That he does is his business; what is said is nobody's and never kept.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, record, same_hand


@record
class CounsellingBooked:
    """Effective = the day."""

    effective: date
    worker_id: UUID
    booking_id: UUID
    community: Region
    provider: str


@record
class CounsellingCancelled:
    """Effective = the day it was booked for."""

    effective: date
    worker_id: UUID
    booking_id: UUID


CounsellingEvent = CounsellingBooked | CounsellingCancelled


@record
class Counselling:
    worker_id: UUID | None = None
    booking_id: UUID | None = None
    region: Region = NATION
    on: date = date.min
    cancelled: bool = False


def evolve(booking: Counselling, event: CounsellingEvent) -> Counselling:
    match event:
        case CounsellingBooked():
            return Counselling(
                worker_id=event.worker_id, booking_id=event.booking_id, region=event.community, on=event.effective
            )
        case CounsellingCancelled():
            return replace(booking, cancelled=True)


@record
class BookCounselling:
    worker_id: UUID
    booking_id: UUID
    community: Region
    provider: str
    on: date


@record
class CancelCounselling:
    """By whoever booked it; an empty object."""


CounsellingCommand = BookCounselling | CancelCounselling


def book(booking: Counselling, command: BookCounselling, facts: Facts[Policies]) -> tuple[CounsellingEvent, ...]:
    if booking.worker_id is not None:
        return ()
    ahead = facts.policies.counselling_ahead_days.on(facts.today)
    if not facts.today <= command.on <= facts.today + timedelta(days=ahead):
        raise Rejected("counselling.on", field="/on", ahead=ahead)
    if not 1 <= len(command.provider.strip()) <= 100:
        raise Rejected("counselling.provider", field="/provider")
    return (
        CounsellingBooked(
            effective=command.on, worker_id=command.worker_id, booking_id=command.booking_id,
            community=command.community, provider=command.provider.strip(),
        ),
    )  # fmt: skip


def cancel(booking: Counselling, facts: Facts[Policies]) -> tuple[CounsellingEvent, ...]:
    """Before its day is over, by the person."""
    if booking.worker_id is None or booking.booking_id is None or not same_hand(str(booking.worker_id), facts.by):
        raise Rejected("counselling.unknown")
    if booking.cancelled:
        return ()
    if booking.on < facts.today:
        raise Rejected("counselling.over")
    cancelled = CounsellingCancelled(effective=booking.on, worker_id=booking.worker_id, booking_id=booking.booking_id)
    return (cancelled,)
