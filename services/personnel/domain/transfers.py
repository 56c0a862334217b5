"""Transfers between the communities of one street (P-03.5): proposed with a reason, approved by another hand, effective on a day."""

from datetime import date
from uuid import UUID

from services.personnel.domain.contracts import running
from services.personnel.domain.employment import Employment, EmploymentEvent
from services.personnel.domain.headcount_places import place_keys
from services.personnel.domain.policies import Policies
from services.personnel.domain.transfer_events import (
    Transfer,
    TransferAnnulled,
    TransferApproved,
    TransferCorrected,
    TransferLapsed,
    TransferProposed,
    TransferRejected,
    TransferReopened,
    TransferStage,
    WorkplaceChanged,
    found,
)
from shared.kernel import Facts, Region, Rejected, Release, Reservation, Take, ancestor, level, record, same_hand

# Commands


@record
class ProposeTransfer:
    transfer_id: UUID
    workplace: Region
    day: date
    reason: str


@record
class ApproveTransfer:
    """`place` is the establishment place that the person holds in the new community, with its reservations."""

    transfer_id: UUID
    document: str
    place: str


@record
class RejectTransfer:
    transfer_id: UUID
    reason: str


@record
class CorrectTransfer:
    transfer_id: UUID
    day: date
    reason: str


@record
class AnnulTransfer:
    transfer_id: UUID
    reason: str


@record
class FollowTransfers:
    """The calendar: the day of an approved transfer has come."""


TransferCommand = (
    ProposeTransfer | ApproveTransfer | RejectTransfer | CorrectTransfer | AnnulTransfer | FollowTransfers
)  # fmt: skip

# Decisions


def decide(employment: Employment, command: TransferCommand, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    match command:
        case ProposeTransfer():
            return propose(employment, command, facts)
        case ApproveTransfer():
            return approve(employment, command, facts)
        case RejectTransfer():
            return reject(employment, command, facts)
        case CorrectTransfer():
            return correct(employment, command, facts)
        case AnnulTransfer():
            return annul(employment, command, facts)
        case FollowTransfers():
            return follow(employment, facts)


def propose(employment: Employment, command: ProposeTransfer, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker = running(employment)
    if found(employment.transfers, command.transfer_id) is not None:
        return ()
    if any(t.stage in (TransferStage.PROPOSED, TransferStage.APPROVED) for t in employment.transfers):
        raise Rejected("transfers.open")
    if not _of_street(employment.employer, command.workplace):
        raise Rejected("transfers.other-employer", field="/workplace")
    if command.workplace == employment.region:
        raise Rejected("transfers.same-workplace", field="/workplace")
    latest = max((t.day for t in employment.transfers if t.stage is TransferStage.EFFECTIVE), default=employment.starts)
    if command.day <= latest:
        raise Rejected("transfers.day", field="/day", after=latest)
    return (
        TransferProposed(
            effective=command.day, worker_id=worker, transfer_id=command.transfer_id, was=employment.region,
            workplace=command.workplace, reason=_because(command.reason), proposed_by=facts.by,
        ),
    )  # fmt: skip


def approve(employment: Employment, command: ApproveTransfer, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker, transfer = running(employment), _proposed(employment, command.transfer_id, facts)
    if not command.document.strip():
        raise Rejected("transfers.document", field="/document")
    approved = TransferApproved(
        effective=transfer.day, worker_id=worker, transfer_id=transfer.transfer_id, workplace=transfer.workplace,
        place=command.place, held=employment.place, document=command.document, proposed_by=transfer.proposed_by, approved_by=facts.by,
    )  # fmt: skip
    if transfer.day > facts.today:
        return (approved,)
    return (approved, changed(employment, transfer, command.place))


def reject(employment: Employment, command: RejectTransfer, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker, transfer = running(employment), _proposed(employment, command.transfer_id, facts)
    return (
        TransferRejected(
            effective=facts.today, worker_id=worker, transfer_id=transfer.transfer_id, reason=_because(command.reason),
            rejected_by=facts.by,
        ),
    )  # fmt: skip


def correct(employment: Employment, command: CorrectTransfer, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    """The day of one that took effect; between the transfer before and the one after it, not in the future."""
    worker, transfer = running(employment), _effective(employment, command.transfer_id)
    days = [t.day for t in employment.transfers if t.stage is TransferStage.EFFECTIVE and t is not transfer]
    first = max((day for day in days if day < transfer.day), default=employment.starts)
    until = min((day for day in days if day > transfer.day), default=None)
    if command.day <= first or command.day > facts.today or (until is not None and command.day >= until):
        raise Rejected("transfers.day", field="/day", after=first)
    because = _because(command.reason)
    if command.day == transfer.day:
        return ()
    assert employment.employment_id is not None
    return (
        TransferCorrected(
            effective=command.day, worker_id=worker, employment_id=employment.employment_id,
            transfer_id=transfer.transfer_id, was=transfer.was, workplace=transfer.workplace, reason=because,
        ),
    )  # fmt: skip


def annul(employment: Employment, command: AnnulTransfer, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    """The last one only, approved or effective: what followed it would hang in the air."""
    worker, transfer = running(employment), found(employment.transfers, command.transfer_id)
    if transfer is None:
        raise Rejected("transfers.unknown")
    if transfer.stage is TransferStage.ANNULLED:
        return ()
    if (
        transfer.stage not in (TransferStage.APPROVED, TransferStage.EFFECTIVE)
        or transfer is not employment.transfers[-1]
    ):
        raise Rejected("transfers.not-the-last")
    assert employment.employment_id is not None
    took = transfer.stage is TransferStage.EFFECTIVE
    return (
        TransferAnnulled(
            effective=transfer.day, worker_id=worker, employment_id=employment.employment_id,
            transfer_id=transfer.transfer_id, workplace=transfer.was, took_effect=took,
            place=transfer.before if took else employment.place, held=transfer.place, reason=_because(command.reason),
        ),
    )  # fmt: skip


def follow(employment: Employment, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    """Also of somebody who leaves after that day."""
    if employment.worker_id is None:
        return ()
    until = min(facts.today, employment.last_day or date.max)
    due = [t for t in employment.transfers if t.stage is TransferStage.APPROVED and t.day <= until]
    return tuple(changed(employment, transfer, transfer.place) for transfer in due)


def moved_places(
    event: TransferApproved | WorkplaceChanged | TransferAnnulled | TransferLapsed | TransferReopened, kind: str
) -> tuple[Reservation, ...]:
    """What is taken with the approval and given back when the old community is left, or all is undone or lapses."""
    new, old = place_keys(event.place), place_keys(event.held)
    takes = tuple(Take(kind=kind, key=key) for key in new if key not in old)
    releases = tuple(Release(kind=kind, key=key) for key in old if key not in new)
    match event:
        case TransferApproved() | TransferReopened():
            return takes
        case TransferLapsed():
            return tuple(Release(kind=kind, key=key) for key in new if key not in old)
        case WorkplaceChanged() | TransferAnnulled(took_effect=False):
            return releases
        case TransferAnnulled():
            return (*takes, *releases)


def changed(employment: Employment, transfer: Transfer, place: str) -> WorkplaceChanged:
    assert employment.worker_id is not None
    assert employment.employment_id is not None
    return WorkplaceChanged(
        effective=transfer.day, worker_id=employment.worker_id, employment_id=employment.employment_id,
        transfer_id=transfer.transfer_id, was=transfer.was, workplace=transfer.workplace, place=place,
        held=employment.place,
    )  # fmt: skip


def _proposed(employment: Employment, id: UUID, facts: Facts[Policies]) -> Transfer:
    transfer = found(employment.transfers, id)
    if transfer is None or transfer.stage is not TransferStage.PROPOSED:
        raise Rejected("transfers.nothing-proposed")
    if same_hand(transfer.proposed_by, facts.by):
        raise Rejected("transfers.own-proposal")
    return transfer


def _effective(employment: Employment, id: UUID) -> Transfer:
    transfer = found(employment.transfers, id)
    if transfer is None or transfer.stage is not TransferStage.EFFECTIVE:
        raise Rejected("transfers.unknown")
    return transfer


def _of_street(employer: Region, workplace: Region) -> bool:
    return level(workplace) == "community" and ancestor(workplace, "street") == employer


def _because(reason: str) -> str:
    if not reason.strip():
        raise Rejected("transfers.reason", field="/reason")
    return reason
