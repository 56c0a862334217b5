"""A redeployment inside the street (街道内调配): PROPOSED → APPROVED → EFFECTIVE, or rejected; corrected and annulled; LAPSED with an
exit. The employer, the contract and the grade stay.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import Region, record


class TransferStage(StrEnum):
    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    EFFECTIVE = "EFFECTIVE"
    REJECTED = "REJECTED"
    ANNULLED = "ANNULLED"
    LAPSED = "LAPSED"


# Events


@record
class TransferProposed:
    """Effective = first day wanted in the new community; `reason` names size, population structure or workload."""

    effective: date
    worker_id: UUID
    transfer_id: UUID
    was: Region
    workplace: Region
    reason: str
    proposed_by: str


@record
class TransferRejected:
    effective: date
    worker_id: UUID
    transfer_id: UUID
    reason: str
    rejected_by: str


@record
class TransferApproved:
    """`place` is what the person holds of the establishment from then on; what is not in `held` yet is taken now."""

    effective: date
    worker_id: UUID
    transfer_id: UUID
    workplace: Region
    place: str
    held: str
    document: str
    proposed_by: str
    approved_by: str


@record
class WorkplaceChanged:
    """The day has come: the person works there from the effective day on. What was held and is not in `place` is free."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    transfer_id: UUID
    was: Region
    workplace: Region
    place: str
    held: str


@record
class TransferCorrected:
    """It was on another day: effective = the right one."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    transfer_id: UUID
    was: Region
    workplace: Region
    reason: str


@record
class TransferAnnulled:
    """It never was: the person works in `workplace` as before. Effective = the day that was said."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    transfer_id: UUID
    workplace: Region
    took_effect: bool
    place: str
    held: str
    reason: str


@record
class TransferLapsed:
    """The person leaves before it is decided or before its day (随离职终止). Effective = last day of work; what was kept for it and is
    not in `held` is free.
    """

    effective: date
    worker_id: UUID
    transfer_id: UUID
    was: TransferStage
    place: str
    held: str


@record
class TransferReopened:
    """The exit with which it lapsed is undone: it is at `stage` again. Effective = first day wanted in the new community."""

    effective: date
    worker_id: UUID
    transfer_id: UUID
    stage: TransferStage
    place: str
    held: str
    proposed_by: str


TransferEvent = (
    TransferProposed | TransferRejected | TransferApproved | WorkplaceChanged | TransferCorrected | TransferAnnulled
    | TransferLapsed | TransferReopened
)  # fmt: skip

# State


@record
class Transfer:
    """`before` is the establishment place held until it took effect; `lapsed` the stage at which it lapsed."""

    transfer_id: UUID
    day: date
    was: Region
    workplace: Region
    stage: TransferStage
    proposed_by: str
    place: str = ""
    before: str = ""
    lapsed: TransferStage | None = None


Transfers = tuple[Transfer, ...]


def found(transfers: Transfers, id: UUID) -> Transfer | None:
    return next((t for t in transfers if t.transfer_id == id), None)


def evolve(transfers: Transfers, event: TransferEvent) -> Transfers:  # noqa: C901  one match
    match event:
        case TransferProposed(transfer_id=id):
            new = Transfer(
                transfer_id=id, day=event.effective, was=event.was, workplace=event.workplace,
                stage=TransferStage.PROPOSED, proposed_by=event.proposed_by,
            )  # fmt: skip
            return (*transfers, new)
        case TransferRejected(transfer_id=id):
            return _with(transfers, id, stage=TransferStage.REJECTED)
        case TransferApproved(transfer_id=id, effective=day, place=place):
            return _with(transfers, id, stage=TransferStage.APPROVED, day=day, place=place)
        case WorkplaceChanged(transfer_id=id, effective=day, held=held):
            return _with(transfers, id, stage=TransferStage.EFFECTIVE, day=day, before=held)
        case TransferCorrected(transfer_id=id, effective=day):
            return _with(transfers, id, day=day)
        case TransferAnnulled(transfer_id=id):
            return _with(transfers, id, stage=TransferStage.ANNULLED)
        case TransferLapsed(transfer_id=id, was=was):
            return _with(transfers, id, stage=TransferStage.LAPSED, lapsed=was)
        case TransferReopened(transfer_id=id, stage=stage):
            return _with(transfers, id, stage=stage, lapsed=None)


def _with(transfers: Transfers, id: UUID, **changes: object) -> Transfers:
    return tuple(replace(t, **changes) if t.transfer_id == id else t for t in transfers)  # type: ignore[arg-type]
