"""Grade schemes over HTTP."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.grade_schemes import PublishScheme, SchemeToFollow, scheme_id
from services.personnel.domain.scheme_terms import SchemeTerms
from services.personnel.domain.streams import GRADE_SCHEME
from services.personnel.projections import grade_schemes
from services.personnel.rights import PUBLISH_SCHEME, SEE_REGIONS
from shared.kernel import Region, record
from shared.web.asked import Asked, Day, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.operations import accepted, room_for
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/grade-schemes", tags=["grade schemes"])
Approver = Annotated[Handle, Depends(handler(GRADE_SCHEME, may=PUBLISH_SCHEME))]
FOLLOW = "follow-grade-scheme"
Reader = Annotated[Reading, Depends(reader(may=SEE_REGIONS))]


@record
class NewScheme:
    """A region's scheme from the effective day on; `document` is the number of the paper, `article` the place in it, `means` what it
    says is set, `simulation` the digest of what these very terms were seen to do: asked of every version but the first. `open_by`
    names the document that leaves the scheme to lower levels: without one it binds them.
    """

    region: RegionPath
    code: str
    effective: date
    terms: SchemeTerms
    means: str
    document: str
    article: str
    simulation: str = ""
    open_by: str = ""


@record
class SchemeReceipt:
    """`operation_id` is the work that measures everybody of the region by the new version."""

    stream_id: UUID
    version: int
    position: int
    operation_id: UUID


@router.post("", status_code=201, operation_id="publish_grade_scheme")
async def publish(command: Asked[NewScheme], handle: Approver) -> SchemeReceipt:
    """Publish the next version of a region's grade scheme; what follows for everybody there is proposed by itself."""
    region = Region(command.region)
    async with handle.reading() as read:
        above = await grade_schemes.said_above(read, region)
    published = PublishScheme(
        region=region, code=command.code, effective=command.effective, terms=command.terms, means=command.means,
        document=command.document, article=command.article, simulation=command.simulation, open_by=command.open_by,
        above=above,
    )  # fmt: skip
    await room_for(handle, FOLLOW)
    receipt = await handle(scheme_id(region), published, region=region)
    await accepted(handle, FOLLOW, SchemeToFollow(region=region, since=command.effective), region=region)
    return SchemeReceipt(
        stream_id=receipt.stream_id, version=receipt.version, position=receipt.position,
        operation_id=handle.new_id(FOLLOW),
    )  # fmt: skip


@router.get("", operation_id="list_grade_schemes")
async def listed(
    reader: Reader, as_of: Day | None = None, limit: Limit = 100, cursor: Cursor = None
) -> Page[dict[str, Any]]:
    """Every published version in the caller's regions, by region; with a day the one in force on it for each region that has any."""
    turn = reader.turning(cursor, limit, as_of=as_of)
    after = turn.after(str, int)
    async with reader.reading() as read:
        rows = await grade_schemes.page(read, reader.scope, as_of, after=after, limit=limit)
    return turn.page([dict(row) for row in rows], rows, "region", "version")
