"""A leaver's ledger goes with him as a signed record, and enters another county's ledger once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.recognition import RecogniseYears, change_of
from services.personnel.domain.recognition_events import (
    Recognition,
    RecognitionRequested,
    RecognitionStage,
    RecordVerified,
)
from services.personnel.domain.seniority import CreditYears, ReportedResult
from services.personnel.domain.seniority_events import (
    EmployerKind,
    IssueReason,
    PeriodSource,
    SeniorityEvent,
    ServiceRecordIssued,
    YearAssessed,
)
from services.personnel.domain.service_periods import Seniority
from services.personnel.domain.service_records import AcceptServiceRecord, IssueServiceRecord, content, read
from services.personnel.domain.streams import RECOGNITION, SENIORITY
from shared.kernel import Take
from tests.personnel.domain.test_seniority import ENDED, FIRST, STARTED, TODAY, assessed, clock, credited
from tests.personnel.people import COMMUNITY, POLICIES, WORKER, on

RECORD, CASE = UUID(int=50), UUID(int=51)
ISSUE = IssueServiceRecord(record_id=RECORD, reason=IssueReason.EXIT)
ISSUED = ServiceRecordIssued(
    effective=TODAY, worker_id=WORKER, record_id=RECORD, reason=IssueReason.EXIT, expires=TODAY + timedelta(days=365),
    ledger_version=1,
)  # fmt: skip


def said(*events: SeniorityEvent) -> dict[str, Any]:
    ledger: Seniority = SENIORITY.decider.fold(events)
    return content(ledger, ISSUED, "owner", POLICIES)


def brought(content: dict[str, Any], person: str = "owner") -> AcceptServiceRecord:
    return read(
        content, issuer="51/personnel", hash="ab", person=person, worker_id=WORKER, case_id=CASE, region=COMMUNITY
    )


def test_a_record_is_issued_once_and_is_no_change_of_the_ledger() -> None:
    on(SENIORITY, TODAY, STARTED).when(ISSUE).then(ISSUED)
    on(SENIORITY, TODAY, STARTED, ISSUED).when(ISSUE).then()
    on(SENIORITY, TODAY).when(ISSUE).then_rejected("service-records.nothing-known")
    assert on(SENIORITY, TODAY, STARTED, ISSUED).state().changes == 1


def test_who_asks_twice_a_day_is_pointed_to_the_first() -> None:
    again = IssueServiceRecord(record_id=CASE, reason=IssueReason.REQUESTED)
    on(SENIORITY, TODAY, STARTED, ISSUED).when(again).then_rejected("service-records.issued-today")
    new = replace(ISSUED, record_id=CASE, reason=IssueReason.REQUESTED)
    on(SENIORITY, TODAY + timedelta(days=1), STARTED, ISSUED).when(again).then(
        replace(new, effective=TODAY + timedelta(days=1), expires=TODAY + timedelta(days=366))
    )
    on(SENIORITY, TODAY, STARTED, ISSUED, ENDED).when(again).then(replace(new, ledger_version=2))


def test_it_says_the_clocks_the_periods_and_the_results() -> None:
    told = said(STARTED, ENDED, credited(date(2015, 1, 1), date(2016, 12, 31)), assessed(2022, counts=False))
    assert told["clocks"] == {"community_work": 84, "employer": 0, "working": 96, "insured": 72}
    assert [(p["starts"], p["ends"], p["source"]) for p in told["periods"]] == [
        ("2015-01-01", "2016-12-31", "RECOGNITION"), ("2020-03-01", "2026-02-28", "EMPLOYMENT"),
    ]  # fmt: skip
    assert told["results"] == [{"year": 2022, "result": "FAIL", "counts": False}]


def test_what_one_ledger_says_another_counts() -> None:
    history = (STARTED, ENDED, credited(date(2015, 1, 1), date(2016, 12, 31)), assessed(2022, counts=False))
    case: Recognition = RECOGNITION.decider.fold(
        on(RECOGNITION, TODAY, by="officer").when(brought(said(*history))).then_events()
    )
    assert case.stage is RecognitionStage.EVIDENCE_CHECKED
    command = change_of(case)
    assert isinstance(command, CreditYears)
    assert command.source is PeriodSource.SERVICE_RECORD
    arrived = on(SENIORITY, TODAY).when(command).then_events()
    assert clock(TODAY, *arrived).community_work == clock(TODAY, *history).community_work
    assert clock(TODAY, *arrived).working == clock(TODAY, *history).working


def test_a_running_period_ends_the_day_before_the_record_was_issued() -> None:
    (period,) = brought(said(STARTED)).periods
    assert (period.starts, period.ends) == (FIRST, TODAY - timedelta(days=1))
    assert period.employer_kind is EmployerKind.COMMUNITY


def test_what_is_known_here_of_a_year_holds() -> None:
    bring = CreditYears(
        worker_id=WORKER, region=COMMUNITY, case_id=CASE, source=PeriodSource.SERVICE_RECORD, periods=(), deemed_months=0,
        reason="51/personnel", evidence=(), results=(
            ReportedResult(year=2022, result="FAIL", counts=False), ReportedResult(year=2021, result="GOOD", counts=True),
        ),
    )  # fmt: skip
    (kept,) = on(SENIORITY, TODAY, STARTED, assessed(2022, counts=True)).when(bring).then_events()
    assert isinstance(kept, YearAssessed)
    assert (kept.year, kept.result) == (2021, "GOOD")


def test_accepting_is_a_recognition_that_another_hand_decides() -> None:
    command = brought(said(STARTED))
    events = on(RECOGNITION, TODAY, by="officer").when(command).then_events()
    assert [type(e) for e in events] == [RecognitionRequested, RecordVerified]
    on(RECOGNITION, TODAY, *events, by="officer").when(command).then()
    decide = RecogniseYears(document="12号")
    on(RECOGNITION, TODAY, *events, by="officer").when(decide).then_rejected("recognition.own-request")
    assert on(RECOGNITION, TODAY, *events, by="approver").when(decide).then_events()
    assert RECOGNITION.reserves(CASE, command, events[0]) == (Take(kind="service-record", key="ab"),)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"matches": False}, "service-records.another-person"), ({"issued": date(2027, 6, 2)}, "service-records.not-yet"),
        ({"expires": date(2027, 5, 31)}, "service-records.expired"), ({"periods": ()}, "recognition.shape"),
    ],
)  # fmt: skip
def test_a_record_that_is_not_this_persons_or_not_good_today_is_refused(changes: dict[str, Any], code: str) -> None:
    on(RECOGNITION, TODAY).when(replace(brought(said(STARTED)), **changes)).then_rejected(code)
    assert not brought(said(STARTED), person="another").matches


def test_community_work_of_another_province_is_refused_with_the_record() -> None:
    command = brought(said(STARTED))
    elsewhere = replace(command, periods=(replace(command.periods[0], province="50"),))
    on(RECOGNITION, TODAY).when(elsewhere).then_rejected("recognition.other-province")
