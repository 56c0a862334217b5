"""Visits at festivals and in hardship (走访慰问): planned by one hand with a gift and who pays for it, made by another.

Class and field names of events are the storage format: add, never rename. Gifts in fen.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, record, same_hand, to_yuan


class VisitOccasion(StrEnum):
    """春节、五一、端午、中秋、国庆、社会工作日、困难慰问."""

    SPRING_FESTIVAL = "SPRING_FESTIVAL"
    LABOUR_DAY = "LABOUR_DAY"
    DRAGON_BOAT = "DRAGON_BOAT"
    MID_AUTUMN = "MID_AUTUMN"
    NATIONAL_DAY = "NATIONAL_DAY"
    SOCIAL_WORK_DAY = "SOCIAL_WORK_DAY"
    HARDSHIP = "HARDSHIP"


class VisitPhase(StrEnum):
    NONE = "NONE"
    PLANNED = "PLANNED"
    DONE = "DONE"
    CANCELLED = "CANCELLED"


# Events


@record
class VisitPlanned:
    """Effective = day planned; `funding` names the budget that pays the gift."""

    effective: date
    worker_id: UUID
    visit_id: UUID
    community: Region
    occasion: VisitOccasion
    gift_fen: int
    funding: str
    planned_by: str


@record
class VisitDone:
    """Effective = day of the visit; `gift_fen` is what was given."""

    effective: date
    worker_id: UUID
    visit_id: UUID
    occasion: VisitOccasion
    gift_fen: int
    funding: str
    visited_by: str


@record
class VisitCancelled:
    effective: date
    worker_id: UUID
    visit_id: UUID
    cancelled_by: str


CareVisitEvent = VisitPlanned | VisitDone | VisitCancelled

# State


@record
class CareVisit:
    worker_id: UUID | None = None
    visit_id: UUID | None = None
    region: Region = NATION
    occasion: VisitOccasion = VisitOccasion.HARDSHIP
    gift_fen: int = 0
    funding: str = ""
    planned_by: str = ""
    phase: VisitPhase = VisitPhase.NONE


def evolve(visit: CareVisit, event: CareVisitEvent) -> CareVisit:
    match event:
        case VisitPlanned():
            return CareVisit(
                worker_id=event.worker_id, visit_id=event.visit_id, region=event.community, occasion=event.occasion,
                gift_fen=event.gift_fen, funding=event.funding, planned_by=event.planned_by, phase=VisitPhase.PLANNED,
            )  # fmt: skip
        case VisitDone(gift_fen=given):
            return replace(visit, gift_fen=given, phase=VisitPhase.DONE)
        case VisitCancelled():
            return replace(visit, phase=VisitPhase.CANCELLED)


# Commands


@record
class PlanVisit:
    worker_id: UUID
    visit_id: UUID
    community: Region
    occasion: VisitOccasion
    on: date
    gift_fen: int
    funding: str


@record
class RecordVisit:
    """`gift_fen` is what was given, no more than planned."""

    on: date
    gift_fen: int


@record
class CancelVisit:
    """It is not made; an empty object."""


CareVisitCommand = PlanVisit | RecordVisit | CancelVisit

# Decisions


def plan(visit: CareVisit, command: PlanVisit, facts: Facts[Policies]) -> tuple[CareVisitEvent, ...]:
    if visit.phase is not VisitPhase.NONE:
        return ()
    if command.on < facts.today:
        raise Rejected("care.on", field="/on")
    most = facts.policies.care_gift_most_fen.on(facts.today)
    if not 0 <= command.gift_fen <= most:
        raise Rejected("care.gift", field="/gift", most=to_yuan(most))
    if not 1 <= len(command.funding.strip()) <= 100:
        raise Rejected("care.funding", field="/funding")
    planned = VisitPlanned(
        effective=command.on, worker_id=command.worker_id, visit_id=command.visit_id, community=command.community,
        occasion=command.occasion, gift_fen=command.gift_fen, funding=command.funding.strip(), planned_by=facts.by,
    )  # fmt: skip
    return (planned,)


def record_visit(visit: CareVisit, command: RecordVisit, facts: Facts[Policies]) -> tuple[CareVisitEvent, ...]:
    """By another hand than planned it, because something of value changed hands."""
    who, id = _planned(visit)
    if same_hand(visit.planned_by, facts.by):
        raise Rejected("care.own-plan")
    if command.on > facts.today:
        raise Rejected("care.on", field="/on")
    if not 0 <= command.gift_fen <= visit.gift_fen:
        raise Rejected("care.gift", field="/gift", most=to_yuan(visit.gift_fen))
    done = VisitDone(
        effective=command.on, worker_id=who, visit_id=id, occasion=visit.occasion, gift_fen=command.gift_fen,
        funding=visit.funding, visited_by=facts.by,
    )  # fmt: skip
    return (done,)


def cancel(visit: CareVisit, facts: Facts[Policies]) -> tuple[CareVisitEvent, ...]:
    if visit.phase is VisitPhase.CANCELLED:
        return ()
    who, id = _planned(visit)
    return (VisitCancelled(effective=facts.today, worker_id=who, visit_id=id, cancelled_by=facts.by),)


def _planned(visit: CareVisit) -> tuple[UUID, UUID]:
    if visit.phase is not VisitPhase.PLANNED or visit.worker_id is None or visit.visit_id is None:
        raise Rejected("care.not-planned")
    return visit.worker_id, visit.visit_id
