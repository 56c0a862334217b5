"""Minimum wage and average wage over HTTP: amounts as decimal strings."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends

from services.payroll.domain.streams import WAGE_FIGURE
from services.payroll.domain.wage_figures import VALUE, PublishWageFigure, WageFigureKind, figure_id
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

    `means` says what is counted; `open_by` names the document that leaves the figure to lower levels: without one it binds them.
    """

    region: RegionPath
    kind: WageFigureKind
    effective: date
    monthly: Yuan
    means: str
    document: str
    article: str
    hourly: Yuan = 0
    tier: str = ""
    open_by: str = ""


@record
class ShownFigure:
    """`hourly` is null where none is published; `open_by` "" where the figure binds lower levels, null where nothing is said."""

    figure_id: UUID
    version: int
    region: str
    kind: str
    effective: date
    monthly: str
    hourly: str | None
    tier: str
    means: str
    document: str
    article: str
    open_by: str | None
    published_by: str


@router.post("", status_code=201, operation_id="publish_wage_figure")
async def publish(command: Asked[NewWageFigure], handle: Approver) -> Receipt:
    """Publish the next version; months already paid are settled by the next run, month by month. What another level binds is refused."""
    region = Region(command.region)
    async with handle.reading() as read:
        above = await wage_figures.said_above(read, region, command.kind)
    asked = PublishWageFigure(
        region=region, kind=command.kind, effective=command.effective, monthly_fen=command.monthly,
        hourly_fen=command.hourly, tier=command.tier, means=command.means, document=command.document, article=command.article,
        open_by=command.open_by, above=above,
        bound=handle.runtime.book.bound(region, {VALUE[command.kind]: command.monthly}, command.effective),
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
    names = ("figure_id", "version", "region", "kind", "effective", "tier", "means", "document", "article", "open_by")
    return ShownFigure(
        **{name: row[name] for name in names}, published_by=row["published_by"], monthly=to_yuan(row["monthly_fen"]),
        hourly=to_yuan(row["hourly_fen"]) if row["hourly_fen"] else None,
    )  # fmt: skip
