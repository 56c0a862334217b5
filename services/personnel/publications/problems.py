"""Difficulties: that there is one, late or resolved; never what it is."""

from services.personnel.domain import problem_events as events
from services.personnel.domain.problem_events import ProblemEvent
from shared.published import Published
from shared.published.personnel import problems


def publish(event: ProblemEvent) -> Published | None:
    match event:
        case events.ProblemReported(problem_id=id, category=category, due=due, follower=follower):
            return problems.ProblemReportedV1(
                problem_id=id, category=category.value, anonymous=follower is not None, due=due
            )
        case events.ProblemOverdue(problem_id=id, due=due):
            return problems.ProblemOverdueV1(problem_id=id, due=due)
        case events.ProblemResolved(problem_id=id, days=days):
            return problems.ProblemResolvedV1(problem_id=id, days=days)
        case _:
            return None
