"""What a tried grade scheme costs, as payroll told (B-06): a further version is published only when every county whose people were in
its trial has had it valued, or somebody else signed why a county cannot.

Amounts stay with payroll: here are digests. Class and field names of events are the storage format: add, never rename.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_trials import SchemeTried
from shared.kernel import Facts, Region, Rejected, record, same_hand

# Events


@record
class TrialCosted:
    """Payroll valued the trial for a county: `trial` is the trial's digest, `costs` that of payroll's table."""

    effective: date
    region: Region
    trial: str
    county: Region
    costs: str
    cause: UUID


@record
class TrialCostWaived:
    """These counties cannot value the trial, and why; who publishes is somebody else."""

    effective: date
    region: Region
    trial: str
    counties: tuple[Region, ...]
    reason: str
    waived_by: str


@record
class PayStandardNoted:
    """The county has a pay standard from now on: what it pays can be valued."""

    effective: date
    region: Region
    cause: UUID


SchemeCostEvent = TrialCosted | TrialCostWaived | PayStandardNoted

# State


@record
class SchemeCosts:
    """What is known of trials since the last version. `pays`: the region itself has a pay standard."""

    costed: tuple[TrialCosted, ...] = ()
    waived: tuple[TrialCostWaived, ...] = ()
    pays: bool = False

    def after_a_version(self) -> "SchemeCosts":
        return SchemeCosts(pays=self.pays)


def evolve(costs: SchemeCosts, event: SchemeCostEvent) -> SchemeCosts:
    match event:
        case TrialCosted():
            return replace(costs, costed=(*costs.costed, event))
        case TrialCostWaived():
            return replace(costs, waived=(*costs.waived, event))
        case PayStandardNoted():
            return replace(costs, pays=True)


# Commands


@record
class HearTrialCost:
    region: Region
    trial: str
    county: Region
    costs: str
    cause: UUID


@record
class NotePayStandard:
    region: Region
    cause: UUID


@record
class WaiveTrialCost:
    """`trial` is the digest of a trial since the last version."""

    region: Region
    trial: str
    reason: str


SchemeCostCommand = HearTrialCost | NotePayStandard | WaiveTrialCost

# Decisions


def decide(
    trials: tuple[SchemeTried, ...], costs: SchemeCosts, command: SchemeCostCommand, facts: Facts[Policies]
) -> tuple[SchemeCostEvent, ...]:
    match command:
        case HearTrialCost():
            return tuple(_costed(trials, costs, command, facts))
        case NotePayStandard(region=region, cause=cause):
            return () if costs.pays else (PayStandardNoted(effective=facts.today, region=region, cause=cause),)
        case WaiveTrialCost():
            return _waived(trials, costs, command, facts)


def check_costed(trial: SchemeTried, costs: SchemeCosts, by: str) -> None:
    """Raises Rejected while a county of the trial is neither valued nor waived by somebody else."""
    left = _left(trial, costs)
    waived = [w for w in costs.waived if w.trial == trial.digest]
    if not left:
        return
    if missing := left - {county for waiver in waived for county in waiver.counties}:
        raise Rejected("grade-schemes.not-costed", field="/simulation", counties=", ".join(sorted(missing)))
    others = {county for w in waived if not same_hand(w.waived_by, by) for county in w.counties}
    if left - others:
        raise Rejected("grade-schemes.own-waiver", field="/simulation")


def _left(trial: SchemeTried, costs: SchemeCosts) -> set[Region]:
    """Counties that payroll has not valued yet."""
    return set(trial.to_cost) - {each.county for each in costs.costed if each.trial == trial.digest}


def _costed(
    trials: tuple[SchemeTried, ...], costs: SchemeCosts, command: HearTrialCost, facts: Facts[Policies]
) -> Iterator[TrialCosted]:
    """Costs of a trial that is no question any longer, or of others, change nothing; the same county counts once."""
    known = any(each.digest == command.trial and command.county in each.to_cost for each in trials)
    if known and not any((c.trial, c.county) == (command.trial, command.county) for c in costs.costed):
        yield TrialCosted(
            effective=facts.today, region=command.region, trial=command.trial, county=command.county,
            costs=command.costs, cause=command.cause,
        )  # fmt: skip


def _waived(
    trials: tuple[SchemeTried, ...], costs: SchemeCosts, command: WaiveTrialCost, facts: Facts[Policies]
) -> tuple[TrialCostWaived, ...]:
    """Whoever has a standard has the trial valued instead. What nothing is left of needs no word; nor does the same hand twice."""
    trial = next((each for each in reversed(trials) if each.digest == command.trial), None)
    if trial is None:
        raise Rejected("grade-schemes.other-trial", field="/trial")
    if not command.reason.strip():
        raise Rejected("grade-schemes.waiver-reason", field="/reason")
    left = tuple(sorted(_left(trial, costs)))
    if not left:
        return ()
    if costs.pays and command.region in left:
        raise Rejected("grade-schemes.can-be-costed")
    signed = (w for w in costs.waived if same_hand(w.waived_by, facts.by))
    if any((w.trial, w.counties) == (command.trial, left) for w in signed):
        return ()
    return (
        TrialCostWaived(
            effective=facts.today, region=command.region, trial=command.trial, counties=left, reason=command.reason,
            waived_by=facts.by,
        ),
    )  # fmt: skip
