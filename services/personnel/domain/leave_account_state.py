"""The account of leave of an employment: what can have happened to it, and what is therefore so.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.leave_entitlement import Booking
from services.personnel.domain.leave_rules import LeaveKind
from services.personnel.domain.working_days import YearDays
from shared.kernel import NATION, Region, record


class UnusedLeaveChoice(StrEnum):
    """Annual leave is carried into the next year (跨年安排), or the person wrote that he does not want it (书面放弃)."""

    CARRIED = "CARRIED"
    WAIVED = "WAIVED"


class LeaveSettlementCause(StrEnum):
    """The year is over; the employment ended; it did not end after all."""

    YEAR_END = "YEAR_END"
    EXIT = "EXIT"
    EXIT_ANNULLED = "EXIT_ANNULLED"


# Events


@record
class LeaveBooked:
    """Effective = first day; booked again when the days change. `days` by calendar year, as the kind counts them."""

    effective: date
    worker_id: UUID
    community: Region
    leave_id: UUID
    kind: LeaveKind
    ends: date
    days: tuple[YearDays, ...]


@record
class LeaveUnbooked:
    """Refused, withdrawn or annulled: the days are free again. Effective = the first of them."""

    effective: date
    worker_id: UUID
    leave_id: UUID


@record
class UnusedLeaveAgreed:
    """What happens to so many days of the year's annual leave. Effective = last day of the year; the last one said holds."""

    effective: date
    worker_id: UUID
    community: Region
    year: int
    choice: UnusedLeaveChoice
    days: int
    document: str
    agreed_by: str


@record
class UnusedLeaveSettled:
    """`days` of annual leave are owed in money. Effective = last day of the year or of work; `version` counts from 1, the last holds."""

    effective: date
    worker_id: UUID
    community: Region
    employment_id: UUID
    year: int
    days: int
    carried: int
    cause: LeaveSettlementCause
    version: int


@record
class LeaveAccountMoved:
    """The person works in another community from the effective day."""

    effective: date
    worker_id: UUID
    community: Region


LeaveAccountEvent = LeaveAccountMoved | LeaveBooked | LeaveUnbooked | UnusedLeaveAgreed | UnusedLeaveSettled

# State


@record
class LeaveAccount:
    worker_id: UUID | None = None
    region: Region = NATION
    bookings: tuple[Booking, ...] = ()
    choices: tuple[UnusedLeaveAgreed, ...] = ()
    settled: tuple[UnusedLeaveSettled, ...] = ()

    def booking(self, leave_id: UUID) -> Booking | None:
        return next((each for each in self.bookings if each.leave_id == leave_id), None)

    def overlaps(self, leave_id: UUID, kind: LeaveKind, starts: date, ends: date) -> bool:
        """Whether other leave has one of the days; the hour a day for nursing is taken at work, beside days away."""
        at_work = LeaveKind.NURSING
        others = (each for each in self.bookings if each.leave_id != leave_id)
        return any(
            each.starts <= ends and starts <= each.ends and (each.kind is at_work) == (kind is at_work)
            for each in others
        )

    def agreed(self, year: int, choice: UnusedLeaveChoice) -> int:
        """Days of the year for which this was agreed."""
        return next((each.days for each in self.choices if (each.year, each.choice) == (year, choice)), 0)

    def carried_into(self, year: int) -> int:
        """Days of the year before that may be taken in this one."""
        return self.agreed(year - 1, UnusedLeaveChoice.CARRIED)

    def settled_in(self, year: int) -> UnusedLeaveSettled | None:
        """What was told last; none where nothing was, or an exit was undone."""
        return next((each for each in self.settled if each.year == year), None)


def evolve(account: LeaveAccount, event: LeaveAccountEvent) -> LeaveAccount:
    match event:
        case LeaveBooked(leave_id=id, effective=starts):
            rest = tuple(each for each in account.bookings if each.leave_id != id)
            booked = Booking(leave_id=id, kind=event.kind, starts=starts, ends=event.ends, days=event.days)
            return replace(account, worker_id=event.worker_id, region=event.community, bookings=(*rest, booked))
        case LeaveAccountMoved(community=community):
            return replace(account, region=community)
        case LeaveUnbooked(leave_id=id):
            return replace(account, bookings=tuple(each for each in account.bookings if each.leave_id != id))
        case UnusedLeaveAgreed(year=year, choice=choice):
            others = tuple(each for each in account.choices if (each.year, each.choice) != (year, choice))
            return replace(account, worker_id=event.worker_id, region=event.community, choices=(*others, event))
        case UnusedLeaveSettled(year=year):
            before = tuple(each for each in account.settled if each.year != year)
            return replace(account, worker_id=event.worker_id, region=event.community, settled=(*before, event))
