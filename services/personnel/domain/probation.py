"""The course of a probation (试用期): conditions told, reviewed half-way, passed, or failed on a proven ground, which ends the
employment without severance (Labour Contract Law arts. 19, 21, 39). It is never extended.
"""

from datetime import date

from services.personnel.domain.contracts import running
from services.personnel.domain.dismissal import check_union
from services.personnel.domain.employment import (
    Employment,
    EmploymentEvent,
    Ground,
    Probation,
    ProbationFailed,
    ProbationPassed,
)
from services.personnel.domain.exits import Parting, leave
from services.personnel.domain.policies import Policies
from services.personnel.domain.probation_events import ConditionsTold, ProbationGroundProven, ProbationReviewed
from shared.kernel import Facts, Rejected, record

# Commands


@record
class TellConditions:
    """The recruitment conditions that the worker was told, each a sentence."""

    conditions: tuple[str, ...]
    on: date


@record
class ReviewProbation:
    """`unmet` names the conditions that are not met yet."""

    on: date
    unmet: tuple[str, ...] = ()
    remark: str = ""


@record
class ExtendProbation:
    """Some local notices ask for it; no law allows it."""

    until: date


@record
class ConcludeProbation:
    """A failure needs what was told to the worker, the condition that was not met, the paper that proves it, and the day on which
    the union was told.
    """

    passed: bool
    on: date
    reason: str = ""
    condition: str = ""
    evidence: str = ""
    union_told_on: date | None = None


ProbationCommand = TellConditions | ReviewProbation | ExtendProbation | ConcludeProbation

# Decisions


def decide(employment: Employment, command: ProbationCommand, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    match command:
        case TellConditions():
            return tell(employment, command, facts)
        case ReviewProbation():
            return review(employment, command, facts)
        case ExtendProbation():
            raise Rejected("probation.extension", field="/until")
        case ConcludeProbation():
            return conclude(employment, command, facts)


def tell(employment: Employment, command: TellConditions, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    """What was not told by the first day of work binds nobody."""
    worker = running(employment)
    if not command.conditions or not all(each.strip() for each in command.conditions):
        raise Rejected("probation.conditions", field="/conditions")
    if command.on > min(employment.starts, facts.today):
        raise Rejected("probation.told-late", field="/on", starts=employment.starts)
    if employment.course.conditions == command.conditions:
        return ()
    return (ConditionsTold(effective=command.on, worker_id=worker, conditions=command.conditions),)


def review(employment: Employment, command: ReviewProbation, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker = running(employment)
    _in_probation(employment, command.on, facts)
    if employment.course.reviewed:
        raise Rejected("probation.reviewed")
    if not set(command.unmet) <= set(employment.course.conditions):
        raise Rejected("probation.not-a-condition", field="/unmet")
    return (ProbationReviewed(effective=command.on, worker_id=worker, unmet=command.unmet, remark=command.remark),)


def _in_probation(employment: Employment, on: date, facts: Facts[Policies]) -> None:
    if employment.probation is not Probation.RUNNING:
        raise Rejected("probation.none" if employment.probation is Probation.NONE else "probation.concluded")
    if on < employment.starts or on > facts.today:
        raise Rejected("probation.day", field="/on")


def conclude(employment: Employment, command: ConcludeProbation, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker = running(employment)
    _in_probation(employment, command.on, facts)
    if command.passed:
        return (ProbationPassed(effective=command.on, worker_id=worker),)
    if employment.probation_ends is not None and command.on > employment.probation_ends:
        raise Rejected("probation.over", field="/on", ended=employment.probation_ends)
    if not command.reason.strip():
        raise Rejected("probation.reason", field="/reason")
    _check_ground(employment, command)
    check_union(command.union_told_on, command.on, facts)
    assert command.union_told_on is not None
    proven = ProbationGroundProven(
        effective=command.on, worker_id=worker, condition=command.condition, evidence=command.evidence,
        union_told_on=command.union_told_on,
    )  # fmt: skip
    failed = ProbationFailed(effective=command.on, worker_id=worker, reason=command.reason)
    parting = Parting(ground=Ground.PROBATION_FAILED, last_day=command.on, union_told_on=command.union_told_on)
    return (proven, failed, *leave(employment, worker, parting, facts))


def _check_ground(employment: Employment, command: ConcludeProbation) -> None:
    """One of the conditions that were told, and a paper that proves it was not met (art. 39: the employer proves it)."""
    if command.condition not in employment.course.conditions:
        raise Rejected("probation.not-a-condition", field="/condition")
    if not command.evidence.strip():
        raise Rejected("probation.evidence", field="/evidence")
