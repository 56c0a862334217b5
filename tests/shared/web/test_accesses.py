"""Masked by default, in clear for a purpose and a right, recorded before the answer; and who may look at the record."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest

from deploy.local.servers import Addresses
from shared.access_ledger.ledger import Reader, Seen
from shared.access_ledger.reading import Shown
from shared.ids import new_id
from shared.kernel import NATION, Region, region
from shared.privacy.purposes import purposes
from shared.web.disclosure import UNMASK, common
from shared.web.rights import ADMINISTRATORS, Grant, Role
from tests.golden.samples import ROOT
from tests.servers import arguments
from tests.shared.web.conftest import COUNTY, ELSEWHERE, STREET, Web, problem
from tests.shared.web.ledger import GATE, HOLDER

OFFICE = region("51", "01", "07", "044")
NAME, MASKED = "欧阳修", "欧阳＊"


@pytest.fixture(scope="module")
async def account(web: Web) -> str:
    return await web.opened(OFFICE, NAME)


async def holder(web: Web, account: str, purpose: str | None = None, **asked: Any) -> str:
    headers = {} if purpose is None else {"purpose": purpose}
    answer = await web.ask("GET", "/accounts", params={"limit": "200"}, headers=headers, **{"place": OFFICE, **asked})
    assert answer.status_code == 200, answer.text
    (found,) = [item["holder"] for item in answer.json()["items"] if item["id"] == account]
    return str(found)


async def accesses(web: Web, account: str, **asked: Any) -> list[dict[str, Any]]:
    answer = await web.ask(
        "GET", "/accesses", params={"person": account}, role=Role.AUDIT_ADMIN, place=NATION, subject="auditor", **asked
    )
    assert answer.status_code == 200, answer.text
    return [item for item in answer.json()["items"] if item["shown"] != "ledger"]


async def test_without_a_purpose_a_name_is_masked_and_the_reading_is_on_record(web: Web, account: str) -> None:
    by = str(new_id())
    assert await holder(web, account, subject=by) == MASKED
    (access,) = [a for a in await accesses(web, account) if a["reader"] == by]
    assert access["fields"] == [HOLDER]
    assert (access["shown"], access["purpose"], access["roles"]) == ("masked", None, ["county_officer"])
    assert (access["person"], bool(access["operation"])) == (account, True)


async def test_for_a_stated_purpose_whoever_may_unmask_sees_it_in_clear(web: Web, account: str) -> None:
    by = str(new_id())
    assert await holder(web, account, "payment", subject=by) == NAME
    (access,) = [a for a in await accesses(web, account) if a["reader"] == by]
    assert (access["shown"], access["purpose"]) == ("clear", "payment")


async def test_a_purpose_opens_what_it_names_and_nothing_else(
    web: Web, account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = purposes()["payment"]
    monkeypatch.setitem(purposes(), "payment", type(known)(code="payment", zh="", en="", basis="", opens=()))
    assert await holder(web, account, "payment") == MASKED


async def test_a_purpose_without_the_right_is_refused_and_nothing_is_shown(web: Web, account: str) -> None:
    for role in (Role.SECRETARY, Role.SUPERVISOR):
        answer = await web.ask("GET", "/accounts", headers={"purpose": "payment"}, role=role, place=OFFICE)
        problem(answer, 403, "purpose.no-right")


async def test_a_purpose_nobody_knows_is_refused_with_those_known(web: Web, account: str) -> None:
    for code in ("curiosity", "", "PAYMENT", "payment " * 9):
        answer = await web.ask("GET", "/accounts", headers={"purpose": code}, place=OFFICE)
        body = problem(answer, 422, "purpose.unknown")
        assert "contract-signing" in body["facts"]["known"]


async def test_the_right_to_unmask_counts_where_the_person_is(web: Web, account: str) -> None:
    """Seeing the county by one role and unmasking a street by another opens the street only."""
    there = await web.opened(region("51", "01", "07", "045"), NAME)
    grants = [Grant(Role.SUPERVISOR, COUNTY), Grant(Role.COUNTY_OFFICER, OFFICE)]
    token = web.issuer.token(str(new_id()), grants)
    headers = {"authorization": f"Bearer {token}", "purpose": "payment"}
    items = (await web.client.get("/accounts", params={"limit": "200"}, headers=headers)).json()["items"]
    shown = {item["id"]: item["holder"] for item in items}
    assert (shown[account], shown[there]) == (NAME, MASKED)
    alone = [Grant(Role.SUPERVISOR, COUNTY), Grant(Role.COUNTY_OFFICER, ELSEWHERE)]
    headers["authorization"] = f"Bearer {web.issuer.token(str(new_id()), alone)}"
    problem(await web.client.get("/accounts", headers=headers), 403, "purpose.no-right")


async def test_a_person_sees_himself_in_clear_and_nobody_else(web: Web, account: str) -> None:
    assert await holder(web, account, subject=account) == NAME
    other = await web.opened(OFFICE, "司马光")
    assert await holder(web, other, subject=account) == "司马＊"


async def test_the_person_sees_who_looked_and_not_who_looked_at_others(web: Web, account: str) -> None:
    by = str(new_id())
    await holder(web, account, "contact", subject=by)
    own = await web.ask("GET", "/my/accesses", role=Role.WORKER, subject=account, place=OFFICE)
    (access,) = [a for a in own.json()["items"] if a["reader"] == by]
    assert (access["purpose"], access["fields"], access["shown"]) == ("contact", [HOLDER], "clear")
    assert "person" not in access
    for subject in (str(new_id()), "ann"):
        assert (await web.ask("GET", "/my/accesses", role=Role.WORKER, subject=subject)).json()["items"] == []
    problem(await web.ask("GET", "/accesses", params={"person": account}, role=Role.WORKER), 403, "access.no-right")


async def test_own_accesses_turn_their_pages(web: Web) -> None:
    account = await web.opened(OFFICE, NAME)
    for _ in range(5):
        await holder(web, account)
    found: list[str] = []
    cursor: str | None = None
    while cursor is not None or not found:
        params = {"limit": "2", **({"cursor": cursor} if cursor else {})}
        answer = await web.ask("GET", "/my/accesses", params=params, role=Role.WORKER, subject=account)
        found += [item["access_id"] for item in answer.json()["items"]]
        cursor = answer.json()["next"]
    assert len(found) == len(set(found)) == 5


async def test_looking_into_the_ledger_is_on_record_for_the_person(web: Web, account: str) -> None:
    by = str(new_id())
    await holder(web, account)
    for params in ({"person": account}, {"reader": "ann"}):
        await web.ask("GET", "/accesses", params=params, role=Role.AUDIT_ADMIN, place=NATION, subject=by)
    own = await web.ask("GET", "/my/accesses", role=Role.WORKER, subject=account, place=OFFICE)
    looked = [a for a in own.json()["items"] if a["reader"] == by]
    assert [(a["shown"], a["fields"], a["roles"]) for a in looked] == [("ledger", ["accesses"], ["audit_admin"])] * 2


async def test_the_ledger_of_people_elsewhere_is_not_seen(web: Web, account: str) -> None:
    await holder(web, account)
    for place, sees in ((OFFICE, True), (COUNTY, True), (ELSEWHERE, False), (STREET, False)):
        answer = await web.ask("GET", "/accesses", params={"person": account}, role=Role.SUPERVISOR, place=place)
        assert bool(answer.json()["items"]) == sees
        answer = await web.ask("GET", "/accesses", params={"reader": "ann"}, role=Role.SUPERVISOR, place=place)
        assert (account in {item["person"] for item in answer.json()["items"]}) == sees


@pytest.mark.parametrize("params", [{}, {"person": str(new_id()), "reader": "ann"}])
async def test_the_ledger_is_asked_about_a_person_or_a_reader(web: Web, params: dict[str, str]) -> None:
    answer = await web.ask("GET", "/accesses", params=params, role=Role.AUDIT_ADMIN, place=NATION)
    problem(answer, 422, "accesses.person-or-reader")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDIT_ADMIN, Role.SUPERVISOR}))
async def test_nobody_else_sees_the_ledger(web: Web, role: Role) -> None:
    for path in ("/accesses", "/unusual-readings"):
        problem(await web.ask("GET", path, params={"reader": "ann"}, role=role, place=NATION), 403, "access.no-right")


@pytest.mark.parametrize("role", sorted({Role.SUPERVISOR, Role.ASSESSOR, Role.TRAINER, *ADMINISTRATORS}))
def test_who_supervises_assesses_trains_or_administers_never_unmasks(role: Role) -> None:
    assert role not in UNMASK.roles


async def test_a_file_fetched_is_on_record_by_its_operation(web: Web, gate: None) -> None:
    accepted = (await web.ask("POST", "/accounts/closing")).json()
    path = f"/operations/{accepted['operation_id']}"
    while (await web.ask("GET", path)).json()["state"] != "succeeded":
        await asyncio.sleep(0.01)
    assert await accesses(web, accepted["operation_id"]) == []
    problem(await web.ask("GET", f"{path}/files/nothing.txt"), 404, "request.not-found")
    assert (await web.ask("GET", f"{path}/files/errors.txt")).content == b"none"
    (access,) = await accesses(web, accepted["operation_id"])
    assert (access["shown"], access["fields"], access["operation"]) == ("file", ["errors.txt"], "read_operation_file")


@pytest.fixture
async def gate() -> AsyncIterator[None]:
    GATE.set()
    yield
    GATE.clear()


@asynccontextmanager
async def no_ledger(addresses: Addresses) -> AsyncIterator[None]:
    """The application may not write to the ledger any more."""
    root = await asyncpg.connect(**arguments(addresses, addresses.superuser, addresses.password, "t_ledger"))
    try:
        await root.execute("revoke execute on function log.record_access from t_ledger_app")
        yield
    finally:
        await root.execute("grant execute on function log.record_access to t_ledger_app")
        await root.close()


async def test_what_cannot_be_recorded_is_not_shown(web: Web, account: str, addresses: Addresses, gate: None) -> None:
    accepted = (await web.ask("POST", "/accounts/closing")).json()["operation_id"]
    while (await web.ask("GET", f"/operations/{accepted}")).json()["state"] != "succeeded":
        await asyncio.sleep(0.01)
    async with no_ledger(addresses):
        for headers in ({}, {"purpose": "payment"}):
            answer = await web.ask("GET", "/accounts", headers=headers, place=OFFICE)
            problem(answer, 503, "accesses.not-recorded")
            assert NAME not in answer.text
            assert MASKED not in answer.text
            assert answer.headers["retry-after"] == "1"
        answer = await web.ask("GET", f"/operations/{accepted}/files/errors.txt")
        problem(answer, 503, "accesses.not-recorded")
        answer = await web.ask("GET", "/accesses", params={"person": account}, role=Role.SUPERVISOR)
        problem(answer, 503, "accesses.not-recorded")
        assert (await web.ask("GET", "/accounts/search", params={"region": OFFICE})).status_code == 200
    assert await holder(web, account) == MASKED


async def test_reading_beyond_what_is_usual_is_shown_to_the_audit(web: Web) -> None:
    by = str(new_id())
    who = Reader(subject=by, roles=(), region=COUNTY, purpose="payment", operation="x", correlation=new_id())
    await web.runtime.accesses.record(who, [Seen(new_id(), OFFICE, HOLDER, Shown.CLEAR) for _ in range(301)])
    for place, sees in ((NATION, True), (COUNTY, True), (ELSEWHERE, False), (OFFICE, False)):
        answer = await web.ask("GET", "/unusual-readings", role=Role.AUDIT_ADMIN, place=place)
        found = [item for item in answer.json()["items"] if item["reader"] == by]
        assert [(i["persons"], i["threshold"], i["shown"]) for i in found] == ([(301, 300, "clear")] if sees else [])


async def test_everybody_may_know_the_purposes(web: Web) -> None:
    for role in (Role.WORKER, Role.STREET_OFFICER, Role.AUDIT_ADMIN):
        found = (await web.ask("GET", "/purposes", role=role)).json()
        assert {p["code"] for p in found} == set(purposes())
        assert all(p["zh"] and p["en"] and p["basis"] and p["opens"] for p in found)


@pytest.mark.parametrize(
    ("regions", "found"),
    [
        ((), NATION), ((STREET,), STREET), ((STREET, COUNTY), COUNTY), ((STREET, ELSEWHERE), region("51", "01")),
        ((STREET, region("44", "19", "_", "003")), NATION), ((NATION, STREET), NATION),
        ((region("44", "19", "_", "003"), region("44", "19", "_", "004")), region("44", "19")),
    ],
)  # fmt: skip
def test_the_smallest_region_that_holds_all(regions: tuple[Region, ...], found: Region) -> None:
    assert common(regions) == found


def test_a_sealed_value_is_opened_in_one_place_only() -> None:
    """Whoever opens it elsewhere shows it unmasked and off the record."""
    opening = {
        str(path.relative_to(ROOT))
        for top in ("services", "shared", "deploy")
        for path in (ROOT / top).rglob("*.py")
        if re.search(r"\.open_many\(|\bunseal\(", path.read_text("utf-8"))
    }
    assert opening <= {"shared/web/disclosure.py", "shared/privacy/sealing.py", "shared/privacy/tokens.py"}
