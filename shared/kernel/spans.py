"""Date spans, months, whole years: the arithmetic of terms and service."""

import calendar
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta

from shared.kernel.record import record

DAY = timedelta(days=1)


@record
class Span:
    """Both days belong to it; no last day means open."""

    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def overlap(self, other: "Span") -> "Span | None":
        first = max(self.first, other.first)
        lasts = [x for x in (self.last, other.last) if x is not None]
        last = min(lasts) if lasts else None
        return None if last is not None and last < first else Span(first=first, last=last)

    def days(self) -> int:
        """Calendar days, both ends counted; an open span has none."""
        if self.last is None:
            raise ValueError("an open span has no length")
        return (self.last - self.first).days + 1


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day (31 January + 1 month = 28 or 29 February)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    return add_months(day, 12 * years)


def full_months(first: date, until: date) -> int:
    """Whole months from `first` up to but not including `until`; 1 March until 1 April is one."""
    if until < first:
        return 0
    months = (until.year - first.year) * 12 + until.month - first.month
    return months if add_months(first, months) <= until else months - 1


def full_years(first: date, until: date) -> int:
    return full_months(first, until) // 12


@record
class Month:
    """A calendar month, written 2026-03."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and MINYEAR <= self.year <= MAXYEAR):
            raise ValueError(f"not a month: {self.year}-{self.month}")

    @staticmethod
    def of(day: date) -> "Month":
        return Month(year=day.year, month=day.month)

    @staticmethod
    def parse(text: str) -> "Month":
        first = date.fromisoformat(f"{text}-01")
        return Month.of(first)

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def span(self) -> Span:
        return Span(first=self.first, last=self.last)

    @property
    def index(self) -> int:
        """Months since year 0: a number that orders and subtracts."""
        return self.year * 12 + self.month - 1

    def plus(self, months: int) -> "Month":
        return Month.of(add_months(self.first, months))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Every month from first to last, both included."""
    return (first.plus(i) for i in range(last.index - first.index + 1))
