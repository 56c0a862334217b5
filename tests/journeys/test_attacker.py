"""Tokens that are valid and not for this county: nothing is seen, nothing is changed, nothing is told apart."""

from typing import Any
from uuid import UUID

import pytest

from deploy.local.story.frontend import SERVICES
from shared.ids import new_id
from shared.kernel import NATION, Region
from shared.web.rights import Role
from tests.journeys.attack import (
    CITY,
    NEXT_COUNTY,
    SIBLING,
    Ids,
    lived_in,
    nothing_happens,
    refused,
    said,
    send,
    somebody,
    unknowable,
)
from tests.journeys.conftest import COUNTY, STREET, Journey

OUTSIDE = pytest.mark.parametrize("where", [NEXT_COUNTY, SIBLING], ids=["next county", "sibling street"])

OBJECTS = {
    "worker": (
        "/personnel/workers/{}", "/personnel/workers/{}/timeline", "/personnel/workers/{}/grades",
        "/training/workers/{}/duties", "/training/workers/{}/completions", "/payroll/workers/{}/entitlement",
        "/payroll/workers/{}/payslips", "/assessment/workers/{}/results",
    ),
    "scheme": ("/assessment/schemes/{}",),
    "result": ("/assessment/results/{}",),
    "standard": ("/payroll/standards/{}",),
    "run": ("/payroll/runs/{}",),
    "payslip": ("/payroll/payslips/{}", "/payroll/my/payslips/{}"),
    "import_": (
        "/personnel/operations/{}", "/personnel/operations/{}/events", "/personnel/operations/{}/files/errors.json",
        "/personnel/operations/{}/files/input",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
async def ids(journey: Journey) -> Ids:
    return await lived_in(journey)


def lists(journey: Journey) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Every list there is, with the filters that reach for the county next door."""
    year = journey.year
    return (
        ("/personnel/workers", {}), ("/personnel/workers", {"under": COUNTY}), ("/personnel/workers", {"under": NATION}),
        ("/personnel/workers", {"employed": "false", "as_of": "9999-12-31"}), ("/personnel/quota-ledger", {}),
        ("/personnel/regions", {"under": COUNTY}), ("/personnel/regions", {"under": NATION}),
        ("/personnel/grade-schemes", {}), ("/personnel/grade-proposals", {"stage": "PROPOSED"}),
        ("/personnel/grade-proposals", {"stage": "DECIDED"}), ("/personnel/expiring-contracts", {"within_days": 366}),
        ("/personnel/probations", {"until": "9999-12-31"}), ("/training/duties", {"standing": "OPEN"}),
        ("/training/duty-counts", {}), ("/assessment/results", {"year": year - 1}),
        ("/assessment/result-counts", {"year": year - 1}), ("/assessment/schemes", {"year": year - 1}),
        ("/payroll/runs", {}), ("/payroll/standards", {}), ("/payroll/my/payslips", {}),
    )  # fmt: skip


def items(body: Any) -> list[Any]:
    return list(body["items"]) if isinstance(body, dict) else list(body)


@OUTSIDE
@pytest.mark.parametrize("kind", OBJECTS)
async def test_an_object_elsewhere_is_as_if_it_never_was(journey: Journey, ids: Ids, kind: str, where: Region) -> None:
    for path in OBJECTS[kind]:
        if not (where == SIBLING and kind == "standard"):
            await unknowable(somebody(journey, where), "GET", path, getattr(ids, kind))


@OUTSIDE
async def test_a_list_shows_nothing_from_elsewhere(journey: Journey, ids: Ids, where: Region) -> None:
    mallory = somebody(journey, where)
    for path, query in lists(journey):
        answer = await send(mallory, "GET", path, **query)
        assert answer.status_code == 200, (path, answer.text)
        assert not [id for id in ids.secret if id in answer.text], path
        assert COUNTY[:9] not in answer.text, path
    slips = await send(mallory, "GET", f"/payroll/runs/{ids.run}/payslips", lines="true")
    assert said(slips) == said(await send(mallory, "GET", f"/payroll/runs/{new_id()}/payslips", lines="true"))
    if where == SIBLING:
        for path, query in lists(journey):
            assert items((await send(mallory, "GET", path, **query)).json()) == [], path
    assert await refused(mallory, "GET", "/payroll/standards", region=COUNTY) == 404


async def test_the_city_above_reads_and_a_street_does_not_reach_up(journey: Journey, ids: Ids) -> None:
    above = somebody(journey, CITY, Role.SUPERVISOR)
    assert (await send(above, "GET", f"/personnel/workers/{ids.worker}")).status_code == 200
    assert await refused(above, "POST", f"/personnel/employments/{ids.employment}/renewals", {"ends": None}) == 403
    below = somebody(journey, STREET)
    await unknowable(below, "GET", "/payroll/runs/{}", ids.run)
    await unknowable(below, "POST", "/payroll/runs/{}/approvals", ids.open_run, {})


async def test_the_wrong_role_in_the_right_county_is_refused(journey: Journey, ids: Ids) -> None:
    officer, trainer = somebody(journey, COUNTY, Role.COUNTY_OFFICER), somebody(journey, COUNTY, Role.TRAINER)
    worker = somebody(journey, COUNTY, Role.WORKER, subject=ids.other_worker)
    reads = (
        f"/payroll/payslips/{ids.payslip}", f"/payroll/workers/{ids.worker}/entitlement", f"/payroll/runs/{ids.run}",
        f"/payroll/workers/{ids.worker}/payslips", f"/payroll/runs/{ids.run}/payslips", "/payroll/runs",
    )  # fmt: skip
    people = (
        f"/personnel/workers/{ids.worker}",
        "/personnel/workers",
        "/personnel/quota-ledger",
        "/assessment/results",
    )
    async with nothing_happens(journey):
        assert {await refused(officer, "GET", path) for path in reads} == {403}
        assert {await refused(trainer, "GET", path) for path in (*reads, "/personnel/events", "/payroll/events")} == {
            403
        }
        assert {await refused(worker, "GET", path, year=1) for path in (*reads, *people, "/payroll/events")} == {403}
        assert await refused(worker, "GET", f"/personnel/operations/{ids.import_}") == 403
        assert await refused(worker, "GET", f"/payroll/my/payslips/{ids.payslip}") == 404
        for kind in (officer, trainer, worker):
            for path in ("approvals", "closings", "discards"):
                assert await refused(kind, "POST", f"/payroll/runs/{ids.open_run}/{path}", {}) == 403
        assert await refused(trainer, "POST", "/personnel/grade-approvals", {}) == 403
        assert await refused(somebody(journey, COUNTY, Role.FINANCE), "POST", "/payroll/standards", {}) == 403


async def test_a_worker_sees_the_own_slips_only_and_a_subject_is_no_passport(journey: Journey, ids: Ids) -> None:
    own = somebody(journey, COUNTY, Role.WORKER, subject=ids.worker)
    assert [s["payslip_id"] for s in await own.get("/payroll/my/payslips")] == [ids.payslip]
    for subject in (ids.payslip, ids.run, "finance", ids.worker + "x"):
        thief = somebody(journey, COUNTY, Role.WORKER, subject=subject)
        assert await thief.get("/payroll/my/payslips") == []
        assert await refused(thief, "GET", f"/payroll/my/payslips/{ids.payslip}") == 404


async def test_work_elsewhere_cannot_be_stopped_nor_a_colleagues_by_whoever_only_looks(
    journey: Journey, ids: Ids
) -> None:
    await unknowable(somebody(journey, NEXT_COUNTY), "DELETE", "/personnel/operations/{}", ids.import_)
    trainer = somebody(journey, COUNTY, Role.TRAINER)
    assert await refused(trainer, "DELETE", f"/personnel/operations/{ids.import_}") == 404


@OUTSIDE
async def test_positions_of_other_regions_are_void_in_the_feed(journey: Journey, ids: Ids, where: Region) -> None:
    mallory = somebody(journey, where, Role.PARTNER)
    for service in SERVICES:
        page = (await send(mallory, "GET", f"/{service}/events", limit=1_000)).json()
        assert [int(e["headers"]["position"]) for e in page["events"]] == list(range(1, len(page["events"]) + 1))
        for event in page["events"]:
            if (at := event["headers"].get("region")) is None:
                assert event["subject"] in (None, f"void.{service}"), "of another region, or told to nobody"
                assert (event["data"], set(event["headers"])) == (None, {"position", "hash"})
            else:
                assert at.startswith(where.rstrip("_/")), event
        assert not [id for id in ids.secret if id in str(page)], service


async def test_a_cursor_of_somebody_else_is_refused_and_widens_nothing(journey: Journey, ids: Ids) -> None:
    page = (await send(journey.cast.street, "GET", "/personnel/workers", limit=1)).json()
    mallory = somebody(journey, NEXT_COUNTY)
    assert (await send(mallory, "GET", "/personnel/workers", limit=1, cursor=page["next"])).status_code == 400
    namesake = somebody(journey, NEXT_COUNTY, subject=journey.cast.street.subject)
    answer = await send(namesake, "GET", "/personnel/workers", cursor=page["next"])
    assert {item["worker_id"] for item in answer.json()["items"]} <= {ids.own_worker}
    again = await send(journey.cast.street, "GET", "/personnel/workers", cursor=page["next"], under=NATION)
    assert again.status_code == 400, "a cursor belongs to its filters"


async def test_ids_of_one_kind_are_nothing_as_another(journey: Journey, ids: Ids) -> None:
    everything = somebody(journey, COUNTY)
    async with nothing_happens(journey):
        for kind, paths in OBJECTS.items():
            for other in set(ids.secret) - {getattr(ids, kind), ids.other_worker, ids.open_run}:
                for path in paths:
                    await unknowable(everything, "GET", path, other)
        await unknowable(everything, "POST", "/payroll/runs/{}/approvals", ids.payslip, {})
        await unknowable(everything, "POST", "/personnel/employments/{}/renewals", ids.worker, {"ends": None})
        await unknowable(everything, "POST", "/assessment/results/{}/confirmations", ids.scheme, {})


async def test_no_address_answers_with_a_fault_of_ours(journey: Journey, ids: Ids) -> None:
    anybody = somebody(journey, COUNTY)
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("/assessment/results", {"year": 10**15}), ("/assessment/result-counts", {"year": -(10**15)}),
        ("/assessment/schemes", {"year": 10**15}), ("/payroll/runs", {"month": "\x00"}),
        ("/payroll/runs", {"month": "%"}), ("/personnel/expiring-contracts", {"as_of": "9999-12-31"}),
        ("/personnel/quota-ledger", {"as_of": "0001-01-01"}), ("/personnel/probations", {"until": "9999-12-31"}),
        ("/training/duties", {"standing": "OPEN", "as_of": "9999-12-31"}), ("/training/duty-counts", {"as_of": "0001-01-01"}),
        (f"/personnel/workers/{ids.worker}/timeline", {"known_at": "2027-01-01T00:00:00"}),
        (f"/personnel/workers/{ids.worker}/timeline", {"known_at": "0001-01-01T00:00:00+14:00"}),
        (f"/payroll/workers/{ids.worker}/entitlement", {"known_at": "9999-12-31T23:59:59-14:00"}),
        (f"/payroll/workers/{ids.worker}/entitlement", {"known_at": "2027-01-01T00:00:00", "as_of": "0001-01-01"}),
        (f"/personnel/operations/{ids.import_}/files/%00", {}), ("/personnel/events", {"after": 10**18}),
        ("/personnel/workers", {"under": "_/_/_/_/_", "as_of": "0001-01-01"}), ("/personnel/workers", {"cursor": "é\x00"}),
        ("/personnel/regions", {"under": "51/_/07/_/_"}), ("/payroll/standards", {"region": "_/01/07/_/_"}),
    )  # fmt: skip
    answers = {f"{path} {query}": await send(anybody, "GET", path, **query) for path, query in asked}
    assert {asked: answer.text for asked, answer in answers.items() if answer.status_code >= 500} == {}


def test_the_attacker_knows_real_ids(ids: Ids) -> None:
    assert all(UUID(id) for id in ids.secret)
