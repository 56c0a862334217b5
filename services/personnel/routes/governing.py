"""The matrix of bodies and actions over HTTP (P-15.1)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from services.personnel.domain.governing import BodyPart, GovernedAction, GoverningBody, roles_of
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams import AUTHORITY
from services.personnel.rights import SEE_REGIONS
from shared.kernel import NATION, Region, Role, record
from shared.web.asked import Day, RegionPath
from shared.web.handles import Reading, reader

router = APIRouter(tags=["authorities"])
Reader = Annotated[Reading, Depends(reader(may=SEE_REGIONS))]


@record
class PartRow:
    """`roles`: what somebody of the body may be given for it, where he does all of each."""

    action: GovernedAction
    body: GoverningBody
    part: BodyPart
    roles: tuple[Role, ...]
    document: str
    article: str


@router.get("/authority-matrix", operation_id="read_authority_matrix")
async def matrix(
    reader: Reader, place: Annotated[RegionPath, Query(alias="region")] = NATION, as_of: Day | None = None
) -> list[PartRow]:
    """Which body coordinates, guides, promotes or carries out what in a region on a day, by which article. It is the same for all."""
    policies: Policies = await reader.runtime.policies_for(AUTHORITY.type, Region(place))
    return [
        PartRow(
            action=row.action, body=body, part=row.part, roles=roles_of(row.action, row.part), document=row.document,
            article=row.article,
        )
        for row in policies.authority_matrix.on(as_of or reader.today)
        for body in row.bodies
    ]  # fmt: skip
