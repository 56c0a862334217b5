"""An honour (表彰) of a person as it stands. There is one of a kind and level for a person and a year."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.assessment.domain.honour_events import (
    HonourAnnulled,
    HonourChangeEntered,
    HonourChangeRefused,
    HonourCorrected,
    HonourEvent,
    HonourGranted,
    HonourLevel,
    HonourNominated,
    HonourNominationEnded,
    HonourObjected,
    HonourObjectionDecided,
    HonourPaper,
    HonourPublicised,
    HonourRecorded,
    HonourWithdrawn,
)
from shared.kernel import NATION, Region, record
from shared.kernel.derived import derived_id

# State


class HonourStage(StrEnum):
    NONE = "NONE"
    NOMINATED = "NOMINATED"
    PUBLICISED = "PUBLICISED"
    RECORDED = "RECORDED"
    GRANTED = "GRANTED"
    WITHDRAWN = "WITHDRAWN"
    ANNULLED = "ANNULLED"


@record
class Honour:
    """`nominated` until it is given, `paper` once there is one; `objections` still open; `grants` ever, `revision` of the last."""

    worker_id: UUID | None = None
    region: Region = NATION
    year: int = 0
    stage: HonourStage = HonourStage.NONE
    nominated: HonourNominated | None = None
    publicity_ends: date | None = None
    objections: tuple[HonourObjected, ...] = ()
    paper: HonourPaper | None = None
    entered_by: str = ""
    change: HonourChangeEntered | None = None
    grant_id: UUID | None = None
    grants: int = 0
    revision: int = 0
    objected: frozenset[UUID] = frozenset()


def honour_id(worker_id: UUID, kind: str, level: HonourLevel, year: int) -> UUID:
    """There is one honour of a kind and level for a person and a year."""
    return derived_id("assessment.honour", str(worker_id), kind, level.value, str(year))


def evolve(honour: Honour, event: HonourEvent) -> Honour:  # noqa: C901  one match
    match event:
        case HonourNominated(worker_id=worker, region=region, year=year):
            return Honour(
                worker_id=worker, region=region, year=year, stage=HonourStage.NOMINATED, nominated=event,
                entered_by=event.nominated_by, grants=honour.grants,
            )  # fmt: skip
        case HonourPublicised(last=last):
            return replace(honour, stage=HonourStage.PUBLICISED, publicity_ends=last)
        case HonourObjected(objection_id=id):
            return replace(honour, objections=(*honour.objections, event), objected=honour.objected | {id})
        case HonourObjectionDecided(objection_id=id):
            return replace(honour, objections=tuple(o for o in honour.objections if o.objection_id != id))
        case HonourNominationEnded():
            return replace(honour, stage=HonourStage.WITHDRAWN, objections=())
        case HonourRecorded(worker_id=worker, region=region, year=year, paper=paper, recorded_by=by):
            return Honour(
                worker_id=worker, region=region, year=year, stage=HonourStage.RECORDED, paper=paper, entered_by=by,
                grants=honour.grants,
            )  # fmt: skip
        case HonourGranted(paper=paper, grant_id=id):
            return replace(
                honour, stage=HonourStage.GRANTED, paper=paper, grant_id=id, grants=honour.grants + 1, revision=0
            )
        case HonourChangeEntered():
            return replace(honour, change=event)
        case HonourChangeRefused():
            return replace(honour, change=None)
        case HonourCorrected(paper=paper, revision=revision):
            return replace(honour, paper=paper, revision=revision, change=None)
        case HonourWithdrawn():
            return replace(honour, stage=HonourStage.WITHDRAWN, change=None)
        case HonourAnnulled():
            return replace(honour, stage=HonourStage.ANNULLED, change=None)
