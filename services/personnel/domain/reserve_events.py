"""What can have happened to somebody in the reserve of a community (后备人才库, 后备力量; policy article 2).

Class and field names of events are the storage format: add, never rename. One stream a person and type: who left may come again.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import NATION, Region, record
from shared.kernel.derived import derived_id


class ReserveType(StrEnum):
    """书记后备人才、社区“两委”专职成员后备力量."""

    SECRETARY = "SECRETARY"
    COMMITTEE = "COMMITTEE"


class ReserveStage(StrEnum):
    NONE = "NONE"
    NOMINATED = "NOMINATED"
    REVIEWED = "REVIEWED"
    NOT_ADMITTED = "NOT_ADMITTED"
    IN_POOL = "IN_POOL"
    TRAINED = "TRAINED"
    APPOINTED = "APPOINTED"
    REMOVED = "REMOVED"


class ReserveRemovalReason(StrEnum):
    """考核不合格、违纪违法、离开社区、本人不愿意、年龄等条件不再符合."""

    FAILED_YEAR = "FAILED_YEAR"
    DISCIPLINED = "DISCIPLINED"
    LEFT = "LEFT"
    DECLINED = "DECLINED"
    NO_LONGER_QUALIFIED = "NO_LONGER_QUALIFIED"


# Events


@record
class ReserveNominated:
    effective: date
    worker_id: UUID
    reserve_id: UUID
    community: Region
    type: ReserveType
    document: str
    nominated_by: str


@record
class ReserveReviewed:
    """By another hand; the reasons stay in the document."""

    effective: date
    worker_id: UUID
    reserve_id: UUID
    passed: bool
    document: str
    reviewed_by: str


@record
class ReserveEntered:
    """In the pool; `seat` is the reservation of one of the community's places in it."""

    effective: date
    worker_id: UUID
    reserve_id: UUID
    community: Region
    type: ReserveType
    seat: str
    document: str
    entered_by: str


@record
class ReserveTrained:
    """Effective = the day the training was completed; `duty_id` where training told of it, else the document."""

    effective: date
    worker_id: UUID
    reserve_id: UUID
    duty_id: UUID | None
    document: str


@record
class ReserveAppointed:
    """Effective = first day in the post; `post_id` is the appointment or the party post."""

    effective: date
    worker_id: UUID
    reserve_id: UUID
    community: Region
    type: ReserveType
    seat: str
    post_id: UUID


@record
class ReserveRemoved:
    effective: date
    worker_id: UUID
    reserve_id: UUID
    community: Region
    type: ReserveType
    seat: str
    reason: ReserveRemovalReason
    document: str
    removed_by: str


ReserveEvent = (
    ReserveNominated | ReserveReviewed | ReserveEntered | ReserveTrained | ReserveAppointed | ReserveRemoved
)  # fmt: skip

# State


@record
class ReserveMember:
    region: Region = NATION
    worker_id: UUID | None = None
    reserve_id: UUID | None = None
    type: ReserveType = ReserveType.SECRETARY
    stage: ReserveStage = ReserveStage.NONE
    seat: str = ""
    nominated_by: str = ""
    entered: ReserveEntered | None = None
    trained: "ReserveTrained | None" = None


def evolve(member: ReserveMember, event: ReserveEvent) -> ReserveMember:
    match event:
        case ReserveNominated():
            return ReserveMember(
                region=event.community, worker_id=event.worker_id, reserve_id=event.reserve_id, type=event.type,
                stage=ReserveStage.NOMINATED, nominated_by=event.nominated_by,
            )  # fmt: skip
        case ReserveReviewed(passed=passed):
            return replace(member, stage=ReserveStage.REVIEWED if passed else ReserveStage.NOT_ADMITTED)
        case ReserveEntered(seat=seat):
            return replace(member, stage=ReserveStage.IN_POOL, seat=seat, entered=event)
        case ReserveTrained():
            return replace(member, stage=ReserveStage.TRAINED, trained=event)
        case ReserveAppointed():
            return replace(member, stage=ReserveStage.APPOINTED, seat="")
        case ReserveRemoved():
            return replace(member, stage=ReserveStage.REMOVED, seat="")


def reserve_id(worker_id: UUID, type: ReserveType) -> UUID:
    return derived_id("personnel.reserve", str(worker_id), type.value)
