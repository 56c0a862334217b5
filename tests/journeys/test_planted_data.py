"""What people told us is nowhere it does not belong: a whole year is lived through, and everything the system says is searched."""

import asyncio
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from deploy.local.documents import openapi
from deploy.services import SERVICES

ROOT: Final = Path(__file__).parents[2]
IN_ADDRESSES: Final = re.compile(
    r"id_?number|phone|mobile|card|account|certificate|(?<!file)name|address|birth", re.IGNORECASE
)

PREFIX: Final = re.compile(r"^(?:[0-9-]+ [0-9:.]+ UTC )?\[[0-9]+\]", re.MULTILINE)
"""The time and the number of the process before a line of a log: some amount is the same in fen."""


@pytest.fixture(scope="module")
async def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    with (folder / "stderr.log").open("wb") as errors:
        program = (sys.executable, "-m", "tests.journeys.planted_year", str(folder))
        process = await asyncio.create_subprocess_exec(*program, cwd=ROOT, stderr=errors)
        assert await process.wait() == 0, (folder / "stderr.log").read_text()[-2_000:]
    return folder


def planted(folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((folder / "planted.json").read_text())
    return found


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything that was said, by where."""
    for name in ("stderr.log", "metrics.txt", "traces.bin"):
        yield name, (folder / name).read_bytes().decode("utf-8", "replace")
    for log in (folder / "state").glob("*/log*"):
        yield f"{log.parent.name} {log.name}", PREFIX.sub("", log.read_bytes().decode("utf-8", "replace"))
    asked = [json.loads(line) for line in (folder / "answers.jsonl").read_text("utf-8").splitlines()]
    yield "refusals", "\n".join(each["refusal"] for each in asked if each["refusal"])
    yield "addresses", "\n".join(each["url"] for each in asked)


def found_in(text: str, values: dict[str, list[str]]) -> dict[str, list[str]]:
    """The planted values that stand in a text, each with a little of what is around it."""
    words = set(re.findall(r"[0-9]+(?:\.[0-9]+)?[Xx]?", text))
    hits: dict[str, list[str]] = {}
    for kind, each in values.items():
        whole = kind in ("amounts", "fen")
        met = [value for value in each if (value in words if whole else value in text)]
        if met:
            hits[kind] = [text[max(0, (at := text.find(value)) - 60) : at + 60] for value in met[:3]]
    return hits


def test_the_search_finds_what_is_there() -> None:
    values = {"names": ["王小明"], "amounts": ["3412.57"], "fen": ["341257"], "id numbers": ["11010519491231002X"]}
    said = '{"event": "x", "n": "王小明", "pay": 3412.57, "fen": 341257, "of": "11010519491231002X"}'
    assert set(found_in(said, values)) == set(values)
    assert found_in("at 13412.57, 0.341257 s, position 3412571", values) == {}


def test_the_year_was_lived_through_and_everything_was_kept(lived: Path) -> None:
    said, values = dict(texts(lived)), planted(lived)
    assert len(values["names"]) > 300
    assert all(len(values[kind]) > 100 for kind in ("id numbers", "phones", "certificates", "amounts", "fen"))
    assert {"stderr.log", "metrics.txt", "traces.bin", "postgres log", "nats log", "refusals", "addresses"} <= set(said)
    assert all(text for text in said.values())
    for code in ("headcount.no-vacancy", "hiring.employed", "request.invalid"):
        assert code in said["refusals"], f"{code} was not met"


def test_no_log_metric_trace_refusal_or_address_says_what_people_told_us(lived: Path) -> None:
    values = planted(lived)
    assert {where: hits for where, text in texts(lived) if (hits := found_in(text, values))} == {}


@pytest.mark.parametrize("service", SERVICES)
def test_no_route_takes_personal_data_in_its_address(service: str) -> None:
    """Search by national id and the like is a body; addresses end up in the logs of proxies and browsers."""
    taken: list[Any] = [
        (path, parameter["name"])
        for path, methods in openapi(service)["paths"].items()
        for operation in methods.values()
        for parameter in operation.get("parameters", ())
        if parameter["in"] in ("path", "query") and IN_ADDRESSES.search(parameter["name"])
    ]
    assert taken == ([("/operations/{operation_id}/files/{name}", "name")]), "the name of a file"
