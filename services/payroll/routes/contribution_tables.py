"""Contribution tables over HTTP: amounts as decimal strings, rates in parts per million."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends

from services.payroll.domain.contribution_tables import (
    ContributionTerms,
    PublishContributionTable,
    SchemeRate,
    ShareRounding,
    TableKind,
    table_id,
    values_of,
)
from services.payroll.domain.streams import CONTRIBUTION_TABLE
from services.payroll.projections import contribution_tables
from services.payroll.rights import PUBLISH_STANDARDS, SEE_STANDARDS
from shared.handling import Receipt
from shared.kernel import Region, record, to_yuan
from shared.web.asked import Asked, RegionPath, Yuan
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(prefix="/contribution-tables", tags=["contribution tables"])
Approver = Annotated[Handle, Depends(handler(CONTRIBUTION_TABLE, may=PUBLISH_STANDARDS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_STANDARDS))]


@record
class NewSchemeRate:
    """PENSION, MEDICAL, UNEMPLOYMENT, INJURY, MATERNITY; or FUND alone. Parts per million of the base."""

    scheme: str
    employee_ppm: int
    employer_ppm: int
    employee_rounding: ShareRounding = ShareRounding.FEN
    employer_rounding: ShareRounding = ShareRounding.FEN


@record
class NewContributionTable:
    """A city's or county's table of a contribution year, in force from the first day of a month that may have passed: the next
    run collects the difference. `base_year` is the year whose average wage is the base; floor and cap as published.

    `open_by` names the document that leaves a city's table to its counties: without one it binds them.
    """

    region: RegionPath
    kind: TableKind
    effective: date
    base_year: int
    floor: Yuan
    cap: Yuan
    rates: tuple[NewSchemeRate, ...]
    means: str
    document: str
    article: str
    open_by: str = ""


@record
class ShownTable:
    table_id: UUID
    version: int
    region: str
    kind: str
    effective: date
    base_year: int
    floor: str
    cap: str
    rates: tuple[NewSchemeRate, ...]
    means: str
    document: str
    article: str
    open_by: str | None
    published_by: str


@router.post("", status_code=201, operation_id="publish_contribution_table")
async def publish(command: Asked[NewContributionTable], handle: Approver) -> Receipt:
    """Publish the next version of a region's table; months already paid are settled by the next run, month by month."""
    region = Region(command.region)
    rates = tuple(
        SchemeRate(
            scheme=r.scheme, employee_ppm=r.employee_ppm, employer_ppm=r.employer_ppm,
            employee_rounding=r.employee_rounding, employer_rounding=r.employer_rounding,
        )
        for r in command.rates
    )  # fmt: skip
    terms = ContributionTerms(base_year=command.base_year, floor_fen=command.floor, cap_fen=command.cap, rates=rates)
    async with handle.reading() as read:
        above = await contribution_tables.said_above(read, region, command.kind)
    asked = PublishContributionTable(
        region=region, kind=command.kind, effective=command.effective, terms=terms, means=command.means,
        document=command.document, article=command.article, open_by=command.open_by, above=above,
        bound=handle.runtime.book.bound(region, values_of(terms), command.effective),
    )  # fmt: skip
    return await handle(table_id(region, command.kind), asked, region=region)


@router.get("", operation_id="list_contribution_tables")
async def listed(reader: Reader, region: RegionPath | None = None) -> list[ShownTable]:
    """Every version in the caller's regions; with a region those of its city and county, for whoever has it in scope."""
    async with reader.reading() as read:
        if region is None:
            rows = await contribution_tables.listed(read, reader.scope)
        else:
            reader.require(Region(region))
            rows = await contribution_tables.above(read, Region(region))
    return [_shown(row) for row in rows]


def _shown(row: Mapping[Any, Any]) -> ShownTable:
    terms = row["terms"]
    rates = tuple(
        NewSchemeRate(
            scheme=scheme, employee_ppm=employee, employer_ppm=employer, employee_rounding=ShareRounding(own),
            employer_rounding=ShareRounding(theirs),
        )
        for scheme, employee, employer, own, theirs in terms["rates"]
    )  # fmt: skip
    return ShownTable(
        **{n: row[n] for n in ("table_id", "version", "region", "kind", "effective", "means", "document")},
        article=row["article"], open_by=row["open_by"], published_by=row["published_by"], rates=rates,
        base_year=terms["base_year"], floor=to_yuan(terms["floor_fen"]), cap=to_yuan(terms["cap_fen"]),
    )  # fmt: skip
