"""Pay groups over HTTP: which unit withholds the tax of whose people."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.payroll.domain.pay_groups import NameWithholdingAgent, pay_group_id
from services.payroll.domain.streams import PAY_GROUP
from services.payroll.projections import pay_groups
from services.payroll.rights import NAME_AGENTS, SEE_PAY
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(prefix="/pay-groups", tags=["pay groups"])
Approver = Annotated[Handle, Depends(handler(PAY_GROUP, may=NAME_AGENTS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY))]


@record
class NewWithholdingAgent:
    """From the first day of a month; `agent` is the unit itself or its county, `document` the paper that says so."""

    unit: RegionPath
    agent: RegionPath
    starts: date
    document: str


@record
class PayGroupAgent:
    pay_group_id: UUID
    unit: str
    agent: str
    effective: date
    document: str
    named_by: str


@router.post("", status_code=201, operation_id="name_withholding_agent")
async def name_agent(command: Asked[NewWithholdingAgent], handle: Approver) -> Receipt:
    """Name who withholds the tax of a unit's people; from then on their tax year with the new agent begins anew."""
    unit = Region(command.unit)
    asked = NameWithholdingAgent(
        unit=unit, agent=Region(command.agent), starts=command.starts, document=command.document
    )
    return await handle(pay_group_id(unit), asked, region=unit)


@router.get("", operation_id="list_pay_groups")
async def listed(reader: Reader) -> list[PayGroupAgent]:
    """Every naming in the caller's regions; who is not named here is paid by the agent that the county's rules say."""
    async with reader.reading() as read:
        rows = await pay_groups.listed(read, reader.scope)
    return [PayGroupAgent(**{name: value for name, value in row.items() if name != "position"}) for row in rows]
