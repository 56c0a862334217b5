"""The reverse index of grade schemes (B-07): from a document and an article to the versions that rest on it, and to whom they graded."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from services.personnel.domain.clauses import RestingScheme, resting
from services.personnel.projections import grade_schemes, graded_by
from services.personnel.rights import SEE_ROSTER
from shared.kernel import Region, record
from shared.web.asked import RegionPath
from shared.web.handles import Reading, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/clauses", tags=["clauses"])
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
Document = Annotated[str, Query(min_length=2, max_length=100)]
Article = Annotated[str, Query(max_length=40)]
Place = Annotated[RegionPath, Query(alias="region")]


@record
class SchemeClauseIndex:
    """`people` are employed in the caller's regions and hold a grade that one of the versions gave."""

    document: str
    article: str
    schemes: tuple[RestingScheme, ...]
    people: int


@router.get("", operation_id="list_scheme_clauses")
async def schemes(reader: Reader, place: Place, document: Document, article: Article = "") -> SchemeClauseIndex:
    """Every version of a grade scheme of the region, its city or its province that rests on a document, or on one article of it."""
    found = await _resting(reader, Region(place), document, article)
    async with reader.reading() as read:
        people = await graded_by.count(read, found, reader.caller.layout, reader.today, reader.scope)
    return SchemeClauseIndex(document=document, article=article, schemes=found, people=people)


@router.get("/people", operation_id="list_scheme_clause_people")
async def people(
    reader: Reader, place: Place, document: Document, article: Article = "", limit: Limit = 100, cursor: Cursor = None
) -> Page[dict[str, Any]]:
    """Who is graded by it today, in the caller's regions, with the grade and the version that gave it."""
    turn = reader.turning(cursor, limit, place=place, document=document, article=article)
    after = turn.after(UUID)
    found = await _resting(reader, Region(place), document, article)
    async with reader.reading() as read:
        rows = await graded_by.page(
            read, found, reader.caller.layout, reader.today, reader.scope, after=after, limit=limit
        )
    return turn.page([dict(row) for row in rows], rows, "worker_id")


async def _resting(reader: Reading, place: Region, document: str, article: str) -> tuple[RestingScheme, ...]:
    reader.require(place)
    async with reader.reading() as read:
        rows = await grade_schemes.at_and_above(read, place)
    versions = (
        RestingScheme(
            region=Region(row["region"]), code=row["code"], version=row["version"], since=row["effective"],
            document=row["document"], article=row["article"], means=row["means"],
        )
        for row in rows
    )  # fmt: skip
    return resting(versions, document, article, reader.today)
