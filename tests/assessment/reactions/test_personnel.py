from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar
from uuid import UUID

from services.assessment.domain.annual_result import ClosingReason, result_id
from services.assessment.domain.assessees import BeginEmployment, EndEmployment, ResumeEmployment
from services.assessment.domain.results import CloseResult, ReopenResult
from services.assessment.reactions.personnel import react
from shared.kernel import Sealed
from shared.published import News
from shared.published.personnel.dismissal import ExitedV1
from shared.published.personnel.exits import ExitAnnulledV1, ExitCorrectedV1
from shared.published.personnel.hiring import HiredV1
from shared.testing.spec import sent
from tests.assessment.year import COMMUNITY, WORKER

JOB = UUID(int=2)
NAME = Sealed("token")
T = TypeVar("T")


def news(event: T) -> News[T]:
    return News(
        event=event, event_id=UUID(int=500), source="personnel", position=1, subject=WORKER, region=COMMUNITY,
        effective=date(2026, 3, 1), recorded=datetime(2026, 3, 1, tzinfo=UTC), actor="officer",
        correlation=UUID(int=501),
    )  # fmt: skip


def test_a_hire_makes_an_assessee() -> None:
    hired = HiredV1(
        worker_id=WORKER, employment_id=JOB, name=NAME, category="DEDICATED_STAFF", post_category="STAFF",
        employer=COMMUNITY, workplace=COMMUNITY, starts=date(2026, 3, 1), probation_ends=None,
        in_community_work_since=date(2020, 1, 1), birth_month="1990-05",
    )  # fmt: skip
    begin = BeginEmployment(
        worker_id=WORKER, employment_id=JOB, name=NAME, workplace=COMMUNITY, category="DEDICATED_STAFF",
        post_category="STAFF", starts=date(2026, 3, 1),
    )  # fmt: skip
    assert sent(list(react(news(hired)))) == [("assessee", WORKER, begin)]


def test_an_exit_closes_the_result_of_this_year_and_of_the_last_which_may_not_be_confirmed() -> None:
    last = date(2027, 1, 20)
    exited = ExitedV1(
        worker_id=WORKER, employment_id=JOB, ground="RESIGNATION", last_day=last, severance=False,
        employed_since=date(2026, 3, 1),
    )  # fmt: skip
    close = CloseResult(last_day=last, reason=ClosingReason.LEFT)
    assert sent(list(react(news(exited)))) == [
        ("assessee", WORKER, EndEmployment(worker_id=WORKER, employment_id=JOB, last_day=last, ground="RESIGNATION")),
        ("result", result_id(WORKER, 2026), close),
        ("result", result_id(WORKER, 2027), close),
    ]


def test_an_exit_that_is_undone_opens_again_what_it_closed() -> None:
    was = date(2027, 1, 20)
    resume = ResumeEmployment(worker_id=WORKER, employment_id=JOB)
    again = [("result", result_id(WORKER, year), ReopenResult(last_day=was)) for year in (2026, 2027)]
    annulled = ExitAnnulledV1(worker_id=WORKER, employment_id=JOB, was=was)
    assert sent(list(react(news(annulled)))) == [("assessee", WORKER, resume), *again]


def test_an_exit_on_another_day_closes_what_that_day_closes_and_one_on_another_ground_nothing_anew() -> None:
    was, right = date(2027, 1, 20), date(2026, 12, 20)
    corrected = ExitCorrectedV1(
        worker_id=WORKER, employment_id=JOB, ground="RESIGNATION", last_day=right, severance=False,
        employed_since=date(2026, 3, 1), was=was,
    )  # fmt: skip
    resume = ResumeEmployment(worker_id=WORKER, employment_id=JOB)
    end = EndEmployment(worker_id=WORKER, employment_id=JOB, last_day=right, ground="RESIGNATION")
    close = CloseResult(last_day=right, reason=ClosingReason.LEFT)
    assert sent(list(react(news(corrected)))) == [
        ("assessee", WORKER, resume), ("assessee", WORKER, end),
        *(("result", result_id(WORKER, year), ReopenResult(last_day=was)) for year in (2026, 2027)),
        *(("result", result_id(WORKER, year), close) for year in (2025, 2026)),
    ]  # fmt: skip
    ground = replace(corrected, last_day=was, ground="MUTUAL")
    assert len(sent(list(react(news(ground))))) == 2
