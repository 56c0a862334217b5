"""Difficulties are resolved in time by whoever they were assigned to; the reporter has the last word, with his name or without."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.personnel.domain.problem_events import (
    ProblemAccepted,
    ProblemAssigned,
    ProblemCategory,
    ProblemConfirmed,
    ProblemOverdue,
    ProblemReopened,
    ProblemReported,
    ProblemResolved,
)
from services.personnel.domain.problems import (
    AcceptProblem,
    AssignProblem,
    ConfirmProblem,
    FollowProblem,
    ReopenProblem,
    ReportProblem,
    ResolveProblem,
)
from services.personnel.domain.streams import PROBLEM
from shared.kernel import Sealed
from tests.personnel.people import COMMUNITY, STREET, WORKER, on

ID, TODAY, DUE, LATE = UUID(int=12), date(2027, 6, 1), date(2027, 6, 16), date(2027, 6, 17)
TEXT = Sealed("text")
REPORT = ReportProblem(
    problem_id=ID, region=COMMUNITY, worker_id=WORKER, follower=None, category=ProblemCategory.WORK, text=TEXT
)
REPORTED = ProblemReported(
    effective=TODAY, problem_id=ID, region=COMMUNITY, worker_id=WORKER, follower=None, category=ProblemCategory.WORK,
    text=TEXT, due=DUE, reported_by=str(WORKER),
)  # fmt: skip
ACCEPTED = ProblemAccepted(effective=TODAY, problem_id=ID, accepted_by="officer")
ASSIGNED = ProblemAssigned(effective=TODAY, problem_id=ID, assignee="li", assigned_by="officer")
RESOLVED = ProblemResolved(effective=DUE, problem_id=ID, resolution="已解决", days=15, resolved_by="li")
OVERDUE = ProblemOverdue(effective=LATE, problem_id=ID, due=DUE)
RESOLVE = ResolveProblem(resolution="已解决")
OPEN = (REPORTED, ACCEPTED, ASSIGNED)


def test_a_difficulty_is_reported_once_and_due_within_days() -> None:
    on(PROBLEM, TODAY, by=str(WORKER)).when(REPORT).then(REPORTED)
    on(PROBLEM, TODAY, REPORTED, by=str(WORKER)).when(REPORT).then()


def test_an_anonymous_one_names_nobody() -> None:
    hidden = replace(REPORT, region=STREET, worker_id=None, follower="hash")
    (event,) = on(PROBLEM, TODAY, by="service:anonymous").when(hidden).then_events()
    assert isinstance(event, ProblemReported)
    assert (event.worker_id, event.reported_by, event.follower) == (None, None, "hash")
    state = on(PROBLEM, TODAY, event).state()
    assert PROBLEM.subject_of(ID, state) is None
    assert PROBLEM.subject_of(ID, on(PROBLEM, TODAY, REPORTED).state()) == WORKER


def test_it_is_taken_up_assigned_and_resolved_by_the_assignee() -> None:
    on(PROBLEM, TODAY, REPORTED).when(AcceptProblem()).then(ACCEPTED)
    on(PROBLEM, TODAY, REPORTED, ACCEPTED).when(AcceptProblem()).then_rejected("problems.stage")
    on(PROBLEM, TODAY, REPORTED).when(AssignProblem(assignee="li")).then_rejected("problems.stage")
    on(PROBLEM, TODAY, REPORTED, ACCEPTED).when(AssignProblem(assignee="li")).then(ASSIGNED)
    on(PROBLEM, TODAY, *OPEN).when(AssignProblem(assignee="li")).then()
    on(PROBLEM, TODAY, *OPEN).when(AssignProblem(assignee="wang")).then(replace(ASSIGNED, assignee="wang"))
    on(PROBLEM, DUE, *OPEN, by="li").when(RESOLVE).then(RESOLVED)
    on(PROBLEM, DUE, *OPEN, by="zhao for li").when(RESOLVE).then(replace(RESOLVED, resolved_by="zhao for li"))
    on(PROBLEM, DUE, *OPEN).when(RESOLVE).then_rejected("problems.not-assigned")
    on(PROBLEM, DUE, REPORTED, ACCEPTED, by="li").when(RESOLVE).then_rejected("problems.stage")
    on(PROBLEM, DUE, *OPEN, by="li").when(ResolveProblem(resolution=" ")).then_rejected("problems.resolution")


@pytest.mark.parametrize("assignee", ["", "two words", "service:x", str(WORKER)])
def test_it_is_assigned_to_an_account_of_somebody_else(assignee: str) -> None:
    on(PROBLEM, TODAY, REPORTED, ACCEPTED).when(AssignProblem(assignee=assignee)).then_rejected("problems.assignee")


def test_nobody_handles_what_he_reported() -> None:
    on(PROBLEM, TODAY, REPORTED, by=str(WORKER)).when(AcceptProblem()).then_rejected("problems.own-report")
    by = f"li for {WORKER}"
    on(PROBLEM, TODAY, REPORTED, ACCEPTED, by=by).when(AssignProblem(assignee="li")).then_rejected(
        "problems.own-report"
    )


def test_the_reporter_is_content_or_has_it_opened_again_with_new_days() -> None:
    confirmed = ProblemConfirmed(effective=DUE, problem_id=ID)
    done = (*OPEN, RESOLVED)
    on(PROBLEM, DUE, *done).when(ConfirmProblem(own=True)).then(confirmed)
    on(PROBLEM, DUE, *done, confirmed).when(ConfirmProblem(own=True)).then()
    on(PROBLEM, DUE, *done, confirmed).when(ReopenProblem(own=True)).then_rejected("problems.stage")
    on(PROBLEM, DUE, *OPEN).when(ConfirmProblem(own=True)).then_rejected("problems.stage")
    again = ProblemReopened(effective=DUE, problem_id=ID, due=date(2027, 7, 1))
    on(PROBLEM, DUE, *done).when(ReopenProblem(own=True)).then(again)
    on(PROBLEM, DUE, *done, again, by="li").when(RESOLVE).then(replace(RESOLVED, days=0))
    for other in (ConfirmProblem(own=False), ReopenProblem(own=False)):
        on(PROBLEM, DUE, *done).when(other).then_rejected("problems.unknown")
    on(PROBLEM, DUE).when(ConfirmProblem(own=True)).then_rejected("problems.unknown")


def test_it_is_overdue_once_for_each_due_day() -> None:
    on(PROBLEM, DUE, *OPEN).when(FollowProblem()).then()
    on(PROBLEM, LATE, *OPEN).when(FollowProblem()).then(OVERDUE)
    on(PROBLEM, date(2027, 6, 20), *OPEN, OVERDUE).when(FollowProblem()).then()
    on(PROBLEM, LATE, *OPEN, RESOLVED).when(FollowProblem()).then()
    again = ProblemReopened(effective=LATE, problem_id=ID, due=date(2027, 7, 2))
    late = ProblemOverdue(effective=date(2027, 7, 3), problem_id=ID, due=date(2027, 7, 2))
    on(PROBLEM, date(2027, 7, 5), *OPEN, OVERDUE, RESOLVED, again).when(FollowProblem()).then(late)
