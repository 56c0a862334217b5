"""P-13.6 over HTTP: nominated and publicised, objected to; an outside body's honour by two hands, and every change of it."""

from dataclasses import replace

import pytest

from deploy.local.story.frontend import Problem
from shared.web.rights import Grant, Role
from tests.journeys.conftest import COUNTY, Journey

PAPER = {"document": "川府发〔2025〕8号", "granted_on": "2025-04-28", "sha256": "ab" * 32}
MODEL = {"year": 2025, "kind": "MODEL_WORKER", "level": "PROVINCE", "issuer": "四川省人民政府"}


async def refused(journey: Journey, who: str, path: str, body: object) -> str:
    with pytest.raises(Problem) as no:
        await getattr(journey.cast, who).post(path, body)
    return str(no.value.code)


async def test_a_nomination_is_publicised_and_ends_with_an_objection_that_is_upheld(wuhou: Journey) -> None:
    cast, today = wuhou.cast, str(wuhou.county.clock.today())
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    await cast.settled()
    asked = {"year": wuhou.year, "kind": "COMMENDATION", "level": "COUNTY", "issuer": "武侯区", "merits": ["荐1号"]}
    path = f"/assessment/workers/{worker}/honours/nominations"
    honour = (await cast.street.post(path, asked))["stream_id"]
    assert await refused(wuhou, "street", path, asked) == "honours.already"
    path = f"/assessment/honours/{honour}"
    grant = {"document": "武委1号", "granted_on": today, "sha256": "ab" * 32}
    assert await refused(wuhou, "approver", f"{path}/grants", grant) == "honours.stage"
    await cast.street.post(f"{path}/publications", {})
    assert await refused(wuhou, "approver", f"{path}/grants", grant) == "honours.publicity-running"
    await cast.street.post(f"{path}/objections", {"document": "异1号"})
    (waiting,) = [
        t async for t in cast.approver.pages("/assessment/honours", stage="PUBLICISED") if t["honour_id"] == honour
    ]
    assert waiting["worker_id"] == worker
    assert waiting["name"] != wuhou.people[worker].name
    ((objection, upheld),) = [
        (row["objection_id"], row["upheld"]) for row in await cast.approver.get(f"{path}/objections")
    ]
    assert upheld is None
    decision = {"upheld": True, "document": "复1号"}
    await cast.approver.post(f"{path}/objections/{objection}/decisions", decision)
    assert (await cast.officer.get(path))["stage"] == "WITHDRAWN"
    again = (await cast.street.post(f"/assessment/workers/{worker}/honours/nominations", asked))["stream_id"]
    await cast.street.post(f"{path}/nomination-ends", {"reason": "本人放弃"})
    shown = await cast.officer.get(f"/assessment/workers/{worker}/honours")
    assert [(row["honour_id"], row["stage"], row["reason"]) for row in shown] == [(again, "WITHDRAWN", "本人放弃")]


async def test_an_outside_honour_counts_by_two_hands_and_so_does_every_change_of_it(wuhou: Journey) -> None:
    cast = wuhou.cast
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    await cast.settled()
    path = f"/assessment/workers/{worker}/honours/records"
    honour = (await cast.street.post(path, {**MODEL, **PAPER}))["stream_id"]
    path = f"/assessment/honours/{honour}"
    assert await refused(wuhou, "street", f"{path}/annulments", {"reason": "误录"}) == "honours.stage"
    await cast.approver.post(f"{path}/confirmations", {})
    right = {"kind": "MODEL_WORKER", "level": "NATION", "issuer": "国务院", **PAPER, "reason": "级别有误"}
    await cast.street.post(f"{path}/corrections", right)
    assert honour in [t["honour_id"] async for t in cast.approver.pages("/assessment/honours", waiting="true")]
    assert (await cast.officer.get(path))["change"] == "CORRECTION"
    await cast.approver.post(f"{path}/confirmations", {})
    withdrawal = {"since": f"{wuhou.year - 1}-08-01", "document": "国发9号", "reason": "撤销称号"}
    await cast.street.post(f"{path}/withdrawals", withdrawal)
    await cast.approver.post(f"{path}/refusals", {"reason": "查无此文"})
    own = replace(cast.officer, subject=worker, grants=(Grant(Role.WORKER, COUNTY),))
    (mine,) = await own.get("/assessment/my/honours")
    await cast.settled()
    assert [h["rank"] for h in (await own.get("/personnel/my/file-as-of"))["honours"]] == ["NATION"]
    assert "GradeFactCorrected" in {entry["what"] for entry in await own.get("/personnel/my/timeline")}
    assert (mine["stage"], mine["level"], mine["change"]) == ("GRANTED", "NATION", None)
    await cast.street.post(f"{path}/annulments", {"reason": "张冠李戴"})
    await cast.approver.post(f"{path}/confirmations", {})
    assert (await cast.officer.get(path))["stage"] == "ANNULLED"
    await cast.settled()
    assert (await own.get("/personnel/my/file-as-of"))["honours"] == []
