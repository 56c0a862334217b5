"""Long work that is asked for again: the same request is the same work, another one under its key is refused."""

from typing import Any

import pytest

from shared.ids import new_id
from shared.web.rights import Role
from tests.journeys.conftest import COUNTY
from tests.matrix.county import Matrix

SHEET, REHEARSAL = b"no workbook", {"county": COUNTY, "dry_run": "true"}


async def queued(matrix: Matrix, path: str, key: str, **asked: Any) -> tuple[int, str]:
    token = matrix.token(Role.COUNTY_OFFICER, COUNTY)
    answer = await matrix.ask(token, "POST", path, headers={"idempotency-key": key}, **asked)
    body = answer.json()
    return answer.status_code, body.get("operation_id") or body["code"]


async def test_an_upload_under_a_key_is_that_file_and_those_words_only(matrix: Matrix) -> None:
    path, key = "/personnel/roster-imports", str(new_id())
    first = await queued(matrix, path, key, content=SHEET, query=REHEARSAL)
    assert first[0] == 202
    assert await queued(matrix, path, key, content=SHEET, query=REHEARSAL) == first
    before = await matrix.traces()
    for other in ({"content": SHEET + b"!", "query": REHEARSAL}, {"content": SHEET, "query": {"county": COUNTY}}):
        assert await queued(matrix, path, key, **other) == (422, "request.key-reused")
    assert await matrix.traces() == before


@pytest.mark.parametrize("what", ["openings", "proposals", "publications"])
async def test_a_county_and_year_under_a_key_are_no_others(matrix: Matrix, what: str) -> None:
    path, key = f"/assessment/county-results/{what}", str(new_id())
    first = await queued(matrix, path, key, body={"county": COUNTY, "year": 1990})
    assert first[0] == 202
    assert await queued(matrix, path, key, body={"county": COUNTY, "year": 1990}) == first
    assert await queued(matrix, path, key, body={"county": COUNTY, "year": 1991}) == (422, "request.key-reused")
