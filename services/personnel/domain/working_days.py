"""Which days are worked: Monday to Friday without holidays, and the days of rest that the yearly notice moves work to."""

from collections.abc import Iterator
from datetime import date

from services.personnel.domain.leave_rules import HolidayYear, LeaveCount
from shared.kernel import DAY, Dated, record

_SATURDAY = 5


@record
class YearDays:
    """So many days of a calendar year."""

    year: int
    days: int


def is_worked(day: date, holidays: Dated[HolidayYear]) -> bool:
    """Whether the day is a working day; a year whose notice is not known yet has its statutory days only."""
    notice = holidays.on(day)
    if day in notice.make_up:
        return True
    return day.weekday() < _SATURDAY and day not in notice.statutory and day not in notice.rest


def is_statutory(day: date, holidays: Dated[HolidayYear]) -> bool:
    """Whether the day is a statutory holiday, on which work is paid threefold (Labour Law art. 44)."""
    return day in holidays.on(day).statutory


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day, both ends included."""
    return (first + DAY * n for n in range((last - first).days + 1))


def counted(first: date, last: date, count: LeaveCount, holidays: Dated[HolidayYear]) -> tuple[YearDays, ...]:
    """The days of leave between two days, by calendar year; years without any are left out."""
    found: dict[int, int] = {}
    for day in days_between(first, last):
        if count is LeaveCount.CALENDAR or (count is LeaveCount.WORKING and is_worked(day, holidays)):
            found[day.year] = found.get(day.year, 0) + 1
    return tuple(YearDays(year=year, days=days) for year, days in found.items())


def total(days: tuple[YearDays, ...]) -> int:
    return sum(each.days for each in days)
