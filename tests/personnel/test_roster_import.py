"""The district's sheet through the real operation: rehearsed, imported, imported again."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from rich.console import Console

from deploy.local.county import county
from deploy.local.story import founding, roster
from deploy.local.story.frontend import Cast, Problem
from deploy.local.story.places import COUNTY
from deploy.local.story.tale import Tale

CHIEFS = {"书记", "主任"}


@pytest.fixture(scope="module")
async def tale(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Tale]:

    async with county(tmp_path_factory.mktemp("roster")) as running:
        transport = httpx.ASGITransport(app=running.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://county", timeout=60) as http:
            cast = Cast.of(http, running.issuer, COUNTY)
            tale = Tale(cast, Console(quiet=True), running.clock.today().year + 1)
            await cast.administrator.post("/clock", {"day": str(tale.day(1, 4))})
            await founding.found(tale)
            yield tale


@pytest.fixture(scope="module")
def sheet(tale: Tale) -> tuple[list[roster.Row], list[roster.Row], bytes]:
    good, broken = roster.rows(tale.day(1, 4))
    good = good[:450]  # more than two chunks
    return good, broken, roster.workbook(good, broken)


async def _import(tale: Tale, body: bytes, *, dry_run: bool = False) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    officer = tale.cast.officer
    accepted = await officer.post(
        "/personnel/roster-imports", content=body, county=COUNTY, dry_run=str(dry_run).lower()
    )
    outcome = await officer.operation("personnel", accepted)
    path = f"/personnel/operations/{accepted['operation_id']}/files"
    assert (await officer.file(f"{path}/errors.xlsx"))[:2] == b"PK"
    return outcome, json.loads(await officer.file(f"{path}/errors.json"))


async def test_a_rehearsal_says_what_the_import_will_do_and_changes_nothing(
    tale: Tale, sheet: tuple[list[roster.Row], list[roster.Row], bytes]
) -> None:
    good, broken, body = sheet
    before = (await tale.cast.health())["personnel"]["head"]
    outcome, errors = await _import(tale, body, dry_run=True)
    assert (outcome["imported"], outcome["would_import"], outcome["refused"]) == (0, len(good), len(broken))
    assert (await tale.cast.health())["personnel"]["head"] == before
    assert all(error["zh"] and error["en"] and error["row"] > 2 for error in errors)


async def test_every_good_row_becomes_a_person_and_every_broken_row_comes_back(
    tale: Tale, sheet: tuple[list[roster.Row], list[roster.Row], bytes]
) -> None:
    good, broken, body = sheet
    outcome, errors = await _import(tale, body)
    assert (outcome["imported"], outcome["refused"]) == (len(good), len(broken))
    assert len([e for e in errors if not e["warning"]]) == len(broken)
    people = [row async for row in tale.cast.officer.pages("/personnel/workers", purpose="contract-signing")]
    assert len(people) == len(good)
    assert {row["name"] for row in people} == {row.person.name for row in good}
    masked = [row async for row in tale.cast.officer.pages("/personnel/workers")]
    assert not {row["id_number"] for row in masked} & {row.person.id_number for row in good}
    assert sum(row["post_category"] == "CHIEF" for row in people) == sum(row.post in CHIEFS for row in good)
    assert {row["grade"] for row in people} == {row.grade for row in good}


async def test_importing_the_same_sheet_again_finds_everybody_known(
    tale: Tale, sheet: tuple[list[roster.Row], list[roster.Row], bytes]
) -> None:
    outcome, errors = await _import(tale, sheet[2])
    assert outcome["imported"] == 0
    assert "hiring.known-person" in {error["code"] for error in errors}


async def test_what_is_no_workbook_fails_with_its_reason_and_imports_nobody(tale: Tale) -> None:
    with pytest.raises(Problem) as refused:
        await _import(tale, b"PK\x03\x04 not really")
    assert refused.value.code == "imports.not-a-workbook"
