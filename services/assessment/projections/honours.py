"""Honours by region: where each stands, what the paper says, what waits for another hand."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, Integer, RowMapping, Table, Text, Uuid, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.assessment.domain import honour_events as honour
from services.assessment.domain.honour import HonourStage
from services.assessment.domain.honour_events import HonourEvent, HonourLevel, HonourPaper
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata
from shared.readmodel.scope import inside

honours = Table(
    "honour",
    metadata,
    Column("honour_id", Uuid, primary_key=True),
    Column("worker_id", Uuid, nullable=False, index=True),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("year", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("document", Text),
    Column("granted_on", Date),
    Column("sha256", Text),
    Column("publicised_from", Date),
    Column("publicised_until", Date),
    Column("change", Text),
    Column("counts_until", Date),
    Column("entered_by", Text, nullable=False),
    Column("granted_by", Text),
    Column("reason", Text),
)

objections = Table(
    "honour_objection",
    metadata,
    Column("objection_id", Uuid, primary_key=True),
    Column("honour_id", Uuid, nullable=False, index=True),
    Column("raised_on", Date, nullable=False),
    Column("document", Text, nullable=False),
    Column("decided_on", Date),
    Column("upheld", Boolean),
)


def project(recorded: Recorded[HonourEvent]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    id, event = recorded.stream_id, recorded.event
    match event:
        case honour.HonourNominated(kind=kind, level=level, issuer=issuer, nominated_by=by):
            said = {"kind": kind, "level": level.value, "issuer": issuer, "entered_by": by}
            return (_begun(id, event, stage=HonourStage.NOMINATED.value, **said),)
        case honour.HonourRecorded(paper=paper, recorded_by=by):
            return (_begun(id, event, stage=HonourStage.RECORDED.value, entered_by=by, **_paper(paper)),)
        case honour.HonourPublicised(effective=first, last=last):
            stage = HonourStage.PUBLICISED.value
            return (_patch(id, stage=stage, publicised_from=first, publicised_until=last),)
        case honour.HonourNominationEnded(reason=reason):
            return (_patch(id, stage=HonourStage.WITHDRAWN.value, reason=reason),)
        case honour.HonourGranted(paper=paper, granted_by=by):
            return (_patch(id, stage=HonourStage.GRANTED.value, granted_by=by, **_paper(paper)),)
        case honour.HonourChangeEntered(change=change, reason=reason):
            return (_patch(id, change=change.value, reason=reason),)
        case honour.HonourChangeRefused(reason=reason):
            return (_patch(id, change=None, reason=reason),)
        case honour.HonourCorrected(paper=paper):
            return (_patch(id, change=None, **_paper(paper)),)
        case honour.HonourWithdrawn(effective=since):
            return (_patch(id, stage=HonourStage.WITHDRAWN.value, change=None, counts_until=since),)
        case honour.HonourAnnulled(effective=since):
            return (_patch(id, stage=HonourStage.ANNULLED.value, change=None, counts_until=since),)
        case honour.HonourObjected(objection_id=objection, effective=day, document=document):
            row = {"honour_id": id, "raised_on": day, "document": document, "decided_on": None, "upheld": None}
            return (Put(objections, objection_id=objection, **row),)
        case honour.HonourObjectionDecided(objection_id=objection, effective=day, upheld=upheld):
            return (Patch(objections, objection_id=objection, decided_on=day, upheld=upheld),)


def _begun(id: UUID, event: honour.HonourNominated | honour.HonourRecorded, **values: Any) -> Put:
    """One begun anew keeps nothing of before."""
    return Put(honours, honour_id=id, worker_id=event.worker_id, region=event.region, year=event.year, **values)


def _paper(paper: HonourPaper) -> dict[str, Any]:
    return {
        "kind": paper.kind, "level": paper.level.value, "issuer": paper.issuer, "document": paper.document,
        "granted_on": paper.granted_on, "sha256": paper.sha256,
    }  # fmt: skip


def _patch(id: UUID, **values: Any) -> Patch:
    return Patch(honours, honour_id=id, **values)


HONOURS = Projection(name="honours", tables=(honours, objections), streams=("honour",), project=project)


async def find(read: AsyncConnection, honour_id: UUID) -> RowMapping | None:
    return (await read.execute(select(honours).where(honours.c.honour_id == honour_id))).mappings().one_or_none()


async def of_worker(read: AsyncConnection, worker_id: UUID) -> Sequence[RowMapping]:
    """A person's honours, the latest year first."""
    rows = select(honours).where(honours.c.worker_id == worker_id)
    return (await read.execute(rows.order_by(honours.c.year.desc(), honours.c.honour_id))).mappings().all()


async def page(
    read: AsyncConnection, scope: Scope, *, stage: HonourStage | None = None, level: HonourLevel | None = None,
    waiting: bool = False,
    after: UUID | None = None, limit: int = 100,
) -> Sequence[RowMapping]:  # fmt: skip
    """Honours in these regions by id; `waiting`: only those of which another hand has to confirm or refuse something."""
    rows = select(honours).where(inside(honours.c.region, scope))
    if stage is not None:
        rows = rows.where(honours.c.stage == stage.value)
    if level is not None:
        rows = rows.where(honours.c.level == level.value)
    if waiting:
        rows = rows.where((honours.c.stage == HonourStage.RECORDED.value) | honours.c.change.is_not(None))
    if after is not None:
        rows = rows.where(honours.c.honour_id > after)
    return (await read.execute(rows.order_by(honours.c.honour_id).limit(limit))).mappings().all()


async def objections_to(read: AsyncConnection, honour_id: UUID) -> Sequence[RowMapping]:
    """Every objection to an honour in the order of days."""
    rows = select(objections).where(objections.c.honour_id == honour_id)
    return (await read.execute(rows.order_by(objections.c.raised_on, objections.c.objection_id))).mappings().all()
