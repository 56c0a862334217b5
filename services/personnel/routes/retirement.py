"""Who reaches the statutory age of retirement by a day: reckoned when it is asked, by what is known of each person now."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from services.personnel.domain.employment import Employment
from services.personnel.domain.policies import Policies
from services.personnel.domain.retirement import born_until, of_person
from services.personnel.domain.scheme_terms import PostCategory
from services.personnel.domain.streams import EMPLOYMENT
from services.personnel.projections import dated, roster
from services.personnel.rights import SEE_ROSTER
from shared.kernel import NATION, Region
from shared.web.handles import Reading, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["retirement"])
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
Until = Annotated[date, Query(ge=date(2000, 1, 1), le=date(2199, 12, 31), description="The last day looked at")]


@router.get("/retirements", operation_id="list_retirements")
async def listed(reader: Reader, until: Until, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Everybody employed who may retire by the day or might have before, with the class, the statutory day and the first day that may be
    agreed on; a page looks at `limit` people and may show fewer.
    """
    turn = reader.turning(cursor, limit, until=until)
    nationwide: Policies = reader.runtime.book.of(NATION)
    born = born_until(until, nationwide.retirement_ages.on(reader.today))
    async with reader.reading() as read:
        rows = await roster.born_until(read, reader.scope, born, after=turn.after(UUID), limit=limit)
        people = await dated.as_of(read, rows, reader.today)
    draft = reader.runtime.handling.draft()
    await draft.load([(EMPLOYMENT, row["employment_id"]) for row in rows])
    found = [_retires(reader, row, draft.state(EMPLOYMENT, row["employment_id"])) for row in people]
    return turn.page([each for each in found if each["retires_on"] <= until], rows, "worker_id")


def _retires(reader: Reading, row: Mapping[str, Any], employment: Employment) -> dict[str, Any]:
    policies: Policies = reader.runtime.book.of(Region(row["region"]))
    retirement = of_person(
        employment.leaving.retirement_class, row["sex"], PostCategory(row["post_category"]), row["birth_month"],
        policies.retirement_ages.on(reader.today), policies.retirement_flexible_months.on(reader.today),
    )  # fmt: skip
    who = {"worker_id": row["worker_id"], "employment_id": row["employment_id"], "region": row["region"]}
    return {**who, **asdict(retirement)}
