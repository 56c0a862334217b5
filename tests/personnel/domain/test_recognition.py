"""Earlier service is recognised inside the province, on papers, by another hand than asked and checked."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.recognition import (
    CheckEvidence,
    RecogniseYears,
    RefuseRecognition,
    RequestRecognition,
    change_of,
)
from services.personnel.domain.recognition_events import (
    EvidenceChecked,
    EvidencePaper,
    LedgerChange,
    PaperKind,
    Recognition,
    RecognitionRefused,
    RecognitionRequested,
    YearsRecognised,
)
from services.personnel.domain.seniority import AnnulPeriod, CorrectPeriod, CreditYears, RecognisedPeriod
from services.personnel.domain.seniority_events import EmployerKind, PeriodSource
from services.personnel.domain.streams import RECOGNITION
from shared.kernel import Release, Take
from tests.personnel.people import COMMUNITY, WORKER, on

CASE, PERIOD, TODAY = UUID(int=30), UUID(int=31), date(2027, 6, 1)
PAPER = EvidencePaper(kind=PaperKind.CONTRACT, reference="18号")
SERVED = RecognisedPeriod(
    starts=date(2015, 1, 1), ends=date(2016, 12, 31), employer="草市街", employer_kind=EmployerKind.COMMUNITY, province="51",
    insured=True,
)  # fmt: skip
REQUEST = RequestRecognition(
    worker_id=WORKER, case_id=CASE, region=COMMUNITY, change=LedgerChange.RECORD, period_id=None, periods=(SERVED,),
    deemed_months=0, reason="省内经历", evidence=(PAPER,),
)  # fmt: skip
REQUESTED = RecognitionRequested(
    effective=TODAY, worker_id=WORKER, case_id=CASE, region=COMMUNITY, change=LedgerChange.RECORD, period_id=None,
    periods=(SERVED,), deemed_months=0, reason="省内经历", evidence=(PAPER,), record_hash="", requested_by="street",
)  # fmt: skip
CHECKED = EvidenceChecked(
    effective=TODAY, worker_id=WORKER, case_id=CASE, remark="一致", requested_by="street", checked_by="officer"
)
RECOGNISE, REFUSE = RecogniseYears(document="12号"), RefuseRecognition(reason="不一致")
RECOGNISED = YearsRecognised(effective=TODAY, worker_id=WORKER, case_id=CASE, document="12号", recognised_by="approver")
REFUSED = RecognitionRefused(
    effective=TODAY, worker_id=WORKER, case_id=CASE, record_hash="", reason="不一致", refused_by="approver"
)


def test_asked_checked_recognised_each_once() -> None:
    on(RECOGNITION, TODAY, by="street").when(REQUEST).then(REQUESTED)
    on(RECOGNITION, TODAY, REQUESTED, by="street").when(REQUEST).then()
    on(RECOGNITION, TODAY, REQUESTED).when(CheckEvidence(remark="一致")).then(CHECKED)
    on(RECOGNITION, TODAY, REQUESTED, CHECKED, by="approver").when(RECOGNISE).then(RECOGNISED)
    on(RECOGNITION, TODAY, REQUESTED, CHECKED, by="approver").when(REFUSE).then(REFUSED)
    on(RECOGNITION, TODAY, REQUESTED, by="approver").when(REFUSE).then(REFUSED)


@pytest.mark.parametrize(
    ("history", "command"),
    [
        ((), CheckEvidence()), ((), RECOGNISE), ((), REFUSE), ((REQUESTED,), RECOGNISE),
        ((REQUESTED, CHECKED), CheckEvidence()), ((REQUESTED, CHECKED, RECOGNISED), RECOGNISE),
        ((REQUESTED, CHECKED, RECOGNISED), REFUSE), ((REQUESTED, REFUSED), CheckEvidence()),
    ],
)  # fmt: skip
def test_nothing_happens_out_of_turn(history: tuple[Any, ...], command: Any) -> None:
    on(RECOGNITION, TODAY, *history, by="approver").when(command).then_rejected("recognition.stage")


@pytest.mark.parametrize("by", ["street", "officer", "li for officer", "street for wang"])
def test_neither_who_asked_nor_who_checked_decides(by: str) -> None:
    for command in (RECOGNISE, REFUSE):
        on(RECOGNITION, TODAY, REQUESTED, CHECKED, by=by).when(command).then_rejected("recognition.own-request")


def test_a_decision_has_its_document_and_a_refusal_its_reason() -> None:
    on(RECOGNITION, TODAY, REQUESTED, CHECKED, by="approver").when(RecogniseYears(document=" ")).then_rejected(
        "recognition.document"
    )
    on(RECOGNITION, TODAY, REQUESTED, by="approver").when(RefuseRecognition(reason="")).then_rejected(
        "recognition.reason"
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": " "}, "recognition.reason"), ({"evidence": ()}, "recognition.evidence"),
        ({"evidence": (replace(PAPER, reference=""),)}, "recognition.evidence"), ({"periods": ()}, "recognition.shape"),
        ({"period_id": PERIOD}, "recognition.shape"), ({"change": LedgerChange.CORRECT}, "recognition.shape"),
        ({"change": LedgerChange.ANNUL}, "recognition.shape"),
        ({"change": LedgerChange.ANNUL, "period_id": PERIOD}, "recognition.shape"),
        ({"change": LedgerChange.CORRECT, "period_id": PERIOD, "deemed_months": 1}, "recognition.shape"),
        ({"deemed_months": -1}, "recognition.deemed"), ({"deemed_months": 85}, "recognition.deemed"),
        ({"periods": (replace(SERVED, ends=date(2014, 12, 31)),)}, "recognition.days"),
        ({"periods": (replace(SERVED, ends=TODAY),)}, "recognition.days"),
        ({"periods": (replace(SERVED, employer=""),)}, "recognition.employer"),
        ({"periods": (replace(SERVED, province="50"),)}, "recognition.other-province"),
    ],
)  # fmt: skip
def test_a_request_says_what_is_needed(changes: dict[str, Any], code: str) -> None:
    on(RECOGNITION, TODAY).when(replace(REQUEST, **changes)).then_rejected(code)


def test_work_that_is_no_community_work_comes_from_any_province() -> None:
    factory = replace(SERVED, province="44", employer_kind=EmployerKind.ENTERPRISE)
    on(RECOGNITION, TODAY, by="street").when(replace(REQUEST, periods=(factory,))).then(
        replace(REQUESTED, periods=(factory,))
    )


def asked_of(requested: RecognitionRequested) -> Recognition:
    case: Recognition = RECOGNITION.decider.fold((requested, CHECKED))
    return case


def test_what_a_recognised_case_asks_of_the_ledger() -> None:
    assert change_of(asked_of(REQUESTED)) == CreditYears(
        worker_id=WORKER, region=COMMUNITY, case_id=CASE, source=PeriodSource.RECOGNITION, periods=(SERVED,),
        deemed_months=0, reason="省内经历", evidence=("CONTRACT 18号",),
    )  # fmt: skip
    corrected = replace(REQUESTED, change=LedgerChange.CORRECT, period_id=PERIOD)
    assert change_of(asked_of(corrected)) == CorrectPeriod(
        case_id=CASE, period_id=PERIOD, starts=SERVED.starts, ends=SERVED.ends, reason="省内经历"
    )
    annulled = replace(REQUESTED, change=LedgerChange.ANNUL, period_id=PERIOD, periods=())
    assert change_of(asked_of(annulled)) == AnnulPeriod(case_id=CASE, period_id=PERIOD, reason="省内经历")


def test_a_service_record_is_used_once_unless_the_case_was_refused() -> None:
    signed = replace(REQUESTED, record_hash="ab")
    assert RECOGNITION.reserves(CASE, REQUEST, signed) == (Take(kind="service-record", key="ab"),)
    assert RECOGNITION.reserves(CASE, REFUSE, replace(REFUSED, record_hash="ab")) == (
        Release(kind="service-record", key="ab"),
    )
    assert RECOGNITION.reserves(CASE, REQUEST, REQUESTED) == ()
