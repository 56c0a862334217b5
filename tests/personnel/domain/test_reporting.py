"""A community reports or asks for instruction; another hand answers, once."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.reporting import AnswerMatter, MatterAnswered, MatterReported, ReportKind, ReportMatter
from services.personnel.domain.streams import REPORTING
from tests.personnel.people import COMMUNITY, COUNTY, on

ID, TODAY = UUID(int=11), date(2027, 6, 1)
REPORT = ReportMatter(report_id=ID, unit=COMMUNITY, kind=ReportKind.REQUEST, title="防汛值守", text="人手不足，请示。")
REPORTED = MatterReported(
    effective=TODAY, report_id=ID, unit=COMMUNITY, kind=ReportKind.REQUEST, title="防汛值守", text="人手不足，请示。",
    due=date(2027, 6, 8), reported_by="secretary",
)  # fmt: skip
ANSWER = AnswerMatter(answer="由街道统筹。")
ANSWERED = MatterAnswered(effective=TODAY, report_id=ID, answer="由街道统筹。", answered_by="officer")


def test_a_matter_is_reported_once_and_due_within_days() -> None:
    on(REPORTING, TODAY, by="secretary").when(REPORT).then(REPORTED)
    on(REPORTING, TODAY, REPORTED, by="secretary").when(REPORT).then()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"unit": COUNTY}, "reporting.unit"), ({"title": " "}, "reporting.title"), ({"title": "长" * 101}, "reporting.title"),
        ({"text": ""}, "reporting.text"), ({"text": "长" * 2_001}, "reporting.text"),
    ],
)  # fmt: skip
def test_a_community_or_street_reports_in_so_many_words(changes: dict[str, Any], code: str) -> None:
    on(REPORTING, TODAY).when(replace(REPORT, **changes)).then_rejected(code)


def test_another_hand_answers_once() -> None:
    on(REPORTING, TODAY, REPORTED).when(ANSWER).then(ANSWERED)
    on(REPORTING, TODAY, REPORTED, by="secretary").when(ANSWER).then_rejected("reporting.own-report")
    on(REPORTING, TODAY, REPORTED, by="li for secretary").when(ANSWER).then_rejected("reporting.own-report")
    on(REPORTING, TODAY, REPORTED).when(AnswerMatter(answer=" ")).then_rejected("reporting.text")
    on(REPORTING, TODAY, REPORTED, ANSWERED).when(ANSWER).then_rejected("reporting.nothing-open")
    on(REPORTING, TODAY).when(ANSWER).then_rejected("reporting.nothing-open")
