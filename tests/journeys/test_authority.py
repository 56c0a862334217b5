"""Nobody may anything by his token alone: authority gives, two sign, a deputy signs with both names, and what is taken is gone."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from deploy.local.story.frontend import Frontend
from services.personnel.domain.authority import founding_id
from shared.kernel import NATION, Role, region
from tests.journeys.conftest import COMMUNITIES, COUNTY, STREET, Journey
from tests.journeys.offices import ASKED, Offices, answered, journey, offices, refused, status


@pytest.fixture(scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Offices]:
    async with offices(tmp_path_factory.mktemp("county")) as running:
        yield running


@pytest.fixture(scope="module")
async def wuhou(office: Offices) -> Journey:
    return await journey(office)


async def test_a_token_alone_gives_nothing(office: Offices) -> None:
    nobody = office.person("nobody")
    assert {await status(nobody, path) for path in ASKED.values()} == {403}
    assert await nobody.get("/personnel/my/grants") == []
    assert await nobody.get("/payroll/my/payslips") == []


async def test_nobody_gives_to_himself_and_nobody_gives_alone(office: Offices) -> None:
    await refused(office.propose("he", Role.COUNTY_OFFICER), "authorities.own-grant")
    grant = await office.propose("li", Role.COUNTY_OFFICER)
    await refused(office.he.post(f"/personnel/grants/{grant}/confirmations", {}), "authorities.own-proposal")
    await refused(office.propose("shen", Role.COUNTY_OFFICER), "authorities.roles-exclude")
    await refused(office.propose("li", Role.AUDIT_ADMIN, NATION), "authorities.roles-exclude")
    await office.shen.post(f"/personnel/grants/{grant}/refusals", {"reason": "no such office"})
    await refused(office.shen.post(f"/personnel/grants/{grant}/confirmations", {}), "authorities.not-proposed")
    assert {await status(office.person("li"), path) for path in ASKED.values()} == {403}


async def test_two_who_can_give_a_grant_are_always_left(office: Offices) -> None:
    first = f"/personnel/grants/{founding_id(1)}/revocations"
    await refused(office.shen.post(first, {"reason": "moved on"}), "authorities.last-two")


async def test_an_administrator_gives_inside_his_own_region_only(office: Offices) -> None:
    there = region("51", "03")
    away = await office.give("an", Role.SECURITY_ADMIN, there)
    await answered(away, 200, {"personnel": "/personnel/grants"})
    beyond = {"holder": "li", "role": "supervisor", "region": COUNTY, "starts": office.today, "basis": "1号"}
    await refused(away.post("/personnel/grants", beyond), "request.not-found")
    other = office.grants["an", Role.SECURITY_ADMIN]
    assert {row["grant_id"] for row in (await away.get("/personnel/grants", stage="IN_FORCE"))["items"]} == {other}
    mine = await office.propose("li", Role.SUPERVISOR)
    await refused(away.post(f"/personnel/grants/{mine}/confirmations", {}), "request.not-found")


async def test_who_was_given_an_office_acts_in_all_four_services(wuhou: Journey) -> None:
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    await wuhou.cast.settled()
    assert (await wuhou.cast.street.get(f"/personnel/workers/{worker}"))["worker_id"] == worker
    assert await wuhou.cast.street.get(f"/training/workers/{worker}/duties")
    assert await wuhou.cast.finance.get(f"/payroll/workers/{worker}/entitlement")
    assert await wuhou.cast.officer.get("/assessment/results", year=wuhou.year) == {"items": [], "next": None}
    assert await status(wuhou.cast.street, f"/payroll/workers/{worker}/entitlement") == 403


async def test_a_deputy_signs_with_both_names_and_checks_nothing_of_either(office: Offices, wuhou: Journey) -> None:
    officer, approver, wang = wuhou.cast.officer, wuhou.cast.approver, office.person("wang")
    for principal, role in ((officer, Role.COUNTY_OFFICER), (approver, Role.COUNTY_APPROVER)):
        delegation = await office.delegated(principal, role, "wang")
        stands_in = office.person("wang", on_behalf_of=principal.subject)
        assert {await status(stands_in, path) for path in ASKED.values()} == {403}
        await refused(principal.post(f"/personnel/delegations/{delegation}/acceptances", {}), "delegations.unknown")
        await wang.post(f"/personnel/delegations/{delegation}/acceptances", {})
    for_officer, for_approver = (office.person("wang", on_behalf_of=p.subject) for p in (officer, approver))
    await office.known()
    await answered(for_approver, 200)
    assert {await status(wang, path) for path in ASKED.values()} == {403}
    await for_officer.post("/personnel/quota-requests", {"unit": STREET, "effective": str(wuhou.day(1, 4))})
    approval = {"unit": STREET, "document": "武编2号"}
    await refused(for_approver.post("/personnel/quota-approvals", approval), "headcount.own-request")
    await approver.post("/personnel/quota-approvals", approval)
    new = {"path": region(*STREET.split("/")[:4], "099"), "code": "510107001099", "name": "新社区"}
    await for_officer.post("/personnel/regions", {"effective": "2000-01-01", "regions": [new]})
    assert "wang for officer-of-wuhou" in await signatures(officer, "personnel.region.founded.v1")


async def signatures(asking: Frontend, kind: str) -> set[str]:
    """Who signed what the feed tells of a kind."""
    told = (await asking.get("/personnel/events", limit=1_000))["events"]
    return {e["headers"]["actor"] for e in told if e["headers"].get("ce-type") == kind}


async def test_a_key_used_on_behalf_of_another_is_not_used_for_oneself(office: Offices, wuhou: Journey) -> None:
    body = {"unit": STREET, "effective": str(wuhou.day(1, 4))}
    own = await office.give("wang", Role.COUNTY_OFFICER)
    await answered(own, 200, {"personnel": "/personnel/quota-ledger"})
    for _ in range(2):  # the very same request again is answered again
        for_officer = replace(own, on_behalf_of=wuhou.cast.officer.subject, _keys=count(77_000))
        await for_officer.post("/personnel/quota-requests", body)
    await refused(replace(own, _keys=count(77_000)).post("/personnel/quota-requests", body), "request.key-reused")


async def test_a_delegated_duty_is_never_more_than_it_was_and_never_passed_on(office: Offices, wuhou: Journey) -> None:
    street, zhao = wuhou.cast.street, office.person("zhao")
    offer = await office.delegated(street, Role.STREET_OFFICER, "zhao", region=COMMUNITIES[0])
    await zhao.post(f"/personnel/delegations/{offer}/acceptances", {})
    for_street = office.person("zhao", on_behalf_of=street.subject)
    await answered(for_street, 200, {"personnel": "/personnel/workers"})
    here, _ = await wuhou.hire(wuhou.day(1, 4))
    there, _ = await wuhou.hire(wuhou.day(1, 4), workplace=COMMUNITIES[1])
    seen = {row["worker_id"] async for row in for_street.pages("/personnel/workers")}
    assert here in seen
    assert there not in seen
    assert await status(for_street, f"/personnel/workers/{there}") == 404
    assert await status(for_street, "/personnel/my/grants") == 403
    office.grants["zhao", Role.STREET_OFFICER] = offer
    passed_on = office.delegated(zhao, Role.STREET_OFFICER, "qian", region=COMMUNITIES[0])
    await refused(passed_on, "delegations.no-such-grant")
    await refused(office.propose("zhao", Role.SYSTEM_ADMIN, NATION), "authorities.roles-exclude")
    await zhao.post(f"/personnel/delegations/{offer}/endings", {"reason": "back from leave"})
    await answered(for_street, 403, {"personnel": "/personnel/workers"})


async def test_an_administrator_stands_in_for_nobody(office: Offices, wuhou: Journey) -> None:
    offered = office.delegated(wuhou.cast.street, Role.STREET_OFFICER, "shen")
    await refused(offered, "delegations.administrator")
    behalf = office.person("shen", on_behalf_of=wuhou.cast.street.subject)
    assert await status(behalf, "/personnel/grants") == 403


async def test_a_security_administrator_ends_a_delegation(office: Offices, wuhou: Journey) -> None:
    offer = await office.delegated(wuhou.cast.finance, Role.FINANCE, "qian")
    await office.person("qian").post(f"/personnel/delegations/{offer}/acceptances", {})
    for_finance = office.person("qian", on_behalf_of=wuhou.cast.finance.subject)
    await answered(for_finance, 200, {"payroll": "/payroll/runs"})
    await office.he.post(f"/personnel/delegations/{offer}/revocations", {"reason": "audit"})
    await answered(for_finance, 403, {"payroll": "/payroll/runs"})
    mine = await office.person("qian").get("/personnel/my/grants")
    assert [(row["stage"], row["ended_by"]) for row in mine] == [("ENDED", "he")]


async def test_what_is_revoked_is_gone_in_every_service_and_so_is_what_was_delegated_from_it(
    office: Offices, wuhou: Journey
) -> None:
    approver, for_approver = wuhou.cast.approver, office.person("wang", on_behalf_of=wuhou.cast.approver.subject)
    await answered(for_approver, 200)
    grant = office.grants[approver.subject, Role.COUNTY_APPROVER]
    await office.shen.post(f"/personnel/grants/{grant}/revocations", {"reason": "moved on"})
    await answered(approver, 403)
    await answered(for_approver, 403)


async def test_a_grant_ends_with_its_last_day_and_begins_with_its_first(office: Offices, wuhou: Journey) -> None:
    today = office.running.clock.today()
    until = (today + timedelta(days=1)).isoformat()
    guest = await office.give("guest", Role.COUNTY_APPROVER, ends=until)
    later = await office.give("later", Role.COUNTY_APPROVER, starts=(today + timedelta(days=2)).isoformat())
    await answered(guest, 200)
    assert {await status(later, path) for path in ASKED.values()} == {403}
    await wuhou.cast.go_to(today + timedelta(days=2))
    await answered(guest, 403)
    await answered(later, 200)
