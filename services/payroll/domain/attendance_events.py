"""What attendance told of a person's month, stored in the entitlement stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from typing import Final
from uuid import UUID

from services.payroll.domain.facts import Fact, FactKind
from shared.kernel import Region, record
from shared.kernel.derived import derived_id

COUNTED: Final = (
    "sick_days",
    "insured_days",
    "unpaid_days",
    "absent_hours",
    "overtime_workday_hours",
    "overtime_rest_hours",
    "overtime_holiday_hours",
)
"""What moves pay; days at work and paid leave are paid as they are."""


@record
class AttendanceHeard:
    """Effective = first day of the month. Days away by what they mean for pay, hours without leave, hours of overtime by their
    day; a later version of the unit's month replaces the earlier.
    """

    effective: date
    worker_id: UUID
    unit: Region
    version: int
    sick_days: int
    insured_days: int
    unpaid_days: int
    absent_hours: int
    overtime_workday_hours: int
    overtime_rest_hours: int
    overtime_holiday_hours: int
    cause: UUID

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(getattr(self, name) for name in COUNTED)


def attendance_key(unit: Region, first: date) -> UUID:
    """One fact for each unit and month of a person."""
    return derived_id("payroll.attendance", unit, first.isoformat())


def attendance_fact(event: AttendanceHeard, position: int) -> Fact:
    """The word tells what is not nothing: `sick_days=3 overtime_rest_hours=8`."""
    word = " ".join(f"{name}={n}" for name, n in zip(COUNTED, event.counts, strict=True) if n)
    return Fact(
        position, FactKind.ATTENDANCE, attendance_key(event.unit, event.effective), event.effective, event.cause,
        word=word, number=event.version, region=event.unit,
    )  # fmt: skip


def counts_of(fact: Fact) -> tuple[int, ...]:
    """In the order of COUNTED."""
    said = dict(each.split("=") for each in fact.word.split())
    return tuple(int(said.get(name, 0)) for name in COUNTED)
