"""Recruiting dedicated staff in the open (公开招聘): one campaign of a county or city, planned, approved by another hand, announced,
examined, published (policy article 3). Places are held from the plan on, so that nobody else is hired into them.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from services.personnel.domain.campaign_events import (
    CampaignAnnounced,
    CampaignApproved,
    CampaignEvent,
    CampaignFiled,
    CampaignMovedOn,
    CampaignPhase,
    CampaignPlanned,
    CampaignQuotaReserved,
    CampaignResultPublished,
    CandidateStep,
    RankedCandidate,
    ReservedPlace,
    ResultStage,
    VacancyCut,
)
from services.personnel.domain.campaign_plan import CampaignPlan, check
from services.personnel.domain.campaign_ranking import Scored, ranked
from services.personnel.domain.campaign_state import Campaign
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Region, Rejected, level, record, same_hand

# Commands


@record
class PlanCampaign:
    campaign_id: UUID
    region: Region
    title: str
    plan: CampaignPlan


@record
class ReserveCampaignQuota:
    """A vacant place for each that the plan wants."""

    places: tuple[ReservedPlace, ...]


@record
class ApproveCampaign:
    document: str


@record
class AnnounceCampaign:
    """`notice` is the number of the public notice."""

    notice: str
    registration_from: date
    registration_until: date


@record
class FollowCampaign:
    """The calendar: registration begins, or it is over."""


@record
class CloseReview:
    """`admitted` counts for each vacancy who passed the review; `pending` those whom nobody has reviewed."""

    admitted: tuple[tuple[str, int], ...]
    pending: int


@record
class PublishResult:
    """The scores of everybody who was examined, opened for this."""

    stage: ResultStage
    scored: tuple[Scored, ...]


@record
class FileCampaign:
    document: str


# Decisions


def plan(campaign: Campaign, command: PlanCampaign, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:
    if campaign.phase is not CampaignPhase.NONE:
        return ()
    if level(command.region) not in ("city", "county"):
        raise Rejected("campaigns.region", field="/region")
    if not command.title.strip():
        raise Rejected("campaigns.title", field="/title")
    check(command.plan, command.region, facts.policies.campaign_limits.on(facts.today))
    return (
        CampaignPlanned(
            effective=facts.today, campaign_id=command.campaign_id, region=command.region, title=command.title,
            plan=command.plan, planned_by=facts.by,
        ),
    )  # fmt: skip


def reserve(campaign: Campaign, command: ReserveCampaignQuota, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:
    id = in_phase(campaign, CampaignPhase.PLAN)
    return (CampaignQuotaReserved(effective=facts.today, campaign_id=id, places=command.places),)


def approve(campaign: Campaign, command: ApproveCampaign, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:
    id = in_phase(campaign, CampaignPhase.QUOTA_RESERVED)
    if same_hand(campaign.planned_by, facts.by):
        raise Rejected("campaigns.own-plan")
    document = _named(command.document, "campaigns.document", "/document")
    return (CampaignApproved(effective=facts.today, campaign_id=id, document=document, approved_by=facts.by),)


def announce(campaign: Campaign, command: AnnounceCampaign, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:
    id = in_phase(campaign, CampaignPhase.APPROVED)
    notice = _named(command.notice, "campaigns.notice", "/notice")
    if not facts.today <= command.registration_from <= command.registration_until:
        raise Rejected("campaigns.registration-days", field="/registration_until")
    announced = CampaignAnnounced(
        effective=facts.today, campaign_id=id, notice=notice, places=len(campaign.places),
        registration_from=command.registration_from, registration_until=command.registration_until,
    )  # fmt: skip
    if command.registration_from > facts.today:
        return (announced,)
    return (announced, _moved(id, facts, CampaignPhase.REGISTRATION))


def follow(campaign: Campaign, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:
    id, phase = campaign.campaign_id, campaign.phase
    if id is None or phase not in (CampaignPhase.ANNOUNCED, CampaignPhase.REGISTRATION):
        return ()
    if campaign.registration_until < facts.today:
        return (_moved(id, facts, CampaignPhase.QUALIFICATION_REVIEW),)
    if phase is CampaignPhase.ANNOUNCED and campaign.registration_from <= facts.today:
        return (_moved(id, facts, CampaignPhase.REGISTRATION),)
    return ()


def close_review(campaign: Campaign, command: CloseReview, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:
    """Where too few were admitted for each place, places are given back; the written exam begins."""
    id = in_phase(campaign, CampaignPhase.QUALIFICATION_REVIEW)
    if command.pending:
        raise Rejected("campaigns.pending", pending=command.pending)
    cuts = tuple(_cuts(campaign, id, dict(command.admitted), facts))
    return (*cuts, _moved(id, facts, CampaignPhase.WRITTEN))


def _cuts(campaign: Campaign, id: UUID, admitted: dict[str, int], facts: Facts[Policies]) -> Iterable[VacancyCut]:
    plan = planned(campaign)
    for vacancy in plan.vacancies:
        found, places = admitted.get(vacancy.code, 0), campaign.places_of(vacancy.code)
        left = min(len(places), found // plan.applicants_per_place)
        if left < len(places):
            yield VacancyCut(
                effective=facts.today, campaign_id=id, vacancy=vacancy.code, admitted=found, left=left,
                given_back=places[left:],
            )  # fmt: skip


def publish(campaign: Campaign, command: PublishResult, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:
    """The list that the scores give; who goes on is decided by the rank alone."""
    written = command.stage is ResultStage.WRITTEN
    id = in_phase(campaign, CampaignPhase.WRITTEN if written else CampaignPhase.INTERVIEW)
    found = ranked(planned(campaign), command.stage, command.scored)
    published = CampaignResultPublished(
        effective=facts.today, campaign_id=id, stage=command.stage, ranked=found,
        going_on=tuple(_going_on(campaign, found, command.stage)), published_by=facts.by,
    )  # fmt: skip
    after = CampaignPhase.RECHECK if written else CampaignPhase.PHYSICAL
    return (published, _moved(id, facts, after if published.going_on else CampaignPhase.HIRED))


def _going_on(campaign: Campaign, found: tuple[RankedCandidate, ...], stage: ResultStage) -> Iterable[UUID]:
    plan = planned(campaign)
    each_place = plan.interviewed_per_place if stage is ResultStage.WRITTEN else 1
    room = {vacancy.code: len(campaign.places_of(vacancy.code)) * each_place for vacancy in plan.vacancies}
    return (each.applicant_id for each in found if each.rank <= room[each.vacancy])


def file(campaign: Campaign, command: FileCampaign, facts: Facts[Policies]) -> tuple[CampaignEvent, ...]:
    id = in_phase(campaign, CampaignPhase.HIRED)
    document = _named(command.document, "campaigns.document", "/document")
    left = tuple(each.place for each in campaign.places)
    return (
        CampaignFiled(effective=facts.today, campaign_id=id, document=document, hired=campaign.hired, given_back=left),
    )


def in_phase(campaign: Campaign, *phases: CampaignPhase) -> UUID:
    if campaign.campaign_id is None or campaign.phase not in phases:
        raise Rejected("campaigns.phase", phase=campaign.phase.value)
    return campaign.campaign_id


def planned(campaign: Campaign) -> CampaignPlan:
    assert campaign.plan is not None
    return campaign.plan


def examined(campaign: Campaign) -> frozenset[UUID]:
    """Who is interviewed."""
    return frozenset(each.applicant_id for each in campaign.candidates if each.step is CandidateStep.INTERVIEW)


def _moved(id: UUID, facts: Facts[Policies], phase: CampaignPhase) -> CampaignMovedOn:
    return CampaignMovedOn(effective=facts.today, campaign_id=id, phase=phase)


def _named(text: str, code: str, field: str) -> str:
    if not text.strip():
        raise Rejected(code, field=field)
    return text
