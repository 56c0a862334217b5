"""A campaign over HTTP as far as a day goes: its places are held, who applies is masked, and nothing is seen of a score."""

from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from deploy.local.story.recruiting import applicant, plan
from tests.journeys.conftest import COUNTY, STREET, Journey


async def refused(who: Frontend, path: str, body: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        await who.post(path, body)
    return problem.value.code


async def announced(wuhou: Journey, **changes: Any) -> str:
    officer, today = wuhou.cast.officer, str(wuhou.county.clock.today())
    body = {"region": COUNTY, "title": "公开招聘", "plan": plan(STREET, places=2) | changes}
    path = f"/personnel/campaigns/{(await officer.post('/personnel/campaigns', body))['stream_id']}"
    await officer.post(f"{path}/reservations", {})
    assert await refused(officer, f"{path}/announcements", notice(today)) == "campaigns.phase"
    await wuhou.cast.approver.post(f"{path}/approvals", {"document": "1号"})
    await officer.post(f"{path}/announcements", notice(today))
    return path


def notice(today: str) -> dict[str, str]:
    return {"notice": "公告1号", "registration_from": today, "registration_until": today}


async def held(wuhou: Journey) -> int:
    rows = [row async for row in wuhou.cast.officer.pages("/personnel/quota-ledger", level="street")]
    return int(next(row["held"] for row in rows if row["unit"] == STREET))


async def test_the_places_of_a_campaign_are_held_and_the_plan_is_shown(wuhou: Journey) -> None:
    before = await held(wuhou)
    path = await announced(wuhou)
    assert await held(wuhou) == before + 2
    shown = await wuhou.cast.officer.get(path)
    assert (shown["phase"], shown["places"], shown["plan"]["tie_break"]) == (
        "REGISTRATION", 2, ["WRITTEN", "CERTIFICATE", "NEARBY"],
    )  # fmt: skip
    assert shown["campaign_id"] in [
        row["campaign_id"] async for row in wuhou.cast.officer.pages("/personnel/campaigns")
    ]
    wrong = {"region": COUNTY, "title": "x", "plan": plan(STREET) | {"publicity_days": 3}}
    assert await refused(wuhou.cast.officer, "/personnel/campaigns", wrong) == "campaigns.publicity"


async def test_who_applies_is_shown_masked_reviewed_and_never_twice(wuhou: Journey) -> None:
    officer, path = wuhou.cast.officer, await announced(wuhou)
    one = (await officer.post(f"{path}/applicants", applicant(1_160)))["stream_id"]
    assert await refused(officer, f"{path}/applicants", applicant(1_160)) == "applicants.applied"
    assert await refused(officer, f"{path}/applicants", applicant(2)) == "applicants.age"
    await officer.post(f"{path}/applicants", applicant(1_161, "VETERAN"))
    first, second = [row async for row in officer.pages(f"{path}/applicants")]
    assert [(row["number"], row["sources"]) for row in (first, second)] == [(1, []), (2, ["VETERAN"])]
    assert {"＊", "*"} <= set(first["name"] + first["id_number"])
    (clear, _) = [row async for row in officer.pages(f"{path}/applicants", purpose="recruitment")]
    assert clear["name"] == applicant(1_160)["name"]
    waiting = [task["stream_id"] async for task in officer.pages("/personnel/work-list", kind="applicant-review")]
    assert one in waiting
    await officer.post(f"/personnel/applicants/{one}/reviews", {"passed": True})
    score = {"exam": "WRITTEN", "score": "101"}
    assert await refused(officer, f"/personnel/applicants/{one}/scores", score) == "applicants.score"
    early = {"exam": "WRITTEN", "score": "80.50"}
    assert await refused(officer, f"/personnel/applicants/{one}/scores", early) == "applicants.not-examined"
    assert await officer.get(f"{path}/ranking") == []


async def test_the_reasons_of_a_vetting_are_for_the_organisation_department(wuhou: Journey) -> None:
    cast, path = wuhou.cast, await announced(wuhou)
    id = (await cast.officer.post(f"{path}/applicants", applicant(1_162)))["stream_id"]
    vetting = (await cast.officer.post("/personnel/vettings", {"applicant_id": id}))["stream_id"]
    assert await refused(cast.officer, "/personnel/vettings", {"applicant_id": id}) == "vetting.open"
    file = f"/personnel/vettings/{vetting}"
    conclusion = {"result": "PASS", "reasons": "政治素质过硬"}
    assert await refused(cast.organisation, f"{file}/conclusions", conclusion) == "vetting.stage"
    await cast.officer.post(f"{file}/materials", {})
    with pytest.raises(Problem) as forbidden:
        await cast.officer.get(file)
    assert forbidden.value.status == 403
    assert (await cast.organisation.get(file))["stage"] == "MATERIAL_COMPLETE"
    listed = [row async for row in cast.officer.pages("/personnel/vettings", stage="MATERIAL_COMPLETE")]
    assert vetting in [row["vetting_id"] for row in listed]
    assert all("reasons" not in row for row in listed)
