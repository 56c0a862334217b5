"""The first two security administrators: appointed once, together, by nobody who stays."""

import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from deploy.authorities import NotTwo, found
from services.personnel.service import SERVICE
from shared.clock import SystemClock
from shared.eventlog import Codec, StoredEvent, open_log
from shared.kernel import NATION, Rejected
from tests.servers import TestDatabase

ROOT = Path(__file__).parents[2]
CODEC = Codec.of(SERVICE.streams)


async def events(database: TestDatabase) -> list[StoredEvent]:
    async with open_log(CODEC, database.app, readers=1) as log:
        return await log.read(0, 100)


@pytest.mark.parametrize("people", [[], ["he"], ["he", "he"], ["he", "shen", "han"]])
async def test_they_are_two_different_people(database: TestDatabase, people: list[str]) -> None:
    with pytest.raises(NotTwo):
        await found(database.app, SystemClock(), people, "武安〔2027〕1号")
    assert await events(database) == []


@pytest.mark.parametrize(("person", "document"), [("two words", "武安1号"), ("", "武安1号"), ("shen", " ")])
async def test_nonsense_appoints_neither(database: TestDatabase, person: str, document: str) -> None:
    with pytest.raises(Rejected):
        await found(database.app, SystemClock(), ["he", person], document)
    assert await events(database) == []


async def test_both_are_appointed_in_one_append_and_never_anybody_again(database: TestDatabase) -> None:
    assert await found(database.app, SystemClock(), ["he", "shen"], "武安〔2027〕1号") == 2
    first, second = [CODEC.recorded(row) for row in await events(database)]
    assert [(e.event.holder, e.event.role, e.event.region) for e in (first, second)] == [
        ("he", "security_admin", NATION), ("shen", "security_admin", NATION),
    ]  # fmt: skip
    for people in (["he", "shen"], ["li", "wang"]):
        with pytest.raises(Rejected) as refused:
            await found(database.app, SystemClock(), people, "武安〔2027〕2号")
        assert refused.value.code == "authorities.founded"
    assert len(await events(database)) == 2


async def test_the_role_it_works_with_cannot_change_what_happened(database: TestDatabase) -> None:
    connection = await asyncpg.connect(**database.app)
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("delete from log.event")
    finally:
        await connection.close()


def test_without_its_settings_the_program_says_what_is_missing() -> None:
    command = [sys.executable, "-m", "deploy.authorities", "--security-administrator", "he", "--document", "1"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={})
    assert ended.returncode == 1
    assert "CW_PROFILE is not set" in ended.stderr
