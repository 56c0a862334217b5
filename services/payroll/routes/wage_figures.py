"""Minimum wage and average wage over HTTP: amounts as decimal strings."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends

from services.payroll.domain.streams import WAGE_FIGURE
from services.payroll.domain.wage_figures import PublishWageFigure, WageFigureKind, figure_id
from services.payroll.projections import wage_figures
from services.payroll.rights import PUBLISH_STANDARDS, SEE_STANDARDS
from shared.handling import Receipt
from shared.kernel import Region, record, to_yuan
from shared.web.asked import Asked, RegionPath, Yuan
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(prefix="/wage-figures", tags=["wage figures"])
Approver = Annotated[Handle, Depends(handler(WAGE_FIGURE, may=PUBLISH_STANDARDS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_STANDARDS))]


@record
class NewWageFigure:
    """A region's minimum wage, or its average wage of last year, from the first day of a month that may have passed. `tier` is the
    class of the region where a province has several; `hourly` only of a minimum wage.
    """

    region: RegionPath
    kind: WageFigureKind
    effective: date
    monthly: Yuan
    document: str
    article: str
    hourly: Yuan = 0
    tier: str = ""


@record
class ShownFigure:
    """`hourly` is null where none is published."""

    figure_id: UUID
    version: int
    region: str
    kind: str
    effective: date
    monthly: str
    hourly: str | None
    tier: str
    document: str
    article: str
    published_by: str


@router.post("", status_code=201, operation_id="publish_wage_figure")
async def publish(command: Asked[NewWageFigure], handle: Approver) -> Receipt:
    """Publish the next version; months already paid are settled by the next run, month by month."""
    region = Region(command.region)
    asked = PublishWageFigure(
        region=region, kind=command.kind, effective=command.effective, monthly_fen=command.monthly,
        hourly_fen=command.hourly, tier=command.tier, document=command.document, article=command.article,
    )  # fmt: skip
    return await handle(figure_id(region, command.kind), asked, region=region)


@router.get("", operation_id="list_wage_figures")
async def listed(reader: Reader, region: RegionPath | None = None) -> list[ShownFigure]:
    """Every version in the caller's regions; with a region those of its province, city and county, for whoever has it in scope."""
    async with reader.reading() as read:
        if region is None:
            rows = await wage_figures.listed(read, reader.scope)
        else:
            reader.require(Region(region))
            rows = await wage_figures.above(read, Region(region))
    return [_shown(row) for row in rows]


def _shown(row: Mapping[Any, Any]) -> ShownFigure:
    names = ("figure_id", "version", "region", "kind", "effective", "tier", "document", "article", "published_by")
    return ShownFigure(
        **{name: row[name] for name in names}, monthly=to_yuan(row["monthly_fen"]),
        hourly=to_yuan(row["hourly_fen"]) if row["hourly_fen"] else None,
    )  # fmt: skip
