"""Recruitment campaigns over HTTP: planned, approved by another hand, announced, their results published, filed."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.campaign_events import ReservedPlace
from services.personnel.domain.campaign_plan import CampaignPlan, VacantPost
from services.personnel.domain.campaign_state import Campaign
from services.personnel.domain.campaigns import (
    AnnounceCampaign,
    ApproveCampaign,
    CloseReview,
    FileCampaign,
    PlanCampaign,
    ReserveCampaignQuota,
)
from services.personnel.domain.headcount_events import quota_id
from services.personnel.domain.headcount_places import place_key, vacant_place
from services.personnel.domain.streams import CAMPAIGN, QUOTA
from services.personnel.projections import recruiting
from services.personnel.rights import APPROVE_CAMPAIGNS, RUN_CAMPAIGNS, SEE_CAMPAIGNS
from services.personnel.routes.vacancies import taken_of
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/campaigns", tags=["campaigns"])
Officer = Annotated[Handle, Depends(handler(CAMPAIGN, may=RUN_CAMPAIGNS))]
Approver = Annotated[Handle, Depends(handler(CAMPAIGN, may=APPROVE_CAMPAIGNS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_CAMPAIGNS))]


@record
class NewCampaign:
    region: RegionPath
    title: str
    plan: CampaignPlan


@record
class CampaignApproval:
    document: str


@record
class CampaignNotice:
    notice: str
    registration_from: date
    registration_until: date


@record
class CampaignFile:
    document: str


@record
class Nothing:
    """An empty object."""


@record
class CampaignRow:
    campaign_id: UUID
    region: str
    title: str
    phase: str
    planned_on: date
    places: int
    notice: str | None
    registration_from: date | None
    registration_until: date | None
    hired: int
    document: str | None


@record
class RankRow:
    """Points as decimals; `tie_break` decided against the one before with the same total. Nobody is named."""

    applicant_id: UUID
    vacancy: str
    number: int
    rank: int
    written: str
    interview: str | None
    bonus: str
    total: str
    tie_break: str | None
    step: str
    shown_until: date | None


@router.post("", status_code=201, operation_id="plan_campaign")
async def plan(command: Asked[NewCampaign], handle: Officer) -> Receipt:
    """Plan a recruitment; whatever the policy does not allow is refused by its field."""
    id, region = handle.new_id("campaign"), Region(command.region)
    planned = PlanCampaign(campaign_id=id, region=region, title=command.title, plan=command.plan)
    return await handle(id, planned, region=region)


@router.post("/{campaign_id}/reservations", status_code=201, operation_id="reserve_campaign_quota")
async def reserve(campaign_id: UUID, command: Asked[Nothing], handle: Officer) -> Receipt:
    """Hold a vacant place of the establishment for each place of the plan; nobody else is hired into it."""

    async def vacant(draft: Draft) -> Sequence[Ask]:
        await draft.load([(CAMPAIGN, campaign_id)])
        state: Campaign = draft.state(CAMPAIGN, campaign_id)
        vacancies = () if state.plan is None else state.plan.vacancies
        places = await _vacant(draft, handle, vacancies) if handle.may_see(state.region) else ()
        return [Ask(stream=CAMPAIGN, to=campaign_id, command=ReserveCampaignQuota(places=places))]

    return await handle.all(vacant)


async def _vacant(draft: Draft, handle: Handle, vacancies: Sequence[VacantPost]) -> tuple[ReservedPlace, ...]:
    streets = dict.fromkeys(each.street for each in vacancies)
    await draft.load((QUOTA, quota_id(street)) for street in streets)
    taken = {street: set(await taken_of(handle, street)) for street in streets}
    found: list[ReservedPlace] = []
    for vacancy in vacancies:
        quota = draft.state(QUOTA, quota_id(vacancy.street))
        for _ in range(vacancy.places):
            number = vacant_place(quota, frozenset(taken[vacancy.street]), handle.today, begin=0)
            taken[vacancy.street].add(number)
            found.append(ReservedPlace(vacancy=vacancy.code, place=place_key(vacancy.street, number)))
    return tuple(found)


@router.post("/{campaign_id}/approvals", status_code=201, operation_id="approve_campaign")
async def approve(campaign_id: UUID, command: Asked[CampaignApproval], handle: Approver) -> Receipt:
    """Approve what somebody else planned."""
    return await handle(campaign_id, ApproveCampaign(document=command.document))


@router.post("/{campaign_id}/announcements", status_code=201, operation_id="announce_campaign")
async def announce(campaign_id: UUID, command: Asked[CampaignNotice], handle: Officer) -> Receipt:
    """Give public notice; registration begins and ends with its days."""
    announced = AnnounceCampaign(
        notice=command.notice,
        registration_from=command.registration_from,
        registration_until=command.registration_until,
    )
    return await handle(campaign_id, announced)


@router.post("/{campaign_id}/review-closings", status_code=201, operation_id="close_campaign_review")
async def close_review(campaign_id: UUID, command: Asked[Nothing], handle: Officer) -> Receipt:
    """Everybody is reviewed: where too few are admitted, places are given back; the written exam begins."""
    async with handle.reading() as read:
        admitted, pending = await recruiting.reviewed(read, campaign_id)
    return await handle(campaign_id, CloseReview(admitted=tuple(sorted(admitted.items())), pending=pending))


@router.post("/{campaign_id}/files", status_code=201, operation_id="file_campaign")
async def file(campaign_id: UUID, command: Asked[CampaignFile], handle: Officer) -> Receipt:
    """Everybody in line is hired or out: put on file; what was not filled is given back."""
    return await handle(campaign_id, FileCampaign(document=command.document))


@router.get("", operation_id="list_campaigns")
async def listed(reader: Reader, limit: Limit = 100, cursor: Cursor = None) -> Page[CampaignRow]:
    """Campaigns by the day they were planned on."""
    turn = reader.turning(cursor, limit)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await recruiting.campaigns(read, reader.scope, after=after, limit=limit)
    items = [CampaignRow(**row) for row in rows]
    return turn.page(items, rows, "planned_on", "campaign_id")


async def found(reader: Reading, campaign_id: UUID) -> dict[str, Any]:
    """404 where there is no such campaign in the caller's regions."""
    async with reader.reading() as read:
        row = await recruiting.find(read, campaign_id)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["region"]))
    return dict(row)


@router.get("/{campaign_id}", operation_id="read_campaign")
async def one(campaign_id: UUID, reader: Reader) -> dict[str, Any]:
    """A campaign with its plan."""
    row = await found(reader, campaign_id)
    draft = reader.runtime.handling.draft()
    await draft.load([(CAMPAIGN, campaign_id)])
    return {**row, "plan": asdict(draft.state(CAMPAIGN, campaign_id).plan)}


@router.get("/{campaign_id}/ranking", operation_id="read_campaign_ranking")
async def ranking(campaign_id: UUID, reader: Reader) -> list[RankRow]:
    """The ranked list as it was published, vacancy by vacancy, and where each candidate stands."""
    await found(reader, campaign_id)
    async with reader.reading() as read:
        rows = await recruiting.ranking(read, campaign_id)
    points = ("written", "interview", "bonus", "total")
    return [RankRow(**{**row, **{name: decimal(row[name]) for name in points}}) for row in rows]


def decimal(hundredths: int | None) -> Any:
    """8550 is "85.50"."""
    return None if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02d}"
