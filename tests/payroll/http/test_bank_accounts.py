"""An account from the phone to the run: another hand confirms, the worker answers for a change, the run names what is odd."""

from datetime import date
from typing import Any
from uuid import UUID

from services.payroll.domain.bank_accounts import ForgetAccounts
from shared.kernel import Region
from tests.payroll.house import CHECKER, House, decided, hired

STREET = Region("51/01/07/041/_")
DECEMBER = date(2026, 12, 1)
FIRST, SECOND = "6222020200000000006", "6222020200000000014"


async def tasks(house: House, worker: str) -> list[str]:
    page = await house.get("/work-list?limit=200", by="both")
    checks = await house.get("/work-list?limit=200", by=CHECKER)
    found: list[dict[str, Any]] = page["items"] + checks["items"]
    return sorted({t["kind"] for t in found if t["worker_id"] == worker and t["kind"].startswith("account")})


async def findings(house: House, run_id: str) -> dict[str, list[str]]:
    run = await house.get(f"/runs/{run_id}")
    return {f["kind"]: f["workers"] for f in run["findings"] if "ACCOUNT" in f["kind"]}


async def test_an_account_is_proposed_confirmed_answered_for_and_looked_at_before_it_is_paid_to(house: House) -> None:
    one, two, three = (str(UUID(int=n)) for n in (581, 582, 583))
    await house.hear([hired(n, DECEMBER, employer=STREET) for n in (581, 582, 583)])
    await house.hear([decided(n, 2, DECEMBER) for n in (581, 582, 583)])
    card = {"account": FIRST, "bank": "工商银行成都武侯支行"}
    wrong = await house.post("/my/bank-accounts", {**card, "account": FIRST[:-1] + "1"}, by=one, status=422)
    assert (wrong["code"], wrong["field"]) == ("accounts.check-digit", "/account")
    assert FIRST[:-1] not in str(wrong)
    await house.post("/my/bank-accounts", card, by=one)
    await house.post(f"/workers/{two}/bank-accounts", card)
    [mine] = await house.get("/my/bank-accounts", by=one)
    assert (mine["state"], mine["bank_account"]) == ("PROPOSED", FIRST)
    [seen] = await house.get(f"/workers/{two}/bank-accounts")
    assert (seen["bank_account"], seen["proposed_by"]) == ("***************0006", "finance-1")
    own = await house.post(f"/workers/{two}/bank-accounts/{seen['proposal']}/confirmations", {}, status=409)
    assert own["code"] == "accounts.own-proposal"
    for worker, each in ((one, mine), (two, seen)):
        await house.post(f"/workers/{worker}/bank-accounts/{each['proposal']}/confirmations", {}, by=CHECKER)
    before = await house.runtime.log.head()
    await house.post(f"/workers/{two}/bank-accounts", card)
    assert await house.runtime.log.head() == before

    run_id = (await house.run(STREET, "2026-12"))["outcome"]["run_id"]
    assert await findings(house, run_id) == {"ACCOUNT_TWICE": [one, two], "NO_ACCOUNT": [three]}
    await house.finish(run_id)

    await house.post(f"/workers/{two}/bank-accounts", {**card, "account": SECOND})
    changed = (await house.get(f"/workers/{two}/bank-accounts"))[-1]["proposal"]
    await house.post(f"/workers/{two}/bank-accounts/{changed}/confirmations", {}, by=CHECKER)
    assert await tasks(house, two) == ["account-notice"]
    run_id = (await house.run(STREET, "2027-01"))["outcome"]["run_id"]
    assert await findings(house, run_id) == {"ACCOUNT_CHANGED": [two], "NO_ACCOUNT": [three]}
    await house.post(f"/runs/{run_id}/discards", {"reason": "账号有疑问"})
    await house.post(f"/my/bank-accounts/{changed}/answers", {"mine": False}, by=two)
    assert await tasks(house, two) == ["account-disputed"]
    run_id = (await house.run(STREET, "2027-01"))["outcome"]["run_id"]
    assert await findings(house, run_id) == {"NO_ACCOUNT": [two, three]}
    await house.post(f"/runs/{run_id}/discards", {"reason": "测试"})

    await house.hear([(UUID(two), ForgetAccounts())])
    assert {each["bank_account"] for each in await house.get(f"/workers/{two}/bank-accounts")} == {None}
    assert await tasks(house, two) == []
