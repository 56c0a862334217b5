"""The reserve of future secretaries and committee members (P-02.3, P-02.4): nominated, reviewed, in the pool, trained, appointed."""

from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.policies import Policies
from services.personnel.domain.reserve_events import (
    ReserveAppointed,
    ReserveEntered,
    ReserveEvent,
    ReserveMember,
    ReserveNominated,
    ReserveRemovalReason,
    ReserveRemoved,
    ReserveReviewed,
    ReserveStage,
    ReserveTrained,
    ReserveType,
    reserve_id,
)
from shared.kernel import Facts, Region, Rejected, level, record, same_hand

SEAT: Final = "reserve-seat"
"""The reservation of a place in the pool of a community."""
_POOL: Final = (ReserveStage.IN_POOL, ReserveStage.TRAINED)
_OPEN: Final = (ReserveStage.NOMINATED, ReserveStage.REVIEWED, *_POOL)

# Commands


@record
class NominateReserve:
    """`document` is the recommendation."""

    worker_id: UUID
    community: Region
    type: ReserveType
    document: str


@record
class ReviewReserve:
    passed: bool
    document: str


@record
class EnterReserve:
    """`seat` as in ReserveEntered; `document` is the decision of the organisation department."""

    seat: str
    document: str


@record
class NoteReserveTrained:
    """Training told that the course was completed (`duty_id`), or somebody says so with a document."""

    trained_on: date
    duty_id: UUID | None = None
    document: str = ""


@record
class AppointFromReserve:
    """The person has come to a post: `post_id` is the appointment or the party post, `starts` the first day in it."""

    post_id: UUID
    starts: date


@record
class RemoveFromReserve:
    reason: ReserveRemovalReason
    document: str


@record
class ReturnToReserve:
    """The exit that ended the membership is undone: the same seat from the same day."""


ReserveCommand = (
    NominateReserve | ReviewReserve | EnterReserve | NoteReserveTrained | AppointFromReserve | RemoveFromReserve
    | ReturnToReserve
)  # fmt: skip
Events = tuple[ReserveEvent, ...]

# Decisions


def nominate(member: ReserveMember, command: NominateReserve, facts: Facts[Policies]) -> Events:
    """Whoever was not admitted, was appointed or removed may be nominated again."""
    if member.stage in _OPEN:
        raise Rejected("reserve.member", field="/worker_id")
    if level(command.community) != "community":
        raise Rejected("reserve.community", field="/community")
    return (
        ReserveNominated(
            effective=facts.today, worker_id=command.worker_id, reserve_id=reserve_id(command.worker_id, command.type),
            community=command.community, type=command.type, document=_said(command.document), nominated_by=facts.by,
        ),
    )  # fmt: skip


def review(member: ReserveMember, command: ReviewReserve, facts: Facts[Policies]) -> Events:
    worker, id = _another_hand(member, ReserveStage.NOMINATED, facts)
    return (
        ReserveReviewed(
            effective=facts.today, worker_id=worker, reserve_id=id, passed=command.passed,
            document=_said(command.document), reviewed_by=facts.by,
        ),
    )  # fmt: skip


def enter(member: ReserveMember, command: EnterReserve, facts: Facts[Policies]) -> Events:
    worker, id = _another_hand(member, ReserveStage.REVIEWED, facts)
    return (
        ReserveEntered(
            effective=facts.today, worker_id=worker, reserve_id=id, community=member.region, type=member.type,
            seat=command.seat, document=_said(command.document), entered_by=facts.by,
        ),
    )  # fmt: skip


def note_trained(member: ReserveMember, command: NoteReserveTrained, facts: Facts[Policies]) -> Events:
    """What training tells of somebody who is not waiting for it is harmless."""
    told = command.duty_id is not None
    if told and member.stage is not ReserveStage.IN_POOL:
        return ()
    worker, id = _at(member, ReserveStage.IN_POOL)
    if command.trained_on > facts.today:
        raise Rejected("reserve.future", field="/trained_on")
    return (
        ReserveTrained(
            effective=command.trained_on, worker_id=worker, reserve_id=id, duty_id=command.duty_id,
            document="" if told else _said(command.document),
        ),
    )  # fmt: skip


def appoint(member: ReserveMember, command: AppointFromReserve, facts: Facts[Policies]) -> Events:
    """Out of the pool, trained or not: who is chosen decides the election."""
    worker, id = _at(member, *_POOL)
    return (
        ReserveAppointed(
            effective=command.starts, worker_id=worker, reserve_id=id, community=member.region, type=member.type,
            seat=member.seat, post_id=command.post_id,
        ),
    )  # fmt: skip


def remove(member: ReserveMember, command: RemoveFromReserve, facts: Facts[Policies]) -> Events:
    if member.stage is ReserveStage.REMOVED:
        return ()
    worker, id = _at(member, *_OPEN)
    return (
        ReserveRemoved(
            effective=facts.today, worker_id=worker, reserve_id=id, community=member.region, type=member.type,
            seat=member.seat, reason=command.reason, document=_said(command.document), removed_by=facts.by,
        ),
    )  # fmt: skip


def come_back(member: ReserveMember) -> Events:
    if member.stage is not ReserveStage.REMOVED or member.entered is None:
        return ()
    return (member.entered,) if member.trained is None else (member.entered, member.trained)


def seat_prefix(community: Region, type: ReserveType) -> str:
    return f"{community}:{type}#"


def vacant_seat(taken: frozenset[int], places: int) -> int:
    """The first free number. Raises Rejected(reserve.full)."""
    for number in range(1, places + 1):
        if number not in taken:
            return number
    raise Rejected("reserve.full", places=places)


def _at(member: ReserveMember, *stages: ReserveStage) -> tuple[UUID, UUID]:
    if member.worker_id is None or member.reserve_id is None or member.stage not in stages:
        raise Rejected("reserve.not-at-stage", stage=" / ".join(stages))
    return member.worker_id, member.reserve_id


def _another_hand(member: ReserveMember, stage: ReserveStage, facts: Facts[Policies]) -> tuple[UUID, UUID]:
    known = _at(member, stage)
    if same_hand(member.nominated_by, facts.by):
        raise Rejected("reserve.own-nomination")
    return known


def _said(document: str) -> str:
    if not document.strip():
        raise Rejected("reserve.document", field="/document")
    return document
