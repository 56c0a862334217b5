"""The text of an anonymous ticket belongs to nobody's file: it has a clock of its own, from the day it was resolved."""

from datetime import date

from services.personnel.domain.erasure_events import Purpose
from services.personnel.domain.policies import Policies
from services.personnel.domain.problem_events import (
    Problem,
    ProblemForgotten,
    ProblemRetentionEnded,
    ProblemRetentionSet,
)
from shared.kernel import Facts, Rejected, add_months, record


@record
class EndProblemRetention:
    """The calendar."""


@record
class ForgetProblem:
    document: str


ProblemRetentionCommand = EndProblemRetention | ForgetProblem


def decide(
    problem: Problem, command: ProblemRetentionCommand, facts: Facts[Policies]
) -> tuple[ProblemRetentionEnded | ProblemForgotten, ...]:
    match command:
        case EndProblemRetention():
            return end(problem, facts)
        case ForgetProblem():
            return forget(problem, command, facts)


def clock(problem: Problem, resolved: date, facts: Facts[Policies]) -> tuple[ProblemRetentionSet, ...]:
    """As long as what is sealed for care is kept of a worker; nothing for a ticket that lies in somebody's file."""
    if not problem.anonymous or problem.problem_id is None:
        return ()
    months = max((r.months for r in facts.policies.retention.on(resolved) if r.purpose is Purpose.CARE), default=0)
    kept = add_months(resolved, months)
    return (ProblemRetentionSet(effective=resolved, problem_id=problem.problem_id, kept_until=kept),)


def end(problem: Problem, facts: Facts[Policies]) -> tuple[ProblemRetentionEnded, ...]:
    if problem.problem_id is None or problem.kept_until is None or problem.kept_until >= facts.today:
        return ()
    if problem.erasable or problem.forgotten:
        return ()
    return (ProblemRetentionEnded(effective=facts.today, problem_id=problem.problem_id),)


def forget(problem: Problem, command: ForgetProblem, facts: Facts[Policies]) -> tuple[ProblemForgotten, ...]:
    if problem.problem_id is None:
        raise Rejected("problems.unknown")
    if problem.forgotten:
        return ()
    if not problem.erasable:
        raise Rejected("problems.kept")
    if not command.document.strip():
        raise Rejected("problems.document", field="/document")
    return (
        ProblemForgotten(
            effective=facts.today, problem_id=problem.problem_id, document=command.document, erased_by=facts.by
        ),
    )
