"""Annual leave that was not taken, at the end of a year or of the employment: carried over once, waived in writing, else paid
(职工带薪年休假条例 art. 5; 企业职工带薪年休假实施办法 arts. 9 to 12). What a day is paid with is for payroll.
"""

from datetime import date
from uuid import UUID

from services.personnel.domain.leave_account_state import (
    LeaveAccount,
    LeaveSettlementCause,
    UnusedLeaveAgreed,
    UnusedLeaveChoice,
    UnusedLeaveSettled,
)
from services.personnel.domain.leave_entitlement import Service, annual_days, annual_used
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Region, Rejected, record

# Commands


@record
class AgreeOnUnused:
    """`days` of the year's annual leave are carried into the next (the work needed it, the person agreed) or waived by the person in
    writing; none takes back what was agreed.
    """

    worker_id: UUID
    community: Region
    year: int
    choice: UnusedLeaveChoice
    days: int
    document: str
    service: Service


@record
class SettleUnused:
    """`last_day` of the year, or of the employment in it; `service` ends where the employment does."""

    worker_id: UUID
    community: Region
    employment_id: UUID
    year: int
    last_day: date
    cause: LeaveSettlementCause
    service: Service


@record
class WithdrawSettlement:
    """The employment did not end: nothing is owed for the leave of its last year yet."""

    worker_id: UUID
    community: Region
    employment_id: UUID
    year: int
    last_day: date


SettlementCommand = AgreeOnUnused | SettleUnused | WithdrawSettlement

# Decisions


def decide(
    account: LeaveAccount, command: SettlementCommand, facts: Facts[Policies]
) -> tuple[UnusedLeaveAgreed | UnusedLeaveSettled, ...]:
    match command:
        case AgreeOnUnused():
            return agree(account, command, facts)
        case SettleUnused():
            return settle(account, command, facts)
        case WithdrawSettlement():
            return withdraw(account, command)


def agree(account: LeaveAccount, command: AgreeOnUnused, facts: Facts[Policies]) -> tuple[UnusedLeaveAgreed, ...]:
    """Before the year is settled; what came from the year before cannot be carried again."""
    if not command.document.strip():
        raise Rejected("leave-settlement.document", field="/document")
    told = account.settled_in(command.year)
    if told is not None and told.cause is not LeaveSettlementCause.EXIT_ANNULLED:
        raise Rejected("leave-settlement.settled", field="/year")
    if command.year > facts.today.year:
        raise Rejected("leave-settlement.year", field="/year")
    last = date(command.year, 12, 31)
    most = _most(account, command, last, facts.policies)
    if not 0 <= command.days <= most:
        raise Rejected("leave-settlement.days", field="/days", most=most)
    if account.agreed(command.year, command.choice) == command.days:
        return ()
    return (
        UnusedLeaveAgreed(
            effective=last, worker_id=command.worker_id, community=command.community, year=command.year,
            choice=command.choice, days=command.days, document=command.document, agreed_by=facts.by,
        ),
    )  # fmt: skip


def _most(account: LeaveAccount, command: AgreeOnUnused, last: date, policies: Policies) -> int:
    """What is left of the year less what the other choice has."""
    owed = unused(account, command.year, last, command.service, policies)
    if command.choice is UnusedLeaveChoice.CARRIED:
        if not policies.annual_leave_carried.on(last):
            return 0
        entitled = annual_days(account.bookings, command.service, command.year, last, policies)
        owed = min(owed, entitled)
        other = UnusedLeaveChoice.WAIVED
    else:
        other = UnusedLeaveChoice.CARRIED
    return max(0, owed - account.agreed(command.year, other))


def unused(account: LeaveAccount, year: int, on: date, service: Service, policies: Policies) -> int:
    """Working days of annual leave of the year, with what was carried into it, that nobody took by the day."""
    entitled = annual_days(account.bookings, service, year, on, policies)
    return max(0, entitled + account.carried_into(year) - annual_used(account.bookings, year))


def settle(account: LeaveAccount, command: SettleUnused, facts: Facts[Policies]) -> tuple[UnusedLeaveSettled, ...]:
    """Told once, and anew where leave, service or the last day were corrected; nothing is told where nothing ever was owed.
    A year that ends by leaving carries nothing over; what an earlier one carried over is owed with the year of leaving. Taken
    beyond what there was is not taken back (实施办法 art. 12).
    """
    if command.cause is LeaveSettlementCause.YEAR_END and command.last_day >= facts.today:
        raise Rejected("leave-settlement.year", field="/year")
    owed = unused(account, command.year, command.last_day, command.service, facts.policies)
    waived = account.agreed(command.year, UnusedLeaveChoice.WAIVED)
    left = command.service.last_day
    goes_on = command.cause is LeaveSettlementCause.YEAR_END or (left is not None and left.year > command.year)
    kept = account.agreed(command.year, UnusedLeaveChoice.CARRIED) if goes_on else 0
    return _told(account, command, max(0, owed - waived - kept), kept)


def open_years(account: LeaveAccount, starts: date, last_day: date, kept_since: date) -> tuple[int, ...]:
    """The years that an exit settles: the one of the last day, and the one before it where the employment reaches back into it, its
    end has not been settled, and the account was kept here before that end: what was settled on paper is not owed again.
    """
    before = date(last_day.year - 1, 12, 31)
    told = account.settled_in(before.year)
    settled = told is not None and told.cause is LeaveSettlementCause.YEAR_END
    if starts > before or kept_since > before or settled:
        return (last_day.year,)
    return (before.year, last_day.year)


def withdraw(account: LeaveAccount, command: WithdrawSettlement) -> tuple[UnusedLeaveSettled, ...]:
    before = account.settled_in(command.year)
    if before is None or before.cause is not LeaveSettlementCause.EXIT:
        return ()
    undone = SettleUnused(
        worker_id=command.worker_id, community=command.community, employment_id=command.employment_id, year=command.year,
        last_day=command.last_day, cause=LeaveSettlementCause.EXIT_ANNULLED,
        service=Service(starts=command.last_day, last_day=None, working_since=command.last_day, here_since=command.last_day),
    )  # fmt: skip
    return _told(account, undone, 0, 0)


def _told(account: LeaveAccount, command: SettleUnused, days: int, carried: int) -> tuple[UnusedLeaveSettled, ...]:
    before = account.settled_in(command.year)
    if before is None and days == 0 and carried == 0:
        return ()
    if before is not None and (before.days, before.carried, before.effective, before.cause) == (
        days, carried, command.last_day, command.cause,
    ):  # fmt: skip
        return ()
    return (
        UnusedLeaveSettled(
            effective=command.last_day, worker_id=command.worker_id, community=command.community,
            employment_id=command.employment_id, year=command.year, days=days, carried=carried, cause=command.cause,
            version=1 if before is None else before.version + 1,
        ),
    )  # fmt: skip


@record
class LeaveYearToSettle:
    """What is asked of the operation: everybody who works under the region and was employed beyond the last day of the year."""

    under: Region
    year: int
