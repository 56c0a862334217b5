"""What belongs to nobody's file has a clock of its own: texts of anonymous tickets, names of people on no roster."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.personnel.domain.light_records import (
    CloseLightRecord,
    EndLightRetention,
    ForgetLightRecord,
    LightCategory,
    LightRecordClosed,
    LightRecordForgotten,
    LightRecordOpened,
    LightRetentionEnded,
    LightRetentionSet,
)
from services.personnel.domain.problem_events import (
    ProblemAccepted,
    ProblemAssigned,
    ProblemCategory,
    ProblemForgotten,
    ProblemReopened,
    ProblemReported,
    ProblemResolved,
    ProblemRetentionEnded,
    ProblemRetentionSet,
)
from services.personnel.domain.problem_retention import EndProblemRetention, ForgetProblem
from services.personnel.domain.problems import ResolveProblem
from services.personnel.domain.streams import LIGHT_RECORD, PROBLEM
from shared.kernel import Facts, Sealed, Stream
from shared.testing.spec import Given, Spec
from tests.personnel.people import COMMUNITY, POLICIES, SHIPPED, STREET, WORKER

ID = UUID(int=41)
DAY, KEPT = date(2027, 3, 1), date(2029, 3, 1)
AFTER = date(2029, 3, 2)
RULES = replace(POLICIES, retention=SHIPPED.retention)


def on(stream: Stream[Any, Any, Any, Any], day: date, *history: Any, by: str = "officer") -> Given[Any, Any, Any, Any]:
    facts = Facts(today=day, now=datetime(day.year, day.month, day.day, tzinfo=UTC), by=by, policies=RULES)
    return Spec(stream, facts).given(*history)


REPORTED = ProblemReported(
    effective=DAY, problem_id=ID, region=STREET, worker_id=None, follower="hash", category=ProblemCategory.WORK,
    text=Sealed("text"), due=date(2027, 4, 1), reported_by=None,
)  # fmt: skip
TAKEN = (
    ProblemAccepted(effective=DAY, problem_id=ID, accepted_by="street"),
    ProblemAssigned(effective=DAY, problem_id=ID, assignee="officer", assigned_by="street"),
)
RESOLVED = ProblemResolved(effective=DAY, problem_id=ID, resolution="已办", days=0, resolved_by="officer")
CLOCK = ProblemRetentionSet(effective=DAY, problem_id=ID, kept_until=KEPT)
ENDED = ProblemRetentionEnded(effective=AFTER, problem_id=ID)
FORGOTTEN = ProblemForgotten(effective=AFTER, problem_id=ID, document="1号", erased_by="approver")


def test_the_clock_of_an_anonymous_ticket_begins_when_it_is_resolved() -> None:
    resolve = ResolveProblem(resolution="已办")
    on(PROBLEM, DAY, REPORTED, *TAKEN).when(resolve).then(RESOLVED, CLOCK)
    named = replace(REPORTED, worker_id=WORKER, follower=None, reported_by=str(WORKER))
    on(PROBLEM, DAY, named, *TAKEN).when(resolve).then(RESOLVED)
    on(PROBLEM, KEPT, REPORTED, *TAKEN, RESOLVED, CLOCK).when(EndProblemRetention()).then()
    on(PROBLEM, AFTER, REPORTED, *TAKEN, RESOLVED, CLOCK).when(EndProblemRetention()).then(ENDED)
    again = ProblemReopened(effective=DAY, problem_id=ID, due=date(2027, 5, 1))
    on(PROBLEM, AFTER, REPORTED, *TAKEN, RESOLVED, CLOCK, again).when(EndProblemRetention()).then()


def test_the_text_goes_when_its_time_is_over_by_a_decision_and_once() -> None:
    known = (REPORTED, *TAKEN, RESOLVED, CLOCK)
    forget = ForgetProblem(document="1号")
    on(PROBLEM, AFTER, *known, ENDED, by="approver").when(forget).then(FORGOTTEN)
    on(PROBLEM, AFTER, *known, ENDED, FORGOTTEN, by="approver").when(forget).then()
    on(PROBLEM, AFTER, *known, by="approver").when(forget).then_rejected("problems.kept")
    on(PROBLEM, AFTER, *known, ENDED).when(ForgetProblem(document=" ")).then_rejected("problems.document")
    on(PROBLEM, AFTER).when(forget).then_rejected("problems.unknown")


OPENED = LightRecordOpened(
    effective=date(2026, 1, 1), worker_id=WORKER, record_id=ID, community=COMMUNITY, category=LightCategory.RETIRED,
    name=Sealed("name"), allowance_fen=0, opened_by="officer",
)  # fmt: skip
CLOSED = LightRecordClosed(effective=DAY, worker_id=WORKER, record_id=ID, closed_by="officer")
LIGHT_CLOCK = LightRetentionSet(effective=DAY, worker_id=WORKER, record_id=ID, kept_until=KEPT)
LIGHT_ENDED = LightRetentionEnded(effective=AFTER, worker_id=WORKER, record_id=ID)


def test_a_name_of_a_light_record_is_kept_for_its_time_and_then_forgotten() -> None:
    on(LIGHT_RECORD, DAY, OPENED).when(CloseLightRecord(until=DAY)).then(CLOSED, LIGHT_CLOCK)
    on(LIGHT_RECORD, DAY, replace(OPENED, name=None)).when(CloseLightRecord(until=DAY)).then(CLOSED)
    known = (OPENED, CLOSED, LIGHT_CLOCK)
    on(LIGHT_RECORD, KEPT, *known).when(EndLightRetention()).then()
    on(LIGHT_RECORD, AFTER, *known).when(EndLightRetention()).then(LIGHT_ENDED)
    on(LIGHT_RECORD, AFTER, *known, LIGHT_ENDED).when(EndLightRetention()).then()
    forget = ForgetLightRecord(document="1号")
    gone = LightRecordForgotten(effective=AFTER, worker_id=WORKER, record_id=ID, document="1号", erased_by="approver")
    on(LIGHT_RECORD, AFTER, *known, LIGHT_ENDED, by="approver").when(forget).then(gone)
    on(LIGHT_RECORD, AFTER, *known, LIGHT_ENDED, gone, by="approver").when(forget).then()
    on(LIGHT_RECORD, AFTER, *known).when(forget).then_rejected("light-records.kept")
    on(LIGHT_RECORD, AFTER, *known, LIGHT_ENDED).when(ForgetLightRecord(document="")).then_rejected(
        "light-records.document"
    )
    on(LIGHT_RECORD, AFTER).when(forget).then_rejected("light-records.unknown")
