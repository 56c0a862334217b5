"""Seals, proofs, evidence and the whole log over HTTP, for whom they are meant, within their regions."""

from base64 import b64decode
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from shared.crypto import signer
from shared.ids import new_id
from shared.kernel import NATION
from shared.proof import LogSealer, PublicKeys, Sealing, SealStore, entry
from shared.proof.evidence import said
from shared.proof.tree import consistent, included
from shared.web.rights import Role
from tests.shared.proof.house import Clock, found
from tests.shared.web.conftest import COUNTY, ELSEWHERE, STREET, Web, problem

SIGNER = signer(b"l" * 32)
ENTRIES = {"cell/ledger": [entry("cell/ledger", SIGNER)]}
SEALING = Sealing(cell="cell", keys=PublicKeys.of(ENTRIES), signer=SIGNER, seconds=0)
AUDIT: dict[str, Any] = {"role": Role.AUDIT_ADMIN, "place": NATION}


class Sealed:
    """The ledger with a sealer that a test drives."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self._sealer = LogSealer(web.runtime.log, "ledger", SEALING, SIGNER, Clock(), {})

    async def seal(self) -> int:
        await self._sealer.resume()
        while await self._sealer.step():
            pass
        return self._sealer.size

    async def get(self, path: str, **asked: Any) -> Any:
        answer = await self.web.ask("GET", path, **{**AUDIT, **asked})
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
async def sealed(web: Web) -> AsyncIterator[Sealed]:
    web.runtime.sealing = SEALING
    yield Sealed(web)
    web.runtime.sealing = None


async def test_the_seals_are_listed_page_by_page_and_read_one_by_one(sealed: Sealed) -> None:
    sizes = []
    for _ in range(3):
        await sealed.web.opened()
        sizes.append(await sealed.seal())
    page = await sealed.get("/seals", params={"limit": "2", "after": str(sizes[0] - 1)})
    rest = await sealed.get("/seals", params={"cursor": page["next"], "limit": "2", "after": str(sizes[0] - 1)})
    assert [seal["size"] for seal in (*page["items"], *rest["items"])] == sizes
    one = await sealed.get(f"/seals/{sizes[1]}")
    assert one == page["items"][1]
    checkpoint, _ = SEALING.keys.verified(one["note"], "cell/ledger")
    assert (checkpoint.size, checkpoint.first) == (sizes[1], sizes[0] + 1)
    problem(await sealed.web.ask("GET", f"/seals/{sizes[-1] + 1}", **AUDIT), 404, "request.not-found")


async def test_a_larger_tree_is_shown_to_go_on_from_a_smaller_one(sealed: Sealed) -> None:
    await sealed.web.opened()
    first = await sealed.seal()
    for _ in range(5):
        await sealed.web.opened()
    last = await sealed.seal()
    answer = await sealed.get("/seals/consistency", params={"from": str(first), "to": str(last)})
    store = SealStore(sealed.web.runtime.pool)
    old, new = await store.at(first), await store.at(last)
    assert old is not None
    assert new is not None
    assert consistent(first, old.root, last, new.root, [b64decode(p) for p in answer["proof"]])
    for old_size, new_size in ((first, last + 1), (last, first)):
        asked = {"from": str(old_size), "to": str(new_size)}
        problem(await sealed.web.ask("GET", "/seals/consistency", params=asked, **AUDIT), 404, "request.not-found")


async def test_an_event_is_proved_to_lie_under_the_newest_seal(sealed: Sealed) -> None:
    await sealed.web.opened()
    position = await sealed.web.runtime.log.head()
    problem(await sealed.web.ask("GET", f"/events/{position}/proof"), 409, "seals.not-yet")
    size = await sealed.seal()
    answer = await sealed.get(f"/events/{position}/proof", role=Role.COUNTY_OFFICER, place=COUNTY)
    checkpoint, _ = SEALING.keys.verified(answer["seal"]["note"], "cell/ledger")
    (row,) = await sealed.web.runtime.log.read(position - 1, 1)
    path = [b64decode(p) for p in answer["proof"]]
    assert b64decode(answer["hash"]) == row.hash
    assert included(row.hash, position - 1, size, path, checkpoint.root)


async def test_what_lies_outside_ones_regions_is_not_there_whether_told_or_private(sealed: Sealed) -> None:
    id = await sealed.web.opened(STREET)
    booking = {"amount": "34.50", "on": "2026-11-23", "count": 1, "note": "private"}
    await sealed.web.ask("POST", f"/accounts/{id}/bookings", json=booking)
    head = await sealed.seal()
    for position in (head - 1, head, head + 1, 10**17):
        path = f"/events/{position}/proof"
        assert await refused(sealed, path, place=ELSEWHERE) == 404
        asked = {"stream_type": "account", "stream_id": id}
        assert await refused(sealed, "/evidence", params=asked, place=ELSEWHERE, role=Role.SUPERVISOR) == 404
    assert len((await sealed.get("/evidence", params={"stream_type": "account", "stream_id": id}))["events"]) == 2


async def refused(sealed: Sealed, path: str, **asked: Any) -> int:
    return (await sealed.web.ask("GET", path, **{"role": Role.COUNTY_OFFICER, **asked})).status_code


async def evidence(sealed: Sealed, **about: str) -> httpx.Response:
    return await sealed.web.ask("GET", "/evidence", params=about, **AUDIT)


async def test_evidence_is_verified_offline_and_every_change_to_it_is_found(sealed: Sealed) -> None:
    id = await sealed.web.opened(holder="欧阳修")
    await sealed.web.opened()
    head = await sealed.seal()
    answer = await evidence(sealed, stream_type="account", stream_id=id)
    assert "欧阳修" not in answer.text
    assert found(answer.content, entries=ENTRIES) == (
        0, f"OK cell/ledger: 1 events under the seal of {head} positions co-signed by nobody",
    )  # fmt: skip
    (event,) = answer.json()["events"]
    for name in ("columns", "meta", "data", "hash"):
        changed = b64decode(event[name])[:-1] + b"?"
        text = answer.text.replace(event[name], said(changed))
        assert found(text.encode(), entries=ENTRIES)[0] == event["position"]
    text = answer.text.replace(f'"position":{event["position"]}', f'"position":{event["position"] + 1}')
    assert found(text.encode(), entries=ENTRIES) == (event["position"] + 1, "its proof does not lead to the seal")
    (kept, *_) = (await sealed.get("/seals", params={"after": "0", "limit": "1"}))["items"]
    assert found(answer.content, kept["note"], ENTRIES)[0] == (event["position"] if kept["size"] != head else 0)


async def test_evidence_is_asked_about_a_person_or_a_stream(sealed: Sealed) -> None:
    await sealed.web.opened()
    await sealed.seal()
    for about in (
        {}, {"person": str(new_id()), "stream_type": "account", "stream_id": str(new_id())}, {"stream_type": "account"},
    ):  # fmt: skip
        problem(await evidence(sealed, **about), 422, "request.invalid")
    problem(await evidence(sealed, person=str(new_id())), 404, "request.not-found")
    problem(await evidence(sealed, stream_type="nothing", stream_id=str(new_id())), 404, "request.not-found")


async def test_the_whole_log_is_exported_for_the_audit_of_the_nation_and_verified(sealed: Sealed) -> None:
    await sealed.web.opened(holder="欧阳修")
    size = await sealed.seal()
    await sealed.web.opened()  # not under a seal yet
    answer = await sealed.web.ask("GET", "/log-export", **AUDIT)
    assert answer.headers["content-disposition"] == f'attachment; filename="ledger-{size}.log"'
    assert "欧阳修".encode() not in answer.content
    position, told = found(answer.content, entries=ENTRIES)
    assert (position, told.startswith(f"OK cell/ledger: {size} positions")) == (0, True)
    problem(await sealed.web.ask("GET", "/log-export", role=Role.AUDIT_ADMIN, place=COUNTY), 404, "request.not-found")


RIGHTS = {
    "/seals": {Role.PARTNER, Role.SUPERVISOR, Role.COUNTY_OFFICER, Role.AUDIT_ADMIN},
    "/seals/consistency?from=1&to=1": {Role.PARTNER, Role.SUPERVISOR, Role.COUNTY_OFFICER, Role.AUDIT_ADMIN},
    "/events/1/proof": {Role.PARTNER, Role.SUPERVISOR, Role.COUNTY_OFFICER, Role.AUDIT_ADMIN},
    "/evidence": {Role.SUPERVISOR, Role.AUDIT_ADMIN},
    "/log-export": {Role.AUDIT_ADMIN},
}


@pytest.mark.parametrize("path", RIGHTS)
async def test_who_may_not_ask_is_refused(sealed: Sealed, path: str) -> None:
    for role in Role:
        answer = await sealed.web.ask("GET", path, role=role, place=NATION)
        assert (answer.status_code == 403) == (role not in RIGHTS[path]), (role, answer.text[:80])
