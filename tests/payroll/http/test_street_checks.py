"""A county's run is checked by each street over HTTP: it sees its own slips and nobody else's, and the rest waits."""

from datetime import date
from typing import Any

from shared.kernel import Region
from tests.payroll.county import COUNTY
from tests.payroll.house import APPROVER, CHECKER, House, decided, hired

ONE, TWO = Region("51/01/07/042/_"), Region("51/01/07/043/_")
DECEMBER = date(2026, 12, 1)
HAND, OTHER_HAND = f"{CHECKER}@{ONE}", f"{CHECKER}@{TWO}"


async def waiting(house: House, run_id: str, by: str) -> list[str]:
    page = await house.get("/work-list?kind=run-check&limit=200", by=by)
    tasks: list[dict[str, Any]] = page["items"]
    return [task["region"] for task in tasks if task["stream_id"] == run_id]


async def test_each_street_checks_its_own_slips_and_the_last_one_completes_the_check(house: House) -> None:
    await house.hear([hired(584, DECEMBER, employer=ONE), hired(585, DECEMBER, employer=TWO)])
    await house.hear([decided(n, 2, DECEMBER) for n in (584, 585)])
    run_id = (await house.run(COUNTY, "2026-12"))["outcome"]["run_id"]
    path = f"/runs/{run_id}"
    assert await waiting(house, run_id, HAND) == [ONE]
    [mine] = await house.get(f"{path}/checks", by=HAND)
    assert (mine["street"], mine["slips"], mine["checked_by"]) == (ONE, 1, None)
    page = await house.get(f"{path}/checks/payslips", by=HAND)
    assert [slip["employer"] for slip in page["items"]] == [ONE]
    await house.post(f"{path}/checks", {"street": TWO}, by=HAND, status=404)
    await house.post(f"{path}/checks", {}, by=HAND, status=404)
    await house.post(f"{path}/checks", {"street": ONE}, by=HAND)
    assert await waiting(house, run_id, HAND) == []
    refused = await house.post(f"{path}/approvals", {}, by=APPROVER, status=409)
    assert refused["code"] == "runs.not-checked"
    unknown = await house.post(f"{path}/checks", {"street": "51/01/07/099/_"}, by=CHECKER, status=422)
    assert unknown["code"] == "runs.no-such-street"
    await house.post(f"{path}/checks", {"street": TWO}, by=OTHER_HAND)
    await house.post(f"{path}/checks", {}, by=CHECKER)
    assert (await house.get(path))["stage"] == "STREET_CHECKED"
    seen = {each["street"]: each["checked_by"] for each in await house.get(f"{path}/checks", by=CHECKER)}
    assert (seen[ONE], seen[TWO]) == (HAND, OTHER_HAND)
    await house.post(f"{path}/discards", {"reason": "改由街道发放"})
