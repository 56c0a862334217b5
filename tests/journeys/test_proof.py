"""The four services seal their logs and witness one another; an outsider checks a person's evidence with one file."""

import asyncio
import json
import shutil
import subprocess
import sys
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from deploy.local.seals import KEYS
from deploy.services import SERVICES
from shared.proof import verify
from tests.journeys.conftest import Journey

WITNESSES = 3


async def sealed(journey: Journey, service: str) -> str:
    """The newest seal of the whole log, signed by the three others."""
    sealer = journey.county.runtimes[service].log_sealer
    assert sealer is not None
    size = await sealer.now()
    async with asyncio.timeout(60):
        while True:
            note: str = (await journey.cast.auditor.get(f"/{service}/seals/{size}"))["note"]
            if note.count("\n— ") == 1 + WITNESSES:
                return note
            await asyncio.sleep(0.05)


def outside(folder: Path, journey: Journey, content: bytes, *asked: str) -> tuple[int, str]:
    """The verifier alone in an empty folder, with the file and the public keys."""
    folder.mkdir(exist_ok=True)
    shutil.copy(str(verify.__file__), folder / "verify.py")
    shutil.copy(journey.county.servers.state.folder / f"{KEYS}.json", folder / "keys.json")
    (folder / "given").write_bytes(content)
    command = [sys.executable, "-I", "verify.py", "given", "--keys", "keys.json", *asked]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
async def worker(journey: Journey) -> str:
    worker, _ = await journey.hire(journey.day(1, 4))
    await journey.cast.settled()
    return worker


async def test_all_four_logs_are_sealed_witnessed_and_verified_by_an_outsider(
    journey: Journey, worker: str, tmp_path: Path
) -> None:
    for service in SERVICES:
        note = await sealed(journey, service)
        (tmp_path / "note.txt").write_text(note, "utf-8")
        content = await journey.cast.auditor.file(f"/{service}/log-export")
        code, told = outside(tmp_path, journey, content, "--seal", "note.txt", "--witnesses", "3")
        others = ", ".join(f"local/{name}" for name in sorted(SERVICES) if name != service)
        assert (code, told.endswith(f"co-signed by {others}\n")) == (0, True), told
    health = await journey.cast.health()
    assert all(state["disputed_seals"] == 0 and state["sealed"] == state["head"] for state in health.values())


async def test_a_persons_evidence_is_verified_before_and_after_the_person_was_erased(
    journey: Journey, worker: str, tmp_path: Path
) -> None:
    await sealed(journey, "personnel")
    path = f"/personnel/evidence?person={worker}"
    before = await journey.cast.auditor.file(path)
    code, told = outside(tmp_path, journey, before, "--witnesses", "3")
    assert (code, told[:18]) == (0, "OK local/personnel"), told
    kinds = {json.loads(b64decode(event["meta"]))["type"] for event in json.loads(before)["events"]}
    assert {"WorkerRegistered", "Hired", "ContractSigned"} <= kinds
    assert await journey.county.runtimes["personnel"].sealer.store.destroy(UUID(worker)) > 0
    after = await journey.cast.auditor.file(path)
    assert after == before
    assert outside(tmp_path, journey, after)[0] == 0


async def test_evidence_that_was_changed_names_the_position(journey: Journey, worker: str, tmp_path: Path) -> None:
    await sealed(journey, "personnel")
    evidence = json.loads(await journey.cast.auditor.file(f"/personnel/evidence?person={worker}"))
    changed = evidence["events"][1]
    changed["data"] = evidence["events"][0]["data"]
    code, told = outside(tmp_path, journey, json.dumps(evidence).encode())
    assert (code, told) == (
        1, f"position {changed['position']}: its bytes are not those that were hashed\n",
    )  # fmt: skip


async def test_people_see_that_what_is_stored_about_them_left_the_house(journey: Journey, worker: str) -> None:
    await sealed(journey, "personnel")
    await journey.cast.auditor.file(f"/personnel/evidence?person={worker}")
    await journey.cast.auditor.file("/personnel/log-export")
    own = replace(journey.cast.officer, subject=worker, grants=())
    looked = (await own.get("/personnel/my/accesses"))["items"]
    taken = [(each["reader"], each["fields"]) for each in looked if each["shown"] == "file"][:2]
    assert taken == [("auditor", ["log-export"]), ("auditor", ["evidence"])]
