"""Campaigns, applicants and objections: one row each."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain import applicant_events as applicants
from services.personnel.domain import campaign_events as events
from services.personnel.domain.campaign_events import CampaignPhase, CandidateStep, ResultStage
from services.personnel.domain.campaign_state import NEXT
from services.personnel.projections.recruiting_tables import applicant, campaign, objection
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange
from shared.readmodel.scope import inside


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    if recorded.stream_type == "applicant":
        return _of_applicant(recorded)
    return _of_candidates(recorded.event) or _of_campaign(recorded.event)


def _of_campaign(event: Any) -> tuple[RowChange, ...]:
    match event:
        case events.CampaignPlanned():
            return (_planned(event),)
        case events.CampaignQuotaReserved(places=places):
            return (_at(event, CampaignPhase.QUOTA_RESERVED, places=len(places)),)
        case events.CampaignApproved(document=document):
            return (_at(event, CampaignPhase.APPROVED, document=document),)
        case events.CampaignAnnounced(notice=notice, registration_from=first, registration_until=last):
            days = {"registration_from": first, "registration_until": last}
            return (_at(event, CampaignPhase.ANNOUNCED, notice=notice, **days),)
        case events.CampaignMovedOn(phase=phase):
            return (_at(event, phase),)
        case events.CampaignFiled(hired=hired):
            return (_at(event, CampaignPhase.FILED, hired=hired),)
        case _:
            return ()


def _planned(event: events.CampaignPlanned) -> Put:
    return Put(
        campaign, campaign_id=event.campaign_id, region=event.region, title=event.title, phase="PLAN",
        planned_on=event.effective, places=sum(v.places for v in event.plan.vacancies), notice=None,
        registration_from=None, registration_until=None, hired=0, document=None,
    )  # fmt: skip


def _at(event: Any, phase: CampaignPhase, **changes: Any) -> Patch:
    return Patch(campaign, campaign_id=event.campaign_id, phase=phase.value, **changes)


def _of_candidates(event: Any) -> tuple[RowChange, ...]:
    match event:
        case events.CampaignResultPublished():
            return tuple(_ranked(event))
        case events.CandidateConcluded(applicant_id=id, passed=passed, step=step):
            after = NEXT[step] if passed else CandidateStep.OUT
            return (Patch(applicant, applicant_id=id, step=after.value),)
        case events.CandidatePulledIn(applicant_id=id, step=step):
            return (Patch(applicant, applicant_id=id, step=step.value),)
        case events.PublicityBegan(applicants=shown, until=until):
            return tuple(Patch(applicant, applicant_id=id, shown_until=until) for id in shown)
        case events.ObjectionRaised():
            return (_objected(event),)
        case events.ObjectionDecided(objection_id=id, upheld=upheld, until=until, decided_by=by):
            stage = "UPHELD" if upheld else "REJECTED"
            decided = Patch(objection, objection_id=id, stage=stage, decided_by=by)
            return (decided, Patch(applicant, applicant_id=event.applicant_id, shown_until=until))
        case events.CandidateHired(applicant_id=id):
            return (Patch(applicant, applicant_id=id, step=CandidateStep.HIRED.value),)
        case _:
            return ()


def _ranked(event: events.CampaignResultPublished) -> Sequence[Patch]:
    on, final = frozenset(event.going_on), event.stage is ResultStage.FINAL
    first = CandidateStep.PHYSICAL if final else CandidateStep.RECHECK
    return [
        Patch(
            applicant, applicant_id=each.applicant_id, rank=each.rank, written=each.written,
            interview=each.interview if final else None, bonus=each.bonus, total=each.total,
            tie_break=None if each.tie_break is None else each.tie_break.value,
            step=(first if each.applicant_id in on else CandidateStep.WAITING).value,
        )
        for each in event.ranked
    ]  # fmt: skip


def _objected(event: events.ObjectionRaised) -> Put:
    return Put(
        objection, objection_id=event.objection_id, campaign_id=event.campaign_id, applicant_id=event.applicant_id,
        reason=event.reason.token, raised_on=event.effective, raised_by=event.raised_by, stage="OPEN", decided_by=None,
    )  # fmt: skip


def _of_applicant(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case applicants.ApplicantRegistered():
            return (_registered(event),)
        case applicants.ApplicantReviewed(applicant_id=id, passed=passed):
            return (Patch(applicant, applicant_id=id, admitted=passed),)
        case applicants.ApplicantForgotten(applicant_id=id):
            return (Patch(applicant, applicant_id=id, name=None, id_number=None, forgotten_at=recorded.position),)
        case _:
            return ()


def _registered(event: applicants.ApplicantRegistered) -> Put:
    return Put(
        applicant, applicant_id=event.applicant_id, campaign_id=event.campaign_id, region=event.region,
        vacancy=event.vacancy, number=event.number, name=event.name.token, id_number=event.id_number.token, sex=event.sex,
        birth_month=event.birth_month, education=event.education.value,
        certificate=None if event.certificate is None else event.certificate.value,
        sources=" ".join(each.value for each in event.sources), admitted=None, rank=None, written=None, interview=None,
        bonus=None, total=None, tie_break=None, step=None, shown_until=None, kept_until=event.kept_until, forgotten_at=None,
    )  # fmt: skip


RECRUITING = Projection(
    name="recruiting", tables=(campaign, applicant, objection), streams=("campaign", "applicant"), project=project
)


async def campaigns(
    read: AsyncConnection, scope: Scope, *, after: tuple[Any, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those planned first in front; `after` is (planned_on, campaign_id)."""
    order = (campaign.c.planned_on, campaign.c.campaign_id)
    rows = select(campaign).where(inside(campaign.c.region, scope))
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def find(read: AsyncConnection, campaign_id: UUID) -> RowMapping | None:
    rows = select(campaign).where(campaign.c.campaign_id == campaign_id)
    return (await read.execute(rows)).mappings().one_or_none()


async def of_campaign(
    read: AsyncConnection, campaign_id: UUID, scope: Scope, *, after: int | None, limit: int
) -> Sequence[RowMapping]:
    """Applicants by the number of their registration."""
    rows = select(applicant).where(applicant.c.campaign_id == campaign_id, inside(applicant.c.region, scope))
    if after is not None:
        rows = rows.where(applicant.c.number > after)
    return (await read.execute(rows.order_by(applicant.c.number).limit(limit))).mappings().all()


async def ranking(read: AsyncConnection, campaign_id: UUID) -> Sequence[RowMapping]:
    """What is published of everybody ranked, vacancy by vacancy: no names."""
    shown = (
        "applicant_id",
        "vacancy",
        "number",
        "rank",
        "written",
        "interview",
        "bonus",
        "total",
        "tie_break",
        "step",
        "shown_until",
    )
    rows = select(*(applicant.c[name] for name in shown)).where(
        applicant.c.campaign_id == campaign_id, applicant.c.rank.is_not(None)
    )
    return (await read.execute(rows.order_by(applicant.c.vacancy, applicant.c.rank))).mappings().all()


async def reviewed(read: AsyncConnection, campaign_id: UUID) -> tuple[dict[str, int], int]:
    """How many were admitted for each vacancy; how many nobody has reviewed."""
    rows = select(applicant.c.vacancy, applicant.c.admitted, func.count()).where(applicant.c.campaign_id == campaign_id)
    found = (await read.execute(rows.group_by(applicant.c.vacancy, applicant.c.admitted))).all()
    return {v: n for v, admitted, n in found if admitted}, sum(n for _, admitted, n in found if admitted is None)


async def admitted(read: AsyncConnection, campaign_id: UUID) -> Sequence[UUID]:
    rows = select(applicant.c.applicant_id).where(
        applicant.c.campaign_id == campaign_id, applicant.c.admitted.is_(True)
    )
    return (await read.execute(rows.order_by(applicant.c.number))).scalars().all()


async def objections(read: AsyncConnection, campaign_id: UUID) -> Sequence[RowMapping]:
    rows = select(objection).where(objection.c.campaign_id == campaign_id)
    return (await read.execute(rows.order_by(objection.c.raised_on, objection.c.objection_id))).mappings().all()


async def forgotten_after(read: AsyncConnection, position: int) -> Sequence[tuple[int, UUID, str]]:
    """Applicants whose erasure was decided after a position of the log, with their regions, in order."""
    rows = select(applicant.c.forgotten_at, applicant.c.applicant_id, applicant.c.region)
    found = await read.execute(rows.where(applicant.c.forgotten_at > position).order_by(applicant.c.forgotten_at))
    return [(at, id, region) for at, id, region in found]
