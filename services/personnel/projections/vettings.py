"""Who is vetted, and how it went: the reasons sealed."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, RowMapping, Table, Text, Uuid, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain.vetting import VettingConcluded, VettingEvent, VettingMaterialComplete, VettingOpened
from shared.kernel import Recorded, Scope
from shared.readmodel import Patch, Projection, Put, RowChange, metadata, sealed_column
from shared.readmodel.scope import inside

vetting = Table(
    "vetting",
    metadata,
    Column("vetting_id", Uuid, primary_key=True),
    Column("candidate_id", Uuid, nullable=False, index=True),
    Column("campaign_id", Uuid),
    Column("region", Text(collation="C"), nullable=False, index=True),
    Column("opened_on", Date, nullable=False),
    Column("stage", Text, nullable=False),
    Column("result", Text),
    sealed_column("reasons", "personnel.vetting.reasons"),
    Column("signed_by", Text),
)


def project(recorded: Recorded[VettingEvent]) -> tuple[RowChange, ...]:
    event = recorded.event
    match event:
        case VettingOpened():
            row = Put(
                vetting, vetting_id=event.vetting_id, candidate_id=event.candidate_id, campaign_id=event.campaign_id,
                region=event.region, opened_on=event.effective, stage="OPEN", result=None, reasons=None, signed_by=None,
            )  # fmt: skip
            return (row,)
        case VettingMaterialComplete(vetting_id=id):
            return (Patch(vetting, vetting_id=id, stage="MATERIAL_COMPLETE"),)
        case VettingConcluded(vetting_id=id, result=result, reasons=reasons, signed_by=by):
            over = {"stage": "CONCLUDED", "result": result.value, "reasons": reasons.token, "signed_by": by}
            return (Patch(vetting, vetting_id=id, **over),)


VETTINGS = Projection(name="vettings", tables=(vetting,), streams=("vetting",), project=project)


async def page(
    read: AsyncConnection, scope: Scope, stage: str, *, after: tuple[date, UUID] | None, limit: int
) -> Sequence[RowMapping]:
    """Those opened first in front, without reasons."""
    order = (vetting.c.opened_on, vetting.c.vetting_id)
    shown = [column for column in vetting.c if column.name not in ("reasons", "signed_by")]
    rows = select(*shown).where(inside(vetting.c.region, scope), vetting.c.stage == stage)
    if after is not None:
        rows = rows.where(tuple_(*order) > after)
    return (await read.execute(rows.order_by(*order).limit(limit))).mappings().all()


async def find(read: AsyncConnection, vetting_id: UUID) -> Any | None:
    rows = select(vetting).where(vetting.c.vetting_id == vetting_id)
    return (await read.execute(rows)).mappings().one_or_none()
