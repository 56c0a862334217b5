"""Whom a clause graded: one question over HTTP, by document and article."""

from typing import Any

import pytest

from deploy.local.story.frontend import Problem
from tests.journeys.conftest import COUNTY, STREET, Journey

PAPER = "武社工〔2020〕1号"


async def test_from_a_clause_to_the_schemes_that_rest_on_it_and_whom_they_graded(wuhou: Journey) -> None:
    officer = wuhou.cast.officer
    worker, employment = await wuhou.hire(wuhou.day(1, 4))

    async def index(**asked: Any) -> tuple[list[int], int, set[str]]:
        found = await officer.get("/personnel/clauses", region=STREET, **asked)
        people = [row async for row in officer.pages("/personnel/clauses/people", region=STREET, **asked)]
        assert found["people"] == len(people)
        return [each["version"] for each in found["schemes"]], found["people"], {row["worker_id"] for row in people}

    before = await index(document=PAPER)
    assert worker not in before[2], "who is only proposed holds no grade"
    await wuhou.decide_grades()
    versions, _, graded = await index(document=PAPER, article="第三条")
    assert (versions, worker in graded) == ([1], True)
    assert await index(document=PAPER, article="第九十九条") == ([], 0, set())
    end = {"ground": "RESIGNATION", "last_day": str(wuhou.day(1, 4)), "document": "1号"}
    await wuhou.cast.street.post(f"/personnel/employments/{employment}/exit", {**end, "last_day": str(wuhou.day(1, 4))})
    assert worker in (await index(document=PAPER))[2], "on the last day he still holds it"


async def test_a_region_of_others_is_not_there(wuhou: Journey) -> None:
    with pytest.raises(Problem) as unknown:
        await wuhou.cast.street.get("/personnel/clauses", region="44/01/07/_/_", document=PAPER)
    assert unknown.value.status == 404
    with pytest.raises(Problem) as short:
        await wuhou.cast.officer.get("/personnel/clauses/people", region=COUNTY, document="武")
    assert short.value.status == 422
