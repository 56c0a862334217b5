"""Recognition of earlier service over HTTP: asked for with papers, papers checked, recognised or refused by another hand."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.policies import Policies
from services.personnel.domain.recognised_years import years_after
from services.personnel.domain.recognition import (
    CheckEvidence,
    RecogniseYears,
    RefuseRecognition,
    RequestRecognition,
    change_of,
)
from services.personnel.domain.recognition_events import EvidencePaper, LedgerChange, Recognition
from services.personnel.domain.seniority import RecognisedPeriod
from services.personnel.domain.streams import GRADE, RECOGNITION, SENIORITY
from services.personnel.projections import recognitions, roster
from services.personnel.rights import ASK_RECOGNITION, CHECK_EVIDENCE, RECOGNISE_YEARS, SEE_ROSTER
from services.personnel.routes.service_origin import of_the_present
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Facts, Region, Rejected, record
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["recognition"])
Asker = Annotated[Handle, Depends(handler(RECOGNITION, may=ASK_RECOGNITION))]
Checker = Annotated[Handle, Depends(handler(RECOGNITION, may=CHECK_EVIDENCE))]
Approver = Annotated[Handle, Depends(handler(RECOGNITION, may=RECOGNISE_YEARS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
Stage = Literal["REQUESTED", "EVIDENCE_CHECKED", "RECOGNISED", "REFUSED"]


@record
class RecognitionRequest:
    """`province` of a period is the first segment of its region, such as 51; `period_id` for CORRECT and ANNUL."""

    reason: str
    evidence: tuple[EvidencePaper, ...]
    periods: tuple[RecognisedPeriod, ...] = ()
    deemed_months: int = 0
    change: LedgerChange = LedgerChange.RECORD
    period_id: UUID | None = None


@router.post("/workers/{worker_id}/recognitions", status_code=201, operation_id="request_recognition")
async def request(worker_id: UUID, command: Asked[RecognitionRequest], handle: Asker) -> Receipt:
    """Ask for earlier service to be recognised, for months to be deemed, or for a period to be put right."""
    async with handle.reading() as read:
        row = await roster.find(read, worker_id)
    if row is None:
        raise HTTPException(404)
    region = Region(row["region"])
    handle.require(region)
    if len(command.periods) > MOST or len(command.evidence) > MOST:
        raise Rejected("recognition.too-many", field="/periods", most=MOST)
    asked = RequestRecognition(
        worker_id=worker_id, case_id=handle.new_id("recognition"), region=region, change=command.change,
        period_id=command.period_id, periods=command.periods, deemed_months=command.deemed_months, reason=command.reason,
        evidence=command.evidence,
    )  # fmt: skip
    return await handle(asked.case_id, asked, region=region)


MOST = 40


@router.post("/recognitions/{case_id}/evidence-checks", status_code=201, operation_id="check_evidence")
async def check(case_id: UUID, command: Asked[CheckEvidence], handle: Checker) -> Receipt:
    """The papers were seen and say what was claimed."""
    return await handle(case_id, command)


@router.post("/recognitions/{case_id}/approvals", status_code=201, operation_id="recognise_years")
async def recognise(case_id: UUID, command: Asked[RecogniseYears], handle: Approver) -> Receipt:
    """Recognise what was asked for: it enters the ledger and what the grade counts in the same moment."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(RECOGNITION, case_id)])
        case: Recognition = draft.state(RECOGNITION, case_id)
        decided = Ask(stream=RECOGNITION, to=case_id, command=command)
        if case.asked is None:
            return [decided]
        worker, change = case.asked.worker_id, change_of(case)
        await draft.load([(SENIORITY, worker), (GRADE, worker)])
        policies: Policies = handle.runtime.book.of(case.region)
        facts = Facts(today=draft.today, now=draft.now, by=handle.caller.actor, policies=policies)
        counted = years_after(draft.state(SENIORITY, worker), change, facts)
        graded = draft.version(GRADE, worker) > 0  # nobody with an established status is
        heard = (
            [] if counted is None or not graded else [Ask(stream=GRADE, to=worker, command=counted, region=case.region)]
        )
        entered = Ask(stream=SENIORITY, to=worker, command=change, region=case.region)
        return [decided, entered, *heard, *await of_the_present(handle, draft, worker)]

    return await handle.all(asks)


@router.post("/recognitions/{case_id}/refusals", status_code=201, operation_id="refuse_recognition")
async def refuse(case_id: UUID, command: Asked[RefuseRecognition], handle: Approver) -> Receipt:
    """Refuse what was asked for, with a reason."""
    return await handle(case_id, command)


@router.get("/recognitions", operation_id="list_recognitions")
async def listed(reader: Reader, stage: Stage, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Recognitions at a stage, those asked for first in front."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await recognitions.at_stage(read, reader.scope, stage, after=after, limit=limit)
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "requested", "case_id")
