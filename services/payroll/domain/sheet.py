"""What is laid out for the columns: rows of people's months, the days of each at each rate."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple
from uuid import UUID

from services.payroll.domain.formulas.certificate_allowance import LEVELS
from services.payroll.domain.honour_awards import NOT_HONOURED, Honoured
from services.payroll.domain.pay_run import RunException
from services.payroll.domain.people import Known, Once, Person
from shared.kernel import Month

LEVEL: Final = {name: place for place, name in enumerate(LEVELS)}
NO_RESULT: Final = ""


class Broken(Exception):
    """This person cannot be calculated: the code and the month say why."""

    def __init__(self, code: str, month: int) -> None:
        super().__init__(code)
        self.code = code
        self.month = month


class Rate(NamedTuple):
    """What a day is paid by: the version's place, grade, result, certificate level, education."""

    version: int
    grade: int
    result: str
    level: int
    education: int = 0


class Cell(NamedTuple):
    """So many paid days of a row at one rate; `divisor` in hundredths of a day."""

    row: int
    rate: Rate
    days: int
    divisor: int


class Away(NamedTuple):
    """A row whose month was not ordinary: hours missed by what they mean for pay, counted by `over` hundredths of hours; `whole`
    where all was missed; overtime as hours × parts per million of their rate, by `month` hundredths of hours. The row's paid
    days and their divisor, and the month's rules; `relief` are the hours of sickness in its second stage.
    """

    row: int
    rate: Rate
    sick: int
    insured: int
    unpaid: int
    over: int
    month: int
    whole: bool
    paid_days: int
    divisor: int
    sick_ppm: int
    least_ppm: int
    minimum_fen: int
    insured_ppm: int
    overtime: int
    relief: int
    relief_ppm: int


class Row(NamedTuple):
    """One person's month; `once` is what its run pays once. `wage` is the place of the rate of the first day of work, by which
    contributions count until a base is declared; `declared` is that base and the fund's. `causes` are the events of the wage,
    result, allowance, base, bonus, subsidies; `exits` weighed an end of the employment, `unwritten` said that no contract was
    written, `attended` is the month's attendance, `unused`
    settled annual leave, `honoured` what honours are worth in it,
    `schooled` told the education.
    """

    person: int
    month: int
    insured: bool
    wage: int
    declared: tuple[int, int] | None
    rule: str
    causes: tuple[tuple[UUID, ...], ...]
    once: Once = Once()
    exits: tuple[UUID, ...] = ()
    unwritten: tuple[UUID, ...] = ()
    attended: tuple[UUID, ...] = ()
    unused: tuple[UUID, ...] = ()
    honoured: Honoured = NOT_HONOURED
    schooled: tuple[UUID, ...] = ()


@dataclass(slots=True)
class Sheet:
    """Everything laid out for the columns. `doubled`: days whose wage is owed twice. `owed` says of each person whether a slip is
    due even if nothing stands on it.
    """

    rows: list[Row] = field(default_factory=list[Row])
    cells: list[Cell] = field(default_factory=list[Cell])
    doubled: list[Cell] = field(default_factory=list[Cell])
    away: list[Away] = field(default_factory=list[Away])
    wages: list[Rate] = field(default_factory=list[Rate])
    people: list[tuple[Person, Known]] = field(default_factory=list[tuple[Person, Known]])
    owed: list[bool] = field(default_factory=list[bool])
    exceptions: list[RunException] = field(default_factory=list[RunException])


def of_index(index: int) -> Month:
    return Month(year=index // 12, month=index % 12 + 1)
