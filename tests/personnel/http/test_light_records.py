"""The name of somebody on no roster is kept for two years after the last day, erased then by another hand, and not one day before."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

import httpx
import pytest

from deploy.local.county import county
from deploy.local.story.frontend import Frontend, Problem
from tests.journeys.conftest import COMMUNITIES, Journey, founded


@pytest.fixture(scope="module")
async def years(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Journey]:
    """A county of its own: its clock goes on for more than two years."""
    async with county(tmp_path_factory.mktemp("county")) as running:
        transport = httpx.ASGITransport(app=running.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://county", timeout=300) as http:
            yield await founded(running, http)


async def opened(street: Frontend, name: str, since: date) -> str:
    record = {
        "worker_id": None, "name": name, "community": COMMUNITIES[0], "category": "COMMITTEE_PARTTIME", "since": str(since),
        "allowance": "500.00",
    }  # fmt: skip
    id: str = (await street.post("/personnel/light-records", record))["stream_id"]
    return id


async def names(street: Frontend) -> dict[str, str | None]:
    rows = street.pages("/personnel/light-records", category="COMMITTEE_PARTTIME")
    return {row["record_id"]: row["name"] async for row in rows}


async def refused(who: Frontend, record: str) -> str | None:
    with pytest.raises(Problem) as problem:
        await who.post(f"/personnel/light-records/{record}/erasures", {"document": "武社工销1号"})
    return problem.value.code


async def waiting(approver: Frontend) -> set[str]:
    """The records whose erasure waits for a decision."""
    return {task["stream_id"] async for task in approver.pages("/personnel/work-list", kind="light-erasure")}


async def test_a_name_is_erased_when_its_two_years_are_over_and_not_one_day_before(years: Journey) -> None:
    cast, last = years.cast, years.day(1, 4)
    over, serving = [await opened(cast.street, name, last) for name in ("赵小兰", "钱大勇")]
    await cast.street.post(f"/personnel/light-records/{over}/endings", {"until": str(last)})
    assert await refused(cast.approver, over) == "light-records.kept"

    kept_until = last.replace(year=last.year + 2)
    await cast.go_to(kept_until)
    assert await refused(cast.approver, over) == "light-records.kept"
    assert await names(cast.street) == {over: "赵＊＊", serving: "钱＊＊"}
    assert await waiting(cast.approver) == set()

    await cast.go_to(kept_until + timedelta(days=1))
    assert await names(cast.street) == {over: "赵＊＊", serving: "钱＊＊"}, "until somebody decides"
    assert await waiting(cast.approver) == {over}
    with pytest.raises(Problem) as unsigned:
        await cast.approver.post(f"/personnel/light-records/{over}/erasures", {"document": " "})
    assert unsigned.value.code == "light-records.document"
    await cast.approver.post(f"/personnel/light-records/{over}/erasures", {"document": "武社工销1号"})
    assert await names(cast.street) == {over: None, serving: "钱＊＊"}
    assert await waiting(cast.approver) == set()
    assert await refused(cast.approver, serving) == "light-records.kept"
    await cast.approver.post(f"/personnel/light-records/{over}/erasures", {"document": "武社工销1号"})
