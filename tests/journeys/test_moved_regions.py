"""A community goes to another street, then its old street is merged away: whoever is in charge now sees the people, all of them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from deploy.local.story.frontend import Frontend
from deploy.local.story.scheme import assessment_body
from shared.kernel import Region, Role, region
from tests.journeys.conftest import COMMUNITIES, COUNTY, STREET, Journey
from tests.journeys.offices import Offices, journey, offices, refused, status, until

OTHER = region("51", "01", "07", "002")
MOVED, MOVED_TOO = region("51", "01", "07", "002", "014"), region("51", "01", "07", "002", "015")
CHARGES = (Role.STREET_OFFICER, Role.COUNTY_OFFICER, Role.FINANCE)


@dataclass(slots=True)
class Streets:
    """`old` and `new` are in charge of one street each; `worker` works in the community that goes over."""

    wuhou: Journey
    old: Frontend
    new: Frontend
    worker: str
    result: str
    operation: str

    async def move(self, path: Region, to: Region) -> None:
        body = {"path": path, "to": to, "effective": str(self.wuhou.county.clock.today())}
        await self.wuhou.cast.officer.post("/personnel/regions/moves", body)
        await self.wuhou.cast.settled()

    def single(self) -> dict[str, str]:
        """One object of the person in each service, by who asks for a street's people."""
        return {
            "personnel": f"/personnel/workers/{self.worker}",
            "training": f"/training/workers/{self.worker}/duties",
            "assessment": f"/assessment/results/{self.result}",
        }

    async def answer(self, **expected: int) -> bool:
        """Whether every service answers `old` and `new` so."""
        who = {"old": self.old, "new": self.new}
        found = {(name, await status(who[name], path)) for name in expected for path in self.single().values()}
        return found == set(expected.items())

    async def sees(self, asking: Frontend) -> set[str]:
        """The services in which the person is shown: the object, the list, the count and the feed agree."""
        found = {name for name, path in self.single().items() if await status(asking, path) == 200}
        listed = {row["worker_id"] async for row in asking.pages("/personnel/workers")}
        results = {row["worker_id"] async for row in asking.pages("/assessment/results", year=self.wuhou.year - 1)}
        owed = await asking.get("/training/duty-counts")
        assert (self.worker in listed, self.worker in results) == ("personnel" in found, "assessment" in found)
        assert bool(owed) == ("training" in found)
        for name in ("personnel", "training"):  # assessment tells of nobody before his result is confirmed
            assert (self.worker in await told(asking, name)) == (name in found)
        return found


async def told(asking: Frontend, name: str) -> set[Any]:
    """Whom a service's feed tells something of."""
    feed = (await asking.get(f"/{name}/events", limit=1_000))["events"]
    return {event["headers"].get("ce-subject") for event in feed}


@pytest.fixture(scope="module")
async def streets(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Streets]:
    async with offices(tmp_path_factory.mktemp("county")) as office:
        wuhou = await journey(office)
        yield await peopled(office, wuhou)


async def peopled(office: Offices, wuhou: Journey) -> Streets:
    officer, last_year = wuhou.cast.officer, wuhou.year - 1
    other = [{"path": OTHER, "code": "510107002", "name": "跳伞塔街道"}]
    await officer.post("/personnel/regions", {"effective": "2000-01-01", "regions": other})
    for place, holder in ((STREET, "old"), (OTHER, "new")):
        for role in CHARGES:
            await office.give(holder, role, place)
    old, new = office.person("old"), office.person("new")
    worker, _ = await wuhou.hire(wuhou.day(1, 4).replace(year=last_year))
    await wuhou.cast.settled()
    drafted = await officer.post("/assessment/schemes", assessment_body(COUNTY, last_year))
    await officer.post(f"/assessment/schemes/{drafted['stream_id']}/issues", {"document": "武社工〔2027〕3号"})
    opened = await officer.post("/assessment/county-results/openings", {"county": COUNTY, "year": last_year})
    await officer.operation("assessment", opened)
    (result,) = [r["result_id"] async for r in officer.pages("/assessment/results", year=last_year)]

    async def known() -> bool:
        return {await status(who, "/payroll/runs") for who in (old, new)} == {200}

    await until(known)
    run = await old.post("/payroll/runs", {"unit": STREET, "month": f"{wuhou.year}-01"})
    await old.operation("payroll", run)
    return Streets(wuhou, old, new, worker, result, run["operation_id"])


async def test_before_the_move_only_the_old_street_sees_the_person(streets: Streets) -> None:
    assert await streets.sees(streets.old) == {"personnel", "training", "assessment"}
    assert await streets.sees(streets.new) == set()


async def test_who_does_not_hold_both_places_moves_nothing(streets: Streets) -> None:
    body = {"path": COMMUNITIES[0], "to": MOVED, "effective": str(streets.wuhou.day(1, 4))}
    for one in (streets.old, streets.new):
        await refused(one.post("/personnel/regions/moves", body), "request.not-found")
    merger = {"path": STREET, "into": OTHER, "effective": str(streets.wuhou.day(1, 4))}
    for one in (streets.old, streets.new):
        await refused(one.post("/personnel/regions/mergers", merger), "request.not-found")
    await refused(streets.wuhou.cast.officer.post("/personnel/regions/mergers", merger), "regions.not-empty")


async def test_after_the_move_the_new_street_sees_everything_there_ever_was_of_the_person(streets: Streets) -> None:
    await streets.move(COMMUNITIES[0], MOVED)
    await streets.move(COMMUNITIES[0], MOVED)

    await until(lambda: streets.answer(old=404, new=200))
    assert await streets.sees(streets.old) == set()
    assert await streets.sees(streets.new) == {"personnel", "training", "assessment"}
    completion = {
        "completion_id": "6f1d3c52-8f0b-5c0e-9a77-51a5c0de0009", "kind": "INDUCTION", "category": "SERVICE",
        "hours": 8, "course": "初任", "completed_on": str(streets.wuhou.day(1, 4)),
    }  # fmt: skip
    path = f"/training/workers/{streets.worker}/completions"
    await refused(streets.old.post(path, completion), "request.not-found")
    await streets.new.post(path, completion)
    under = [r["worker_id"] async for r in streets.new.pages("/personnel/workers", under=MOVED)]
    assert under == [streets.worker]
    shown = {r["path"]: r["successor"] for r in await streets.new.get("/personnel/regions", under=OTHER)}
    assert shown == {OTHER: None, COMMUNITIES[0]: MOVED, MOVED: None}


async def test_a_merged_street_takes_its_operations_and_its_pay_along_and_its_officers_charge_ends(
    streets: Streets,
) -> None:
    pay, run = f"/payroll/workers/{streets.worker}/entitlement", f"/payroll/operations/{streets.operation}"
    assert [await status(streets.new, path) for path in (pay, run, f"{run}/events")] == [404, 404, 404]
    assert [await status(streets.old, path) for path in (pay, run)] == [200, 200]
    await streets.move(COMMUNITIES[1], MOVED_TOO)
    day = str(streets.wuhou.county.clock.today())
    await streets.wuhou.cast.officer.post(
        "/personnel/regions/mergers", {"path": STREET, "into": OTHER, "effective": day}
    )
    await streets.wuhou.cast.settled()

    async def merged() -> bool:
        return await status(streets.new, pay) == await status(streets.new, run) == 200

    await until(merged)
    runs = [r async for r in streets.new.pages("/payroll/runs")]
    assert [r["unit"] for r in runs] == [STREET]
    await until(lambda: streets.answer(old=403))
    assert [await status(streets.old, path) for path in (pay, run)] == [403, 403]


async def test_a_street_goes_with_its_communities_and_whoever_is_in_charge_of_it(streets: Streets) -> None:
    there = region("51", "01", "07", "003")
    await streets.move(OTHER, there)
    arrived = [region("51", "01", "07", "003", name) for name in ("014", "015")]
    expected = {
        STREET: OTHER, OTHER: there, there: None, COMMUNITIES[0]: MOVED, COMMUNITIES[1]: MOVED_TOO,
        MOVED: arrived[0], MOVED_TOO: arrived[1], arrived[0]: None, arrived[1]: None,
    }  # fmt: skip

    async def shown() -> bool:
        rows = await streets.wuhou.cast.officer.get("/personnel/regions", under=there)
        return {r["path"]: r["successor"] for r in rows} == expected

    await until(shown)
    assert await streets.sees(streets.new) == {"personnel", "training", "assessment"}
