"""Statistical forms (统计报表) as data: which columns a form has, what each counts, and the days of its periods."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from shared.kernel import Month, Region, Rejected, Span, record


class Every(StrEnum):
    """How often a form is due; its periods are written 2027-06, 2027-Q2, 2027-H1, 2027."""

    MONTH = "MONTH"
    QUARTER = "QUARTER"
    HALF_YEAR = "HALF_YEAR"
    YEAR = "YEAR"


class Measure(StrEnum):
    """What a column looks at. All but HIRED and LEFT count who is employed on the last day of the period;
    POSTS_TOGETHER counts who holds every post named (一肩挑).
    """

    PEOPLE = "PEOPLE"
    SEX = "SEX"
    AGE = "AGE"
    EDUCATION = "EDUCATION"
    CERTIFICATE = "CERTIFICATE"
    GRADE = "GRADE"
    CATEGORY = "CATEGORY"
    POST_CATEGORY = "POST_CATEGORY"
    POST = "POST"
    POSTS_TOGETHER = "POSTS_TOGETHER"
    HIRED = "HIRED"
    LEFT = "LEFT"


@record
class Column:
    """Counts whose value is one of `values`, or lies from `least` to `most` (both included) where the measure is a number."""

    group: str
    label: str
    label_en: str
    measure: Measure
    values: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None


@record
class Form:
    """`title` stands over the printed sheet."""

    code: str
    title: str
    title_en: str
    every: Every
    columns: tuple[Column, ...]


@record
class Row:
    """One unit's figures, in the order of the columns."""

    unit: Region
    name: str
    cells: tuple[int, ...]


@record
class Table:
    """A filled-in form: the whole region first, then each unit directly below it."""

    form: Form
    region: Region
    period: str
    as_of: date
    rows: tuple[Row, ...]


_LENGTH: Final = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
_MARK: Final = {Every.QUARTER: "-Q", Every.HALF_YEAR: "-H"}


def span_of(every: Every, period: str) -> Span:
    """The first and the last day of a period. Raises Rejected(statistics.period)."""
    try:
        first = _first_month(every, period)
        last = Month.parse(f"{first.year}-{first.month + _LENGTH[every] - 1:02d}")
    except ValueError:
        raise Rejected("statistics.period", field="/period", every=every.value) from None
    return Span(first=first.first, last=last.last)


def due(forms: Iterable[Form], code: str, period: str, today: date) -> tuple[Form, date]:
    """The form and the last day of a period that is over. Raises Rejected(statistics.form, .period, .period-open)."""
    form = next((form for form in forms if form.code == code), None)
    if form is None:
        raise Rejected("statistics.form", field="/form")
    last = span_of(form.every, period).last
    assert last is not None
    if last >= today:
        raise Rejected("statistics.period-open", field="/period", ends=last)
    return form, last


def _first_month(every: Every, period: str) -> Month:
    match every:
        case Every.MONTH:
            return Month.parse(period)
        case Every.YEAR:
            return Month.parse(f"{period}-01")
        case Every.QUARTER | Every.HALF_YEAR:
            year, mark, number = period.partition(_MARK[every])
            if not mark or not 1 <= int(number) <= 12 // _LENGTH[every]:
                raise ValueError(period)
            return Month.parse(f"{year}-{(int(number) - 1) * _LENGTH[every] + 1:02d}")
