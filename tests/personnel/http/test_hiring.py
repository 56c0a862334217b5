"""A person hired is on the roster with the contract, and the same number is not hired twice."""

import pytest

from deploy.local.story.frontend import Problem
from deploy.local.story.people import RECRUITED, person
from tests.journeys.conftest import COMMUNITIES, STREET, Journey


async def test_a_hire_is_on_the_roster_at_once(wuhou: Journey) -> None:
    worker, employment = await wuhou.hire(wuhou.day(1, 4))
    shown = await wuhou.cast.street.get(f"/personnel/workers/{worker}")
    assert (shown["employment_id"], shown["region"]) == (employment, COMMUNITIES[0])
    assert shown["contract_ends"] == f"{wuhou.year + 3}-01-03"


async def test_nobody_is_hired_twice(wuhou: Journey) -> None:
    who = person(900)
    body = {
        "name": who.name, "id_number": who.id_number, "phone": None, "education": "BACHELOR", "category": "DEDICATED_STAFF",
        "post_category": "STAFF", "employer": STREET, "workplace": COMMUNITIES[0], "starts": str(wuhou.day(1, 4)),
        "community_work_since": None, "term_months": 36, "probation_months": 0, **RECRUITED,
    }  # fmt: skip
    for part, value in (("ground", "CAMPAIGN"), ("ground", "ELECTED"), ("ground", "NOT_STATED"), ("document", " ")):
        with pytest.raises(Problem) as ungrounded:
            await wuhou.cast.street.post("/personnel/workers", {**body, part: value})
        assert ungrounded.value.code == f"hiring.{part}"
    await wuhou.cast.street.post("/personnel/workers", body)
    with pytest.raises(Problem) as refused:
        await wuhou.cast.street.post("/personnel/workers", body)
    assert refused.value.code == "hiring.employed"
