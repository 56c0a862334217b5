"""Difficulties that workers report (policy article 14): solved in time, by whoever they were assigned to, to the reporter's content."""

from datetime import date, timedelta
from uuid import UUID

from services.personnel.domain.policies import Policies
from services.personnel.domain.problem_events import (
    Problem,
    ProblemAccepted,
    ProblemAssigned,
    ProblemCategory,
    ProblemConfirmed,
    ProblemEvent,
    ProblemOverdue,
    ProblemPhase,
    ProblemReopened,
    ProblemReported,
    ProblemResolved,
)
from services.personnel.domain.problem_retention import ProblemRetentionCommand, clock
from shared.kernel import DAY, Facts, ProblemText, Region, Rejected, hands, is_subject, record

# Commands


@record
class ReportProblem:
    """`follower` makes it anonymous: `worker_id` is none then, and the region that of the street."""

    problem_id: UUID
    region: Region
    worker_id: UUID | None
    follower: str | None
    category: ProblemCategory
    text: ProblemText


@record
class AcceptProblem:
    """Taken up; an empty object."""


@record
class AssignProblem:
    assignee: str


@record
class ResolveProblem:
    resolution: str


@record
class ConfirmProblem:
    """`own`: whoever asks is the one that reported it."""

    own: bool


@record
class ReopenProblem:
    own: bool


@record
class FollowProblem:
    """The calendar: the day after the due day has come."""


ProblemCommand = (
    ReportProblem | AcceptProblem | AssignProblem | ResolveProblem | ConfirmProblem | ReopenProblem | FollowProblem
    | ProblemRetentionCommand
)  # fmt: skip

# Decisions


def report(problem: Problem, command: ReportProblem, facts: Facts[Policies]) -> tuple[ProblemEvent, ...]:
    if problem.phase is not ProblemPhase.NONE:
        return ()
    reported = ProblemReported(
        effective=facts.today, problem_id=command.problem_id, region=command.region, worker_id=command.worker_id,
        follower=command.follower, category=command.category, text=command.text, due=_due(facts),
        reported_by=None if command.follower is not None else facts.by,
    )  # fmt: skip
    return (reported,)


def accept(problem: Problem, facts: Facts[Policies]) -> tuple[ProblemEvent, ...]:
    _not_own(problem, facts)
    if problem.phase is not ProblemPhase.REPORTED:
        raise Rejected("problems.stage", stage=problem.phase.value)
    return (ProblemAccepted(effective=facts.today, problem_id=_id(problem), accepted_by=facts.by),)


def assign(problem: Problem, command: AssignProblem, facts: Facts[Policies]) -> tuple[ProblemEvent, ...]:
    """To somebody else than the reporter; again where he is not the right one."""
    if not is_subject(command.assignee) or command.assignee == str(problem.worker_id):
        raise Rejected("problems.assignee", field="/assignee")
    _not_own(problem, facts)
    if problem.phase not in (ProblemPhase.ACCEPTED, ProblemPhase.ASSIGNED):
        raise Rejected("problems.stage", stage=problem.phase.value)
    if problem.assignee == command.assignee:
        return ()
    assigned = ProblemAssigned(
        effective=facts.today, problem_id=_id(problem), assignee=command.assignee, assigned_by=facts.by
    )
    return (assigned,)


def resolve(problem: Problem, command: ResolveProblem, facts: Facts[Policies]) -> tuple[ProblemEvent, ...]:
    if problem.phase is not ProblemPhase.ASSIGNED:
        raise Rejected("problems.stage", stage=problem.phase.value)
    if problem.assignee not in hands(facts.by):
        raise Rejected("problems.not-assigned")
    if not 1 <= len(command.resolution.strip()) <= 500:
        raise Rejected("problems.resolution", field="/resolution")
    resolved = ProblemResolved(
        effective=facts.today, problem_id=_id(problem), resolution=command.resolution.strip(),
        days=(facts.today - problem.since).days, resolved_by=facts.by,
    )  # fmt: skip
    return (resolved, *clock(problem, facts.today, facts))


def confirm(problem: Problem, command: ConfirmProblem, facts: Facts[Policies]) -> tuple[ProblemEvent, ...]:
    if not command.own or problem.phase is ProblemPhase.NONE:
        raise Rejected("problems.unknown")
    if problem.phase is ProblemPhase.CONFIRMED:
        return ()
    if problem.phase is not ProblemPhase.RESOLVED:
        raise Rejected("problems.stage", stage=problem.phase.value)
    return (ProblemConfirmed(effective=facts.today, problem_id=_id(problem)),)


def reopen(problem: Problem, command: ReopenProblem, facts: Facts[Policies]) -> tuple[ProblemEvent, ...]:
    """Not before it is said to be resolved, nor after the reporter was content."""
    if not command.own or problem.phase is ProblemPhase.NONE:
        raise Rejected("problems.unknown")
    if problem.phase is not ProblemPhase.RESOLVED:
        raise Rejected("problems.stage", stage=problem.phase.value)
    return (ProblemReopened(effective=facts.today, problem_id=_id(problem), due=_due(facts)),)


def follow(problem: Problem, facts: Facts[Policies]) -> tuple[ProblemEvent, ...]:
    open_ = problem.phase in (ProblemPhase.REPORTED, ProblemPhase.ACCEPTED, ProblemPhase.ASSIGNED)
    if not open_ or problem.overdue or facts.today <= problem.due:
        return ()
    return (ProblemOverdue(effective=problem.due + DAY, problem_id=_id(problem), due=problem.due),)


def _due(facts: Facts[Policies]) -> date:
    return facts.today + timedelta(days=facts.policies.problem_due_days.on(facts.today))


def _not_own(problem: Problem, facts: Facts[Policies]) -> None:
    """Nobody handles what he reported himself."""
    if problem.worker_id is not None and str(problem.worker_id) in hands(facts.by):
        raise Rejected("problems.own-report")


def _id(problem: Problem) -> UUID:
    assert problem.problem_id is not None
    return problem.problem_id
