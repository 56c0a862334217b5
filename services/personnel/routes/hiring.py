"""Hiring and the roster over HTTP."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query

from services.personnel.domain.contract_events import EmploymentStatus
from services.personnel.domain.employment import Category, Source
from services.personnel.domain.engagement import Engagement
from services.personnel.domain.hire_grounds import HireGround
from services.personnel.domain.scheme_terms import Education, PostCategory
from services.personnel.domain.streams import EMPLOYMENT
from services.personnel.projections import dated, roster, standings, timeline
from services.personnel.projections.employed import employed_on
from services.personnel.rights import KEEP_ROSTER, SEE_ROSTER
from services.personnel.routes.newcomers import identity
from services.personnel.routes.roster_day import page_of_day
from services.personnel.routes.vacancies import in_a_vacant_place
from shared.kernel import Region, Sealed, record
from shared.web.asked import Asked, Day, Instant, RegionPath
from shared.web.disclosure import Personal
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page
from shared.web.rates import LOOKUP

router = APIRouter(tags=["hiring"])
Officer = Annotated[Handle, Depends(handler(EMPLOYMENT, may=KEEP_ROSTER, at_most=LOOKUP))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]


@record
class NewHire:
    """Sex and birth date follow from the national id. No `term_months` means an open-ended contract. `ground` and `document`: by what
    somebody begins whom no campaign and no conversion of this system brings.
    """

    name: str
    id_number: str
    phone: str | None
    education: Education
    category: Category
    post_category: PostCategory
    employer: RegionPath
    workplace: RegionPath
    starts: date
    community_work_since: date | None
    term_months: int | None
    probation_months: int
    ground: HireGround
    document: str
    status: EmploymentStatus = EmploymentStatus.CONTRACT


@record
class HireReceipt:
    """`position` is the place in the log that read models show when they have this hire."""

    worker_id: UUID
    employment_id: UUID
    position: int


@router.post("/workers", status_code=201, operation_id="hire_worker")
async def hire(command: Asked[NewHire], handle: Officer) -> HireReceipt:
    """Hire a person into a vacant place of the street, on a ground that the rules leave open beside campaigns; the first grade is
    proposed at once. Who worked here before is the same person."""
    for place in (command.employer, command.workplace):
        handle.require(Region(place))
    who = await identity(handle, command.name, command.id_number, command.phone)
    engagement = Engagement(
        identity=who, employment_id=handle.new_id("employment"), education=command.education, certificate=None,
        category=command.category, post_category=command.post_category, employer=Region(command.employer),
        workplace=Region(command.workplace), place="", source=Source.HIRED, starts=command.starts,
        community_work_since=command.community_work_since or command.starts, term_months=command.term_months,
        probation_months=command.probation_months, ground=command.ground, document=command.document,
        status=command.status,
    )  # fmt: skip

    receipt = await handle.all(lambda draft: in_a_vacant_place(draft, handle, engagement))
    return HireReceipt(worker_id=who.worker_id, employment_id=engagement.employment_id, position=receipt.position)


@router.get("/workers", operation_id="list_workers")
async def listed(
    reader: Reader, under: Annotated[RegionPath | None, Query()] = None, as_of: Day | None = None,
    employed: bool = True, limit: Limit = 100, cursor: Cursor = None,
) -> Page[dict[str, Any]]:  # fmt: skip
    """The roster of the caller's regions by workplace: those employed, or everybody there ever was with the newest employment; names
    and id numbers masked.

    With a day each as he stood on it by what is known now: workplace, posts, grade, certificate, category, probation, contract
    and status; without `employed` also those whose employment was over by then. Whoever worked in the caller's regions on the
    day is listed wherever he is now; what came after he had left them is not told.
    """
    turn = reader.turning(cursor, limit, under=under, as_of=as_of, employed=employed)
    after, day = turn.after(str, UUID), reader.today
    below = None if under is None else reader.at(Region(under))
    if as_of is not None:
        rows, then = await page_of_day(reader, as_of, under=below, after=after, limit=limit, employed=employed)
        return turn.page(await _opened(reader, then), rows, "region", "worker_id")
    async with reader.reading() as read:
        if employed:
            rows = await employed_on(read, reader.scope, day, under=below, after=after, limit=limit)
        else:
            rows = await roster.page(read, reader.scope, day, under=below, after=after, limit=limit, employed=False)
        standing = await standings.of_rows(read, rows, day)
        people = await dated.as_of(read, rows, day)
    items = await _opened(reader, people)
    for item in items:
        item["standing"] = standing[item["worker_id"]].value
    return turn.page(items, rows, "region", "worker_id")


@router.get("/workers/{worker_id}", operation_id="read_worker")
async def one(worker_id: UUID, reader: Reader) -> dict[str, Any]:
    """One person as the roster shows them, with how he or she stands today."""
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
        if row is None:
            raise HTTPException(404)
        reader.require(Region(row["region"]))
        standing = await standings.of_rows(read, [row], reader.today)
        person = await dated.find(read, row, reader.today)
    (shown,) = await _opened(reader, [person])
    return {**shown, "standing": standing[worker_id].value}


@router.get("/workers/{worker_id}/timeline", operation_id="read_timeline")
async def history(
    worker_id: UUID, reader: Reader, as_of: Day | None = None, known_at: Instant | None = None
) -> list[dict[str, Any]]:
    """Everything that happened to a person: what was so by a day, as it was known at an instant."""
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
        if row is None:
            raise HTTPException(404)
        reader.require(Region(row["region"]))
        return [
            dict(e) for e in await timeline.of_worker(read, worker_id, as_of=as_of, known=await reader.known(known_at))
        ]


async def _opened(reader: Reading, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with what is sealed in them as the caller may see it; `here` is where the person is today, if not in the row's region."""
    kept = [(row, what) for row in rows for what in _SEALED if row[what] is not None]
    sealed = [
        Personal(
            row["worker_id"], Region(row.get("here", row["region"])), f"personnel.worker.{what}", Sealed(row[what])
        )
        for row, what in kept
    ]
    for (row, what), value in zip(kept, await reader.opened(sealed), strict=True):
        row[what] = value
    for row in rows:
        row.pop("here", None)
    return rows


_SEALED = ("name", "id_number")
