"""The establishment over HTTP: population, quota, ratio, and the ledger of any day."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from services.personnel.domain.headcount import (
    SHARE,
    ApproveQuota,
    ComputeRatio,
    RecordPopulation,
    RequestQuota,
)
from services.personnel.domain.headcount_events import PostPlaces, Quota, QuotaStage, quota_id, stage_on
from services.personnel.domain.headcount_places import above
from services.personnel.domain.headcount_review import KeepQuota
from services.personnel.domain.streams import QUOTA
from services.personnel.projections import headcount, headcount_posts
from services.personnel.rights import APPROVE_QUOTA, REQUEST_QUOTA, SEE_ROSTER
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, Day, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["headcount"])
Officer = Annotated[Handle, Depends(handler(QUOTA, may=REQUEST_QUOTA))]
Approver = Annotated[Handle, Depends(handler(QUOTA, may=APPROVE_QUOTA))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
Unit = Annotated[RegionPath, Query(description="A county, a street or a community")]
Level = Annotated[Literal["county", "street", "community"] | None, Query()]


@record
class Population:
    """Urban permanent residents of a county, a street or a community from the effective day; `source` names the statistics."""

    unit: RegionPath
    residents: int
    effective: date
    source: str


@record
class QuotaRequest:
    """Without `places` they follow from the population; `by_post` limits categories of posts within them."""

    unit: RegionPath
    effective: date
    places: int | None = None
    by_post: tuple[PostPlaces, ...] = ()


@record
class QuotaApproval:
    unit: RegionPath
    document: str


@record
class RatioRequest:
    unit: RegionPath
    day: date


@record
class QuotaRow:
    """`stage` is where the quota stands on the day that was asked about."""

    unit: str
    effective: date
    stage: QuotaStage
    places: int
    by_post: dict[str, int]
    residents: int | None
    rounding: str | None
    requested_by: str
    document: str | None


@record
class PostRow:
    places: int
    filled: int
    vacant: int


@record
class LedgerRow:
    """`held` by recruitment campaigns; `by_post` has the categories of posts that have limits of their own."""

    unit: str
    places: int
    since: date
    filled: int
    held: int
    vacant: int
    by_post: dict[str, PostRow]


@record
class RatioRow:
    """Decimals of one place: `required` workers by the law's ratio, `ratio` for 10,000 residents, `gap` what is missing."""

    unit: str
    day: date
    residents: int
    per_10000: int
    workers: int
    required: str
    ratio: str
    gap: str


@router.post("/populations", status_code=201, operation_id="record_population")
async def record_population(command: Asked[Population], handle: Officer) -> Receipt:
    """Record the urban permanent residents of a county, a street or a community from a day on."""
    unit = Region(command.unit)
    recorded = RecordPopulation(
        unit=unit, residents=command.residents, effective=command.effective, source=command.source
    )
    return await handle(quota_id(unit), recorded, region=unit)


@router.post("/quota-requests", status_code=201, operation_id="request_quota")
async def request(command: Asked[QuotaRequest], handle: Officer) -> Receipt:
    """Request the places that the population of the effective day gives, or so many as are named."""
    unit = Region(command.unit)
    asked = RequestQuota(unit=unit, effective=command.effective, places=command.places, by_post=command.by_post)
    return await handle(quota_id(unit), asked, region=unit)


@router.post("/quota-approvals", status_code=201, operation_id="approve_quota")
async def approve(command: Asked[QuotaApproval], handle: Approver) -> Receipt:
    """Approve what somebody else requested; the places are free from the requested day on. Never more than the unit above has,
    nor less than what lies below has already.
    """
    unit = Region(command.unit)

    async def among_the_others(draft: Draft) -> Sequence[Ask]:
        over = above(unit)
        async with handle.reading() as read:
            below = await headcount.units_below(read, unit)
            beside = [] if over is None else [each for each in await headcount.units_below(read, over) if each != unit]
        others = [*below, *beside, *([] if over is None else [over])]
        await draft.load((QUOTA, quota_id(each)) for each in others)

        def quotas(units: Sequence[Region]) -> tuple[Quota, ...]:
            return tuple(draft.state(QUOTA, quota_id(each)) for each in units)

        turn = 0 if over is None else len(await handle.runtime.log.held(SHARE, f"{over}#"))
        approval = ApproveQuota(
            document=command.document, above=None if over is None else quotas([over])[0], beside=quotas(beside),
            below=quotas(below), turn=turn,
        )  # fmt: skip
        return [Ask(stream=QUOTA, to=quota_id(unit), command=approval, region=unit)]

    return await handle.all(among_the_others)


@router.post("/quota-reviews", status_code=201, operation_id="keep_quota")
async def keep(command: Asked[QuotaApproval], handle: Approver) -> Receipt:
    """The quota was looked at against the population of the day and stays as it is; otherwise another one is requested."""
    unit = Region(command.unit)
    return await handle(quota_id(unit), KeepQuota(unit=unit, document=command.document), region=unit)


@router.post("/headcount-ratios", status_code=201, operation_id="compute_headcount_ratio")
async def compute_ratio(command: Asked[RatioRequest], handle: Officer) -> Receipt:
    """Compute workers for 10,000 residents of a unit on a day, and what is missing to the law's ratio."""
    unit = Region(command.unit)
    handle.require(unit)
    async with handle.reading() as read:
        workers = await headcount.filled(read, unit, command.day)
    return await handle(quota_id(unit), ComputeRatio(unit=unit, effective=command.day, workers=workers), region=unit)


@router.get("/headcount-ratios", operation_id="list_headcount_ratios")
async def ratios(reader: Reader, unit: Unit) -> list[RatioRow]:
    """What was computed for a unit, by day."""
    reader.require(Region(unit))
    async with reader.reading() as read:
        rows = await headcount.ratios(read, Region(unit))
    return [
        RatioRow(
            unit=row["unit"], day=row["day"], residents=row["residents"], per_10000=row["per_10000"], workers=row["workers"],
            required=tenths(row["required_tenths"]), ratio=tenths(row["ratio_tenths"]), gap=tenths(row["gap_tenths"]),
        )
        for row in rows
    ]  # fmt: skip


def tenths(number: int) -> str:
    """1494 is "149.4"."""
    whole, tenth = divmod(abs(number), 10)
    return f"{'-' if number < 0 else ''}{whole}.{tenth}"


@router.get("/quotas", operation_id="list_quotas")
async def quotas(reader: Reader, unit: Unit, as_of: Day | None = None) -> list[QuotaRow]:
    """Everything that was requested and approved for a unit, by first day, as it stands on a day."""
    reader.require(Region(unit))
    day = as_of or reader.today
    async with reader.reading() as read:
        rows = await headcount.quotas(read, Region(unit))
    approved = [row["effective"] for row in rows if row["stage"] == "APPROVED"]
    newest = max((each for each in approved if each <= day), default=None)
    fields = ("unit", "effective", "places", "by_post", "residents", "rounding", "requested_by", "document")
    return [
        QuotaRow(
            **{name: row[name] for name in fields},
            stage=stage_on(row["effective"], row["stage"] == "APPROVED", newest, day),
        )
        for row in rows
    ]


@router.get("/quota-ledger", operation_id="read_quota_ledger")
async def ledger(
    reader: Reader, as_of: Day | None = None, level: Level = None, limit: Limit = 100, cursor: Cursor = None
) -> Page[LedgerRow]:
    """Places approved, filled and vacant for each county, street and community of the caller's regions, on any day."""
    turn, day = reader.turning(cursor, limit, as_of=as_of, level=level), as_of or reader.today
    async with reader.reading() as read:
        rows = await headcount.ledger(read, reader.scope, day, level=level, after=turn.after(str), limit=limit)
        there = await headcount_posts.by_post(read, [Region(r["unit"]) for r in rows if r["by_post"]], day)
    items = [
        LedgerRow(
            **{**row, "by_post": _posts(row["by_post"], there.get(row["unit"], {}))},
            vacant=row["places"] - row["filled"] - row["held"],
        )
        for row in rows
    ]
    return turn.page(items, rows, "unit")


def _posts(limits: dict[str, int], there: dict[str, int]) -> dict[str, PostRow]:
    return {
        post: PostRow(places=places, filled=there.get(post, 0), vacant=places - there.get(post, 0))
        for post, places in limits.items()
    }
