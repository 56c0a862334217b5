"""One difficulty that somebody reported; nobody's where it is anonymous."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import problem_events, problem_retention, problems
from services.personnel.domain.policies import Policies
from services.personnel.domain.problem_events import Problem, ProblemEvent
from services.personnel.domain.problems import ProblemCommand
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Stream


def _decide(state: Problem, command: ProblemCommand, facts: Facts[Policies]) -> tuple[ProblemEvent, ...]:
    match command:
        case problems.ReportProblem():
            return problems.report(state, command, facts)
        case problems.AcceptProblem():
            return problems.accept(state, facts)
        case problems.AssignProblem():
            return problems.assign(state, command, facts)
        case problems.ResolveProblem():
            return problems.resolve(state, command, facts)
        case problems.ConfirmProblem():
            return problems.confirm(state, command, facts)
        case problems.ReopenProblem():
            return problems.reopen(state, command, facts)
        case problems.FollowProblem():
            return problems.follow(state, facts)
        case _:
            return problem_retention.decide(state, command, facts)


def _reporter(stream_id: UUID, state: Problem) -> UUID | None:
    return state.worker_id


PROBLEM: Stream[Problem, ProblemCommand, ProblemEvent, Policies] = Stream(
    type="problem", decider=Decider(initial=Problem(), decide=_decide, evolve=problem_events.evolve),
    events=get_args(ProblemEvent), region_of=home, subject_of=_reporter,
)  # fmt: skip
