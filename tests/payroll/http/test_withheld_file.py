"""What a court has kept is paid out by a file of its own; ids and names in files are those that the run knew."""

from datetime import date
from typing import Any
from uuid import UUID

from services.payroll.domain.identities import IdentifyPayee
from services.payroll.domain.renaming import RenamePerson
from shared.kernel import Region
from tests.payroll.house import APPROVER, CHECKER, House, decided, hired
from tests.payroll.http.test_run_files import rows, written

STREET, DECEMBER = Region("51/01/07/046/_"), date(2026, 12, 1)
PAYEE = {"name": "李四", "account": "6222020200000000006", "bank": "工商银行成都武侯支行"}
NUMBER = "990107199203020002"


async def told(house: House, worker: UUID, field: str, text: str) -> Any:
    return (await house.runtime.sealer.seal(worker, {field: text}))[field]


async def ordered(house: House, worker: UUID, **changes: Any) -> str:
    body = {
        "kind": "COURT", "body": "武侯区法院", "document": "(2026)川0107执7号", "starts": "2026-12-01", "total": "300.00",
        "monthly": "0.00", **changes,
    }  # fmt: skip
    path = f"/workers/{worker}/withholdings"
    await house.post(path, body)
    waiting = next(o for o in await house.get(path) if o["stage"] == "ENTERED")
    await house.post(f"{path}/{waiting['order_id']}/confirmations", {}, by=APPROVER)
    return str(waiting["order_id"])


async def approved(house: House) -> str:
    run_id = str((await house.run(STREET, "2026-12"))["outcome"]["run_id"])
    path = f"/runs/{run_id}"
    await house.post(f"{path}/checks", {}, by=CHECKER)
    for finding in (await house.get(path))["findings"]:
        await house.post(f"{path}/overrides", {"kind": finding["kind"], "reason": "已核对"}, by=CHECKER)
    await house.post(f"{path}/approvals", {}, by=APPROVER)
    return run_id


async def receipted(house: House, run_id: str, *kinds: str) -> None:
    path = f"/runs/{run_id}"
    sums = {each["kind"]: each for each in await house.get(f"{path}/control-sums")}
    for kind in kinds:
        accepted = {name: sums[kind][name] for name in ("kind", "people", "total")}
        receipt = {**accepted, "reference": f"回执{kind}", "received_on": "2026-12-20"}
        await house.post(f"{path}/receipts", receipt)


async def waiting(house: House, kind: str) -> list[Any]:
    page = await house.get(f"/work-list?kind={kind}&limit=200")
    return [task["stream_id"] for task in page["items"]]


async def test_kept_money_is_paid_to_its_payee_and_what_was_paid_back_is_carried(house: House) -> None:
    one, two = UUID(int=591), UUID(int=592)
    await house.hear([hired(n, DECEMBER, employer=STREET) for n in (591, 592)])
    await house.hear([decided(591, 2, DECEMBER), decided(592, 3, DECEMBER)])
    number = await told(house, one, "personnel.worker.id_number", NUMBER)
    await house.hear([(one, IdentifyPayee(worker_id=one, identity=UUID(int=593), id_number=number, day=DECEMBER))])
    refused = await house.post(
        f"/workers/{one}/withholdings",
        {"kind": "COURT", "body": "法院", "document": "1号", "starts": "2026-12-01", "total": "1.00", "monthly": "0.00",
         "payee": {**PAYEE, "account": "6222020200000000001"}}, status=422,
    )  # fmt: skip
    assert (refused["code"], refused["field"]) == ("accounts.check-digit", "/payee/account")
    order = await ordered(house, one, payee=PAYEE)
    unnamed = await ordered(house, two, document="(2026)川0107执8号")
    [shown] = await house.get(f"/workers/{one}/withholdings")
    assert (shown["payee_name"], shown["payee_account"], shown["payee_bank"]) == (
        "李＊",
        "***************0006",
        PAYEE["bank"],
    )
    [own] = await house.get("/my/withholdings", by=str(one))
    assert own["payee_account"] is None

    run_id = await approved(house)
    findings = {f["kind"]: f["workers"] for f in (await house.get(f"/runs/{run_id}"))["findings"]}
    assert (findings["NO_PAYEE"], findings["NO_ID_NUMBER"]) == ([str(two)], [str(two)])
    outcome, body = await written(house, run_id, "WITHHELD")
    assert (outcome["people"], outcome["lacking"]) == (2, 1)
    [paid], [without] = rows(body), rows(body, 1)
    assert paid[1:] == [UUID(order).hex, "李四", PAYEE["account"], PAYEE["bank"], 300.0, "(2026)川0107执7号"]
    assert without[1:] == [UUID(unnamed).hex, "", "", "", 300.0, "(2026)川0107执8号"]
    tax = await written(house, run_id, "TAX")
    assert [row[1:4] for row in rows(tax[1])] == [["王591", "居民身份证", NUMBER], ["王592", "居民身份证", ""]]
    assert tax[0]["lacking"] == 1
    mine = (await house.get("/my/accesses?limit=200", by=str(one)))["items"]
    fields = {field for each in mine if each["operation"] == "write_run_file" for field in each["fields"]}
    assert {"payroll.withholding.payee_account", "personnel.worker.id_number"} <= fields

    renamed = await told(house, one, "personnel.worker.name", "王更名")
    await house.hear([(one, RenamePerson(worker_id=one, name=renamed, renamed_on=DECEMBER, identity=UUID(int=594)))])
    other = await ordered(house, two, document="改后1号", total="1.00")
    assert other != unnamed
    assert await written(house, run_id, "TAX") == tax
    assert await written(house, run_id, "WITHHELD") == (outcome, body)

    await receipted(house, run_id, "BANK", "TAX")
    assert run_id in await waiting(house, "withheld-payment")
    await receipted(house, run_id, "WITHHELD")
    assert run_id not in await waiting(house, "withheld-payment")
    await house.post(f"/runs/{run_id}/closings", {})

    path = f"/workers/{one}/withholdings/{order}"
    await house.post(f"{path}/annulments", {"document": "(2026)川0107执异9号"})
    await house.post(f"{path}/confirmations", {}, by=APPROVER)
    again = await approved(house)
    outcome, body = await written(house, again, "WITHHELD")
    assert (outcome["people"], rows(body), rows(body, 1)) == (0, [], [])
    assert rows((await written(house, again, "TAX"))[1])[0][1] == "王更名"
    await receipted(house, again, "BANK", "TAX")
    assert order in await waiting(house, "withheld-carried")
    back = {"amount": "300.01", "reference": "退1", "received_on": "2026-12-20"}
    assert (await house.post(f"{path}/returns", back, status=422))["code"] == "withholdings.return-amount"
    await house.post(f"{path}/returns", {**back, "amount": "300.00"})
    assert order not in await waiting(house, "withheld-carried")
    assert await written(house, again, "WITHHELD") == (outcome, body)
    await house.post(f"/runs/{again}/closings", {})
