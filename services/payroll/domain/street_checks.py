"""A county's run is checked street by street: each by a hand of that street or above, none by who opened the run."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from services.payroll.domain.cohort import Cohort
from services.payroll.domain.facts import FactKind
from services.payroll.domain.pay_run import PayRun, RunChecked, RunException
from services.payroll.domain.payslips import PayslipIssued
from services.payroll.domain.policies import Policies
from services.payroll.domain.street_check_events import (
    RunChecksCalledOff,
    RunStreetChecked,
    RunStreetsNamed,
    StreetShare,
)
from shared.kernel import Facts, Region, Rejected, ancestor, level, record


@record
class CheckRun:
    """A street looked at its part of the run; without a street everything that nobody checked yet. By somebody other than who
    opened it."""

    street: Region | None = None


def street_of(employer: Region) -> Region:
    """The street that pays, or the unit itself where none does."""
    return ancestor(employer, "street") if level(employer) in ("street", "community") else employer


def shares(cohort: Cohort, slips: Sequence[PayslipIssued], left_out: Sequence[RunException]) -> tuple[StreetShare, ...]:
    """Every street with people in the run, with its slips; whoever was left out belongs to the street that hired last."""
    counted = Counter(street_of(slip.employer) for slip in slips)
    people = {p.worker_id: p for p in cohort.people}
    for each in left_out:
        hired = [f for f in people[each.worker_id].facts if f.kind is FactKind.ENROLLED]
        if hired:
            counted[street_of(Region(hired[-1].region))] += 0
    return tuple(StreetShare(street=street, slips=counted[street]) for street in sorted(counted))


def named(streets: tuple[StreetShare, ...], unit: Region, today: date) -> tuple[RunStreetsNamed, ...]:
    """A street's own run has one check and needs no names."""
    alone = not streets or [share.street for share in streets] == [unit]
    return () if alone else (RunStreetsNamed(effective=today, streets=streets),)


def checked(run: PayRun, command: CheckRun, facts: Facts[Policies]) -> tuple[RunStreetChecked | RunChecked, ...]:
    """The run is checked once every street is."""
    if not run.streets:
        if command.street not in (None, run.unit):
            raise Rejected("runs.no-such-street", field="/street")
        return (RunChecked(effective=facts.today, checked_by=facts.by),)
    if command.street is not None and command.street not in run.streets:
        raise Rejected("runs.no-such-street", field="/street")
    open_ = [street for street in sorted(run.streets) if street not in run.streets_checked]
    now = open_ if command.street is None else [street for street in open_ if street == command.street]
    events = tuple(RunStreetChecked(effective=facts.today, street=s, checked_by=facts.by) for s in now)
    done = bool(now) and len(now) == len(open_)
    return (*events, RunChecked(effective=facts.today, checked_by=facts.by)) if done else events


def called_off(run: PayRun, today: date) -> tuple[RunChecksCalledOff, ...]:
    """With a discarded run nobody waits for a check."""
    left = tuple(sorted(run.streets - run.streets_checked))
    return (RunChecksCalledOff(effective=today, streets=left),) if left else ()
