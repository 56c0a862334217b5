"""Annual leave nobody took: carried over once, waived on paper, else owed in money at the end of the year or of the employment."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.leave_account import BookLeave
from services.personnel.domain.leave_account_state import (
    LeaveBooked,
    LeaveSettlementCause,
    UnusedLeaveAgreed,
    UnusedLeaveChoice,
    UnusedLeaveSettled,
)
from services.personnel.domain.leave_entitlement import Occasion, Service
from services.personnel.domain.leave_rules import LeaveKind
from services.personnel.domain.leave_settlement import AgreeOnUnused, SettleUnused, WithdrawSettlement, open_years
from services.personnel.domain.streams import LEAVE_ACCOUNT
from services.personnel.domain.working_days import YearDays
from tests.personnel.people import COMMUNITY, EMPLOYMENT, WORKER, on

LAST, NEXT = date(2026, 12, 31), date(2027, 1, 2)
TEN_YEARS = Service(starts=date(2020, 1, 1), last_day=None, working_since=date(2015, 1, 1), here_since=date(2020, 1, 1))
"""Ten days of annual leave a year."""
SETTLE = SettleUnused(
    worker_id=WORKER, community=COMMUNITY, employment_id=EMPLOYMENT, year=2026, last_day=LAST,
    cause=LeaveSettlementCause.YEAR_END, service=TEN_YEARS,
)  # fmt: skip
CARRY = AgreeOnUnused(
    worker_id=WORKER, community=COMMUNITY, year=2026, choice=UnusedLeaveChoice.CARRIED, days=4, document="1号",
    service=TEN_YEARS,
)  # fmt: skip
WAIVE = replace(CARRY, choice=UnusedLeaveChoice.WAIVED, days=2)


def taken(days: int, year: int = 2026) -> LeaveBooked:
    return LeaveBooked(
        effective=date(year, 5, 4), worker_id=WORKER, community=COMMUNITY, leave_id=UUID(int=year), kind=LeaveKind.ANNUAL,
        ends=date(year, 5, 15), days=(YearDays(year=year, days=days),),
    )  # fmt: skip


def agreed(command: AgreeOnUnused) -> UnusedLeaveAgreed:
    return UnusedLeaveAgreed(
        effective=LAST, worker_id=WORKER, community=COMMUNITY, year=command.year, choice=command.choice, days=command.days,
        document="1号", agreed_by="officer",
    )  # fmt: skip


def settled(days: int, *, version: int = 1, **more: Any) -> UnusedLeaveSettled:
    first = UnusedLeaveSettled(
        effective=LAST, worker_id=WORKER, community=COMMUNITY, employment_id=EMPLOYMENT, year=2026, days=days, carried=0,
        cause=LeaveSettlementCause.YEAR_END, version=version,
    )  # fmt: skip
    return replace(first, **more)


def test_what_nobody_took_is_owed_after_the_year_and_told_once() -> None:
    on(LEAVE_ACCOUNT, NEXT, taken(7)).when(SETTLE).then(settled(3))
    on(LEAVE_ACCOUNT, NEXT, taken(7), settled(3)).when(SETTLE).then()
    on(LEAVE_ACCOUNT, NEXT, taken(10)).when(SETTLE).then()
    on(LEAVE_ACCOUNT, NEXT, taken(12)).when(SETTLE).then()
    on(LEAVE_ACCOUNT, NEXT, taken(7), settled(3), taken(6)).when(SETTLE).then(settled(4, version=2))
    on(LEAVE_ACCOUNT, LAST, taken(7)).when(SETTLE).then_rejected("leave-settlement.year")


def test_days_are_carried_over_once_or_waived_and_never_more_than_there_are() -> None:
    on(LEAVE_ACCOUNT, LAST, taken(3)).when(CARRY).then(agreed(CARRY))
    on(LEAVE_ACCOUNT, LAST, taken(3), agreed(CARRY)).when(CARRY).then()
    on(LEAVE_ACCOUNT, LAST, taken(3), agreed(CARRY)).when(WAIVE).then(agreed(WAIVE))
    on(LEAVE_ACCOUNT, LAST, taken(3), agreed(CARRY)).when(replace(WAIVE, days=4)).then_rejected("leave-settlement.days")
    on(LEAVE_ACCOUNT, LAST, taken(3)).when(replace(CARRY, days=8)).then_rejected("leave-settlement.days")
    on(LEAVE_ACCOUNT, LAST, taken(3)).when(replace(CARRY, days=-1)).then_rejected("leave-settlement.days")
    on(LEAVE_ACCOUNT, LAST, taken(3)).when(replace(CARRY, document="")).then_rejected("leave-settlement.document")
    on(LEAVE_ACCOUNT, LAST, taken(3)).when(replace(CARRY, year=2027)).then_rejected("leave-settlement.year")
    on(LEAVE_ACCOUNT, NEXT, taken(3), settled(7)).when(CARRY).then_rejected("leave-settlement.settled")
    both = (taken(3), agreed(CARRY), agreed(WAIVE))
    on(LEAVE_ACCOUNT, NEXT, *both).when(SETTLE).then(settled(1, carried=4))


def test_what_was_carried_over_is_taken_in_the_next_year_and_not_carried_again() -> None:
    book = BookLeave(
        worker_id=WORKER, community=COMMUNITY, leave_id=UUID(int=9), kind=LeaveKind.ANNUAL, starts=date(2027, 5, 4),
        ends=date(2027, 5, 21), service=TEN_YEARS, occasion=Occasion(),
    )  # fmt: skip
    on(LEAVE_ACCOUNT, NEXT, taken(3)).when(book).then_rejected("leave.overdrawn")
    later = date(2028, 1, 3)
    known = (taken(3), agreed(CARRY), settled(3, carried=4))
    again = replace(CARRY, year=2027, days=11)
    on(LEAVE_ACCOUNT, later, *known).when(again).then_rejected("leave-settlement.days")
    year = replace(SETTLE, year=2027, last_day=date(2027, 12, 31))
    told = settled(14, year=2027, effective=date(2027, 12, 31))
    on(LEAVE_ACCOUNT, later, *known).when(year).then(told)


def test_who_leaves_is_owed_the_part_of_the_year_and_nothing_is_carried() -> None:
    last = date(2026, 6, 30)
    gone = replace(SETTLE, last_day=last, cause=LeaveSettlementCause.EXIT, service=replace(TEN_YEARS, last_day=last))
    told = settled(4, effective=last, cause=LeaveSettlementCause.EXIT)
    on(LEAVE_ACCOUNT, date(2026, 6, 1), agreed(CARRY)).when(gone).then(told)
    undo = WithdrawSettlement(worker_id=WORKER, community=COMMUNITY, employment_id=EMPLOYMENT, year=2026, last_day=last)
    nothing = settled(0, effective=last, cause=LeaveSettlementCause.EXIT_ANNULLED, version=2)
    on(LEAVE_ACCOUNT, date(2026, 6, 1), told).when(undo).then(nothing)
    on(LEAVE_ACCOUNT, date(2026, 6, 1), told, nothing).when(undo).then()
    on(LEAVE_ACCOUNT, date(2026, 6, 1)).when(undo).then()
    on(LEAVE_ACCOUNT, date(2026, 6, 1), told, nothing).when(gone).then(replace(told, version=3))
    on(LEAVE_ACCOUNT, LAST, told, nothing, taken(3)).when(CARRY).then(agreed(CARRY))


LEFT_IN_JANUARY = date(2027, 1, 10)


@pytest.mark.parametrize(
    ("case", "starts", "last_day", "kept_since", "known", "years"),
    [
        ("left in January, the year before open", date(2020, 1, 1), LEFT_IN_JANUARY, date(2026, 1, 1), (), (2026, 2027)),
        ("left late in the year, the one before open", date(2020, 1, 1), date(2027, 9, 1), date(2026, 1, 1), (), (2026, 2027)),
        ("the year before is settled", date(2020, 1, 1), LEFT_IN_JANUARY, date(2026, 1, 1), (settled(3),), (2027,)),
        ("settled by this exit, which is corrected", date(2020, 1, 1), LEFT_IN_JANUARY, date(2026, 1, 1),
         (settled(3, cause=LeaveSettlementCause.EXIT),), (2026, 2027)),
        ("entered here only after the end of that year", date(2020, 1, 1), LEFT_IN_JANUARY, date(2027, 1, 4), (), (2027,)),
        ("hired again in the same January", date(2027, 1, 15), date(2027, 1, 25), date(2027, 1, 15), (), (2027,)),
        ("hired and left in one year", date(2026, 3, 1), LAST, date(2026, 3, 1), (), (2026,)),
    ],
)  # fmt: skip
def test_an_exit_settles_its_year_and_the_one_before_while_that_is_open(
    case: str, starts: date, last_day: date, kept_since: date, known: tuple[Any, ...], years: tuple[int, ...]
) -> None:
    account = LEAVE_ACCOUNT.decider.fold(known)
    assert open_years(account, starts, last_day, kept_since) == years, case


def test_who_leaves_in_january_is_owed_the_year_before_in_full_and_what_it_carried_with_the_year_of_leaving() -> None:
    service = replace(TEN_YEARS, last_day=LEFT_IN_JANUARY)
    before = replace(SETTLE, cause=LeaveSettlementCause.EXIT, service=service)
    told = settled(7, cause=LeaveSettlementCause.EXIT)
    for today in (date(2026, 12, 20), NEXT):
        on(LEAVE_ACCOUNT, today, taken(3)).when(before).then(told)
    carried = settled(3, carried=4, cause=LeaveSettlementCause.EXIT)
    on(LEAVE_ACCOUNT, NEXT, taken(3), agreed(CARRY)).when(before).then(carried)
    leaving = replace(before, year=2027, last_day=LEFT_IN_JANUARY)
    with_it = settled(4, year=2027, effective=LEFT_IN_JANUARY, cause=LeaveSettlementCause.EXIT)
    on(LEAVE_ACCOUNT, NEXT, taken(3), agreed(CARRY), carried).when(leaving).then(with_it)
    on(LEAVE_ACCOUNT, NEXT, taken(3), told).when(replace(SETTLE, service=service)).then(settled(7, version=2))
    undo = WithdrawSettlement(worker_id=WORKER, community=COMMUNITY, employment_id=EMPLOYMENT, year=2026, last_day=LAST)
    nothing = settled(0, cause=LeaveSettlementCause.EXIT_ANNULLED, version=2)
    on(LEAVE_ACCOUNT, NEXT, taken(3), told).when(undo).then(nothing)
    on(LEAVE_ACCOUNT, NEXT, taken(3), settled(7)).when(undo).then()
