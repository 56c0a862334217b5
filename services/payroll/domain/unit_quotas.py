"""Quotas of units as personnel told them: how many places a street or county has, from a day on. A run compares whom it pays."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Final, NamedTuple
from uuid import UUID

from services.payroll.domain.checks import employed
from services.payroll.domain.cohort import Cohort
from services.payroll.domain.finding_events import FindingKind, RunFinding
from services.payroll.domain.payslips import WAGES, PayslipIssued
from services.payroll.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, record, segments
from shared.kernel import region as path_of
from shared.kernel.derived import derived_id

MOST_UNITS: Final = 50
_WAGES: Final = frozenset(WAGES)


@record
class UnitQuotaHeard:
    """A unit may have so many places from the effective day. `cause` is the published event it was heard with."""

    effective: date
    unit: Region
    places: int
    cause: UUID


UnitQuotaEvent = UnitQuotaHeard


@record
class UnitQuota:
    unit: Region = NATION
    heard: tuple[UnitQuotaHeard, ...] = ()


@record
class HearQuota:
    unit: Region
    places: int
    effective: date
    cause: UUID


UnitQuotaCommand = HearQuota


def unit_quota_id(unit: Region) -> UUID:
    return derived_id("payroll.unit-quota", unit)


def evolve(quota: UnitQuota, event: UnitQuotaEvent) -> UnitQuota:
    return UnitQuota(unit=event.unit, heard=(*quota.heard, event))


def hear(quota: UnitQuota, command: UnitQuotaCommand, facts: Facts[Policies]) -> tuple[UnitQuotaHeard, ...]:
    """The same news twice says nothing new."""
    heard = UnitQuotaHeard(effective=command.effective, unit=command.unit, places=command.places, cause=command.cause)
    return () if heard in quota.heard else (heard,)


# Check


class Places(NamedTuple):
    """How many places a unit has from a day on, as heard at a position of the log."""

    position: int
    unit: Region
    effective: date
    places: int


def check_quotas(cohort: Cohort, slips: Sequence[PayslipIssued], heard: Sequence[Places]) -> tuple[RunFinding, ...]:
    """Units with more people on a day of the month, paid by this run for it, than places in force on its last day.

    A successor who begins after the other's last day is no second person.
    """
    in_force = _in_force(heard, cohort.month.last)
    if not in_force:
        return ()
    most = {unit: days for unit, days in _most(cohort, slips).items() if unit in in_force}
    over = sorted(unit for unit, people in most.items() if people > in_force[unit])
    if not over:
        return ()
    about = "; ".join(f"{unit} {most[unit]}/{in_force[unit]}" for unit in over[:MOST_UNITS])
    return (RunFinding(kind=FindingKind.QUOTA, count=len(over), workers=(), about=about),)


def _in_force(heard: Sequence[Places], day: date) -> Mapping[Region, int]:
    known = sorted((h for h in heard if h.effective <= day), key=lambda h: (h.effective, h.position))
    return {each.unit: each.places for each in known}


def _most(cohort: Cohort, slips: Sequence[PayslipIssued]) -> Mapping[Region, int]:
    """The most people of each unit on one day of the month."""
    month, people = cohort.month, {p.worker_id: p for p in cohort.people}
    begins: defaultdict[Region, Counter[int]] = defaultdict(Counter)
    for slip in slips:
        if not any(x.component in _WAGES for month in slip.form.months if not month.arrears for x in month.entries):
            continue
        for first, last in employed(people[slip.worker_id], month.first, month.last):
            begins[slip.employer][first.day] += 1
            begins[slip.employer][last.day + 1] -= 1
    found: defaultdict[Region, Counter[int]] = defaultdict(Counter)
    for employer, steps in begins.items():
        for unit in _above(employer):
            found[unit].update(steps)
    return {unit: max(accumulate(steps[day] for day in range(1, 32))) for unit, steps in found.items()}


def _above(employer: Region) -> Iterator[Region]:
    """The employer and everything above it."""
    own = segments(employer)
    for depth in range(1, len(own) + 1):
        yield path_of(*own[:depth])
