"""Applicants over HTTP: registered, reviewed, scored under seal; shown masked; forgotten when the time is over."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.applicant_events import Applicant, ExamKind, ReviewGround
from services.personnel.domain.applicants import (
    APPLIED,
    NUMBER,
    ForgetApplicant,
    RegisterApplicant,
    ReviewApplicant,
    ScoreExam,
    admit,
    may_be_scored,
)
from services.personnel.domain.campaign_plan import SourceTag
from services.personnel.domain.campaign_ranking import FULL_MARKS
from services.personnel.domain.campaign_state import Campaign
from services.personnel.domain.recruiting_terms import Disqualifier
from services.personnel.domain.scheme_terms import Certificate, Education
from services.personnel.domain.streams import APPLICANT, CAMPAIGN
from services.personnel.projections import recruiting
from services.personnel.rights import APPROVE_ERASURE, RUN_CAMPAIGNS, SEE_APPLICANTS
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, Rejected, Sealed, record
from shared.kernel.national_id import NationalId, parse
from shared.web.asked import Asked
from shared.web.disclosure import Personal
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page
from shared.web.rates import LOOKUP

router = APIRouter(tags=["applicants"])
Registrar = Annotated[Handle, Depends(handler(APPLICANT, may=RUN_CAMPAIGNS, at_most=LOOKUP))]
Officer = Annotated[Handle, Depends(handler(APPLICANT, may=RUN_CAMPAIGNS))]
Eraser = Annotated[Handle, Depends(handler(APPLICANT, may=APPROVE_ERASURE))]
Reader = Annotated[Reading, Depends(reader(may=SEE_APPLICANTS))]
_NAME: Final = "personnel.applicant.name"
_ID: Final = "personnel.applicant.id_number"
_PHONE: Final = "personnel.applicant.phone"
_SCORE: Final = "personnel.applicant.score"
_POINTS: Final = re.compile(r"(0|[1-9][0-9]{0,2})(\.[0-9]{1,2})?")
_UNSEALED: Final = Sealed("")


@record
class NewApplicant:
    """Sex and age follow from the national id; `free_of` is what the applicant declares not to be."""

    vacancy: str
    name: str
    id_number: str
    phone: str
    education: Education
    certificate: Certificate | None
    community_years: int
    sources: tuple[SourceTag, ...]
    free_of: tuple[Disqualifier, ...]


@record
class ApplicantReview:
    passed: bool
    ground: ReviewGround | None = None


@record
class ExamScore:
    """`score` is a decimal from "0" to "100.00"; nobody sees it until the result is published."""

    exam: ExamKind
    score: str


@record
class ApplicantErasure:
    document: str


@router.post("/campaigns/{campaign_id}/applicants", status_code=201, operation_id="register_applicant")
async def register(campaign_id: UUID, command: Asked[NewApplicant], handle: Registrar) -> Receipt:
    """Register somebody who meets the conditions of the campaign, once."""
    campaign = await campaign_of(handle, campaign_id)
    number, id = parse(command.id_number, handle.today), handle.new_id("applicant")
    if not 1 <= len(command.name.strip()) <= 100 or not 5 <= len(command.phone.strip()) <= 20:
        raise Rejected("applicants.name", field="/name")
    id_hash = handle.runtime.sealer.blind.of(_ID, number.number)
    wanted = _wanted(command, campaign, number, id, id_hash)
    admit(wanted)
    if await handle.runtime.log.holder(APPLIED, f"{campaign_id}:{id_hash}") not in (None, id):
        raise Rejected("applicants.applied")
    values = {_NAME: command.name.strip(), _ID: number.number, _PHONE: command.phone.strip()}
    sealed = await handle.seal(id, values)
    wanted = replace(wanted, name=sealed[_NAME], id_number=sealed[_ID], phone=sealed[_PHONE])

    async def numbered(draft: Draft) -> Sequence[Ask]:
        given = len(await handle.runtime.log.held(NUMBER, f"{campaign_id}#"))
        return [Ask(stream=APPLICANT, to=id, command=replace(wanted, number=given + 1), region=campaign.region)]

    return await handle.all(numbered)


def _wanted(command: NewApplicant, campaign: Campaign, number: NationalId, id: UUID, id_hash: str) -> RegisterApplicant:
    return RegisterApplicant(
        applicant_id=id, campaign=campaign, vacancy=command.vacancy, number=0, name=_UNSEALED, id_number=_UNSEALED,
        phone=_UNSEALED, id_hash=id_hash, sex=number.sex.value, birth=number.birth, education=command.education,
        certificate=command.certificate, community_years=command.community_years, sources=command.sources,
        free_of=command.free_of,
    )  # fmt: skip


async def campaign_of(handle: Handle, campaign_id: UUID) -> Campaign:
    """404 where there is none in the caller's regions."""
    draft = handle.runtime.handling.draft()
    await draft.load([(CAMPAIGN, campaign_id)])
    state: Campaign = draft.state(CAMPAIGN, campaign_id)
    if state.campaign_id is None:
        raise HTTPException(404)
    handle.require(state.region)
    return state


async def applicant_of(handle: Handle, applicant_id: UUID) -> Applicant:
    """404 where there is none in the caller's regions."""
    draft = handle.runtime.handling.draft()
    await draft.load([(APPLICANT, applicant_id)])
    state: Applicant = draft.state(APPLICANT, applicant_id)
    if state.applicant_id is None:
        raise HTTPException(404)
    handle.require(state.region)
    return state


async def _campaign(draft: Draft, applicant_id: UUID) -> Campaign:
    await draft.load([(APPLICANT, applicant_id)])
    applied: Applicant = draft.state(APPLICANT, applicant_id)
    if applied.campaign_id is None:
        return Campaign()
    await draft.load([(CAMPAIGN, applied.campaign_id)])
    state: Campaign = draft.state(CAMPAIGN, applied.campaign_id)
    return state


@router.post("/applicants/{applicant_id}/reviews", status_code=201, operation_id="review_applicant")
async def review(applicant_id: UUID, command: Asked[ApplicantReview], handle: Officer) -> Receipt:
    """The qualification review: admitted to the exam, or not and why."""

    async def reviewed(draft: Draft) -> Sequence[Ask]:
        campaign = await _campaign(draft, applicant_id)
        said = ReviewApplicant(campaign=campaign, passed=command.passed, ground=command.ground)
        return [Ask(stream=APPLICANT, to=applicant_id, command=said)]

    return await handle.all(reviewed)


@router.post("/applicants/{applicant_id}/scores", status_code=201, operation_id="score_applicant")
async def score(applicant_id: UUID, command: Asked[ExamScore], handle: Officer) -> Receipt:
    """Record a score under seal: it is opened when the result is published, and not before."""
    hundredths, state = points(command.score), await applicant_of(handle, applicant_id)
    draft = handle.runtime.handling.draft()
    may_be_scored(state, await _campaign(draft, applicant_id), command.exam)
    sealed = (await handle.seal(applicant_id, {_SCORE: str(hundredths)}))[_SCORE]

    async def scored(draft: Draft) -> Sequence[Ask]:
        said = ScoreExam(campaign=await _campaign(draft, applicant_id), exam=command.exam, score=sealed)
        return [Ask(stream=APPLICANT, to=applicant_id, command=said)]

    return await handle.all(scored)


def points(text: str) -> int:
    """ "85.5" is 8550 hundredths. Raises Rejected for what is no score from 0 to 100."""
    whole, _, part = text.partition(".")
    if not _POINTS.fullmatch(text) or (found := int(whole) * 100 + int(part.ljust(2, "0") or 0)) > FULL_MARKS:
        raise Rejected("applicants.score", field="/score")
    return found


@router.post("/applicants/{applicant_id}/erasures", status_code=201, operation_id="forget_applicant")
async def forget(applicant_id: UUID, command: Asked[ApplicantErasure], handle: Eraser) -> Receipt:
    """Erase what identifies somebody whose time is over: the keys are destroyed. There is no way back."""
    await applicant_of(handle, applicant_id)
    held = tuple(key for kind, key in await handle.runtime.log.held_by(applicant_id) if kind == APPLIED)
    return await handle(applicant_id, ForgetApplicant(document=command.document, held=held))


@router.get("/campaigns/{campaign_id}/applicants", operation_id="list_applicants")
async def listed(
    campaign_id: UUID, reader: Reader, limit: Limit = 100, cursor: Cursor = None
) -> Page[dict[str, Any]]:  # fmt: skip
    """Whoever applied for vacancies of the caller's regions, by the number of the registration; names and id numbers masked."""
    turn = reader.turning(cursor, limit, campaign_id=campaign_id)
    async with reader.reading() as read:
        rows = await recruiting.of_campaign(read, campaign_id, reader.scope, after=turn.after(int), limit=limit)
    return turn.page(await _shown(reader, [_row(row) for row in rows]), rows, "number")


def _row(row: Any) -> dict[str, Any]:
    hidden = ("forgotten_at", "written", "interview", "bonus", "total", "tie_break")
    return {name: value for name, value in row.items() if name not in hidden} | {"sources": row["sources"].split()}


async def _shown(reader: Reading, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept = [(row, what) for row in rows for what in ("name", "id_number") if row[what] is not None]
    sealed = [
        Personal(row["applicant_id"], Region(row["region"]), f"personnel.applicant.{what}", Sealed(row[what]))
        for row, what in kept
    ]
    for (row, what), value in zip(kept, await reader.opened(sealed), strict=True):
        row[what] = value
    return rows
