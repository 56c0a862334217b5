"""Candidates over HTTP: how their steps went, the publicity and what is said against it, the hire."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.applicant_events import Applicant
from services.personnel.domain.campaign_events import CandidateStep, OutGround
from services.personnel.domain.campaign_state import Campaign
from services.personnel.domain.candidates import (
    BeginPublicity,
    ConcludeCandidate,
    DecideObjection,
    HireCandidate,
    RaiseObjection,
    may_be_hired,
    may_be_objected,
    place_for,
)
from services.personnel.domain.employment import Category, Source
from services.personnel.domain.engagement import Engagement
from services.personnel.domain.hire_grounds import HireGround
from services.personnel.domain.streams import CAMPAIGN
from services.personnel.projections import recruiting
from services.personnel.rights import APPROVE_CAMPAIGNS, RUN_CAMPAIGNS, SEE_APPLICANTS
from services.personnel.routes.applicants import applicant_of, campaign_of
from services.personnel.routes.campaigns import Nothing, found
from services.personnel.routes.hiring import HireReceipt
from services.personnel.routes.newcomers import identity
from services.personnel.routes.vacancies import in_a_held_place
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, Rejected, Sealed, ancestor, record
from shared.web.asked import Asked, RegionPath
from shared.web.disclosure import Personal, used
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(prefix="/campaigns/{campaign_id}", tags=["candidates"])
Officer = Annotated[Handle, Depends(handler(CAMPAIGN, may=RUN_CAMPAIGNS))]
Approver = Annotated[Handle, Depends(handler(CAMPAIGN, may=APPROVE_CAMPAIGNS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_APPLICANTS))]
_VALUES = ("name", "id_number", "phone")
_REASON = "personnel.applicant.objection"


@record
class StepOutcome:
    """VETTING is concluded by the vetting itself. `ground` says why somebody is out."""

    applicant_id: UUID
    step: CandidateStep
    passed: bool
    ground: OutGround | None = None


@record
class NewObjection:
    applicant_id: UUID
    reason: str


@record
class ObjectionDecision:
    upheld: bool


@record
class CandidateHire:
    """No `term_months` means an open-ended contract."""

    applicant_id: UUID
    workplace: RegionPath
    starts: date
    term_months: int | None
    probation_months: int


@record
class ObjectionRow:
    objection_id: UUID
    applicant_id: UUID
    reason: str | None
    raised_on: date
    raised_by: str
    stage: str
    decided_by: str | None


@router.post("/steps", status_code=201, operation_id="conclude_candidate_step")
async def conclude(campaign_id: UUID, command: Asked[StepOutcome], handle: Officer) -> Receipt:
    """A candidate passed a step or is out; then the next in rank is pulled in."""
    if command.step is CandidateStep.VETTING and command.ground is not OutGround.WITHDREW:
        raise Rejected("candidates.by-vetting", field="/step")
    concluded = ConcludeCandidate(
        applicant_id=command.applicant_id, step=command.step, passed=command.passed, ground=command.ground
    )
    return await handle(campaign_id, concluded)


@router.post("/publicities", status_code=201, operation_id="begin_candidate_publicity")
async def show(campaign_id: UUID, command: Asked[Nothing], handle: Officer) -> Receipt:
    """Show whoever passed everything to the public, for the days that the plan says."""
    return await handle(campaign_id, BeginPublicity())


@router.post("/objections", status_code=201, operation_id="raise_objection")
async def object_to(campaign_id: UUID, command: Asked[NewObjection], handle: Officer) -> Receipt:
    """Record what somebody objects to a candidate who is shown; the clock stands still until it is decided."""
    campaign = await campaign_of(handle, campaign_id)
    if not command.reason.strip():
        raise Rejected("candidates.reason", field="/reason")
    may_be_objected(campaign, command.applicant_id, handle.today)
    reason = (await handle.seal(command.applicant_id, {_REASON: command.reason.strip()}))[_REASON]
    raised = RaiseObjection(
        objection_id=handle.new_id("objection"), applicant_id=command.applicant_id, reason=reason
    )  # fmt: skip
    return await handle(campaign_id, raised)


@router.post("/objections/{objection_id}/decisions", status_code=201, operation_id="decide_objection")
async def decide(campaign_id: UUID, objection_id: UUID, command: Asked[ObjectionDecision], handle: Approver) -> Receipt:
    """Uphold it: the candidate is out. Reject it: the publicity goes on for as many days as it stood still."""
    return await handle(campaign_id, DecideObjection(objection_id=objection_id, upheld=command.upheld))


@router.get("/objections", operation_id="list_objections")
async def objections(campaign_id: UUID, reader: Reader) -> list[ObjectionRow]:
    """What was objected to candidates, by day; the reasons masked."""
    row = await found(reader, campaign_id)
    async with reader.reading() as read:
        rows = [dict(each) for each in await recruiting.objections(read, campaign_id)]
    sealed = [
        Personal(each["applicant_id"], Region(row["region"]), _REASON, Sealed(each["reason"]))
        for each in rows
        if each["reason"] is not None
    ]
    reasons = await reader.opened(sealed)
    return [
        ObjectionRow(**{**{k: v for k, v in each.items() if k != "campaign_id"}, "reason": reason})
        for each, reason in zip(rows, reasons, strict=True)
    ]


@router.post("/hires", status_code=201, operation_id="hire_candidate")
async def hire(campaign_id: UUID, command: Asked[CandidateHire], handle: Officer) -> HireReceipt:
    """Hire a candidate after the publicity into a place that the campaign holds; the first grade is proposed at once."""
    campaign = await campaign_of(handle, campaign_id)
    may_be_hired(campaign, command.applicant_id, command.starts, handle.today)
    engagement = await _engagement(handle, campaign, command)

    async def in_its_place(draft: Draft) -> Sequence[Ask]:
        await draft.load([(CAMPAIGN, campaign_id)])
        place = place_for(draft.state(CAMPAIGN, campaign_id), command.applicant_id)
        hired = HireCandidate(
            applicant_id=command.applicant_id, worker_id=engagement.identity.worker_id,
            employment_id=engagement.employment_id, starts=command.starts,
        )  # fmt: skip
        begin = await in_a_held_place(draft, handle, engagement, place)
        return [Ask(stream=CAMPAIGN, to=campaign_id, command=hired), *begin]

    receipt = await handle.all(in_its_place)
    return HireReceipt(
        worker_id=engagement.identity.worker_id, employment_id=engagement.employment_id, position=receipt.position
    )


async def _engagement(handle: Handle, campaign: Campaign, command: CandidateHire) -> Engagement:
    """The applicant, sealed anew as a worker: what is kept of applicants is forgotten earlier."""
    applicant = await applicant_of(handle, command.applicant_id)
    workplace = Region(command.workplace)
    handle.require(workplace)
    about = applicant.registered
    vacancy = None if about is None or campaign.plan is None else campaign.plan.vacancy(about.vacancy)
    if about is None or vacancy is None or ancestor(workplace, "street") != vacancy.street:
        raise Rejected("hiring.workplace", field="/workplace")
    name, number, phone = await _in_clear(handle, applicant)
    return Engagement(
        identity=await identity(handle, name, number, phone), employment_id=handle.new_id("employment"),
        education=about.education, certificate=None, category=Category.DEDICATED_STAFF,
        post_category=vacancy.post_category, employer=vacancy.street, workplace=workplace, place="", source=Source.HIRED,
        starts=command.starts, community_work_since=command.starts, term_months=command.term_months,
        probation_months=command.probation_months, ground=HireGround.CAMPAIGN, case_id=command.applicant_id,
    )  # fmt: skip


async def _in_clear(handle: Handle, applicant: Applicant) -> list[str]:
    """Shown to nobody: it goes under another key at once."""
    about = applicant.registered
    assert about is not None
    values = [(about.applicant_id, f"personnel.applicant.{what}", getattr(about, what)) for what in _VALUES]
    opened = await used(handle.runtime, values)
    if None in opened:
        raise Rejected("applicants.unknown")
    return [text for text in opened if text is not None]
