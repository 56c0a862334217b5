"""Looking ahead over HTTP (B-13): what a command would bring, and then the command with the same key."""

import pytest

from deploy.local.story.frontend import Problem
from deploy.local.story.people import RECRUITED, person
from shared.ids import new_id
from tests.journeys.conftest import COMMUNITIES, STREET, Journey


async def heads(wuhou: Journey) -> dict[str, int]:
    return {name: await runtime.log.head() for name, runtime in wuhou.county.runtimes.items()}


async def commands(wuhou: Journey) -> int:
    return int(await wuhou.county.runtimes["personnel"].pool.fetchval("select count(*) from log.command"))


async def test_a_hire_is_looked_ahead_at_and_then_happens_with_the_same_key(wuhou: Journey) -> None:
    await wuhou.cast.settled()
    who, key, first = person(690), str(new_id()), wuhou.day(1, 4)
    body = {
        "name": who.name, "id_number": who.id_number, "phone": "13800000001", "education": "BACHELOR",
        "category": "DEDICATED_STAFF", "post_category": "STAFF", "employer": STREET, "workplace": COMMUNITIES[0],
        "starts": str(first), "community_work_since": None, "term_months": 36, "probation_months": 0, **RECRUITED,
    }  # fmt: skip
    before, known = await heads(wuhou), await commands(wuhou)
    ahead = await wuhou.cast.street.preview("/personnel/workers", body, key=key)
    assert await heads(wuhou) == before
    assert await commands(wuhou) == known
    assert {(event["what"], event["effective"]) for event in ahead["events"]} >= {
        ("WorkerRegistered", str(first)), ("Hired", str(first)),
    }  # fmt: skip
    told = {news["name"]: news["heard_by"] for news in ahead["told"]}
    assert told["personnel.worker.hired.v1"] == ["training", "assessment", "payroll"]
    hired = await wuhou.cast.street.post("/personnel/workers", body, key=key)
    assert hired["employment_id"] == ahead["stream_id"] or hired["worker_id"] == ahead["stream_id"]
    recorded = await wuhou.cast.officer.get(f"/personnel/workers/{hired['worker_id']}/timeline")
    assert sorted(entry["what"] for entry in recorded) == sorted(
        event["what"] for event in ahead["events"] if event["stream"] not in ("quota", "region")
    )


async def test_a_late_exit_says_which_months_of_pay_it_opens_and_whose_duties_move(wuhou: Journey) -> None:
    worker, employment = await wuhou.hire(wuhou.day(1, 4))
    await wuhou.cast.settled()
    body = {"ground": "RESIGNATION", "last_day": str(wuhou.day(1, 4)), "document": "1号"}
    ahead = await wuhou.cast.street.preview(f"/personnel/employments/{employment}/exit", body)
    today = wuhou.county.runtimes["personnel"].clock.today()
    (pay,) = ahead["pay"]
    assert (pay["worker_id"], pay["first"], pay["last"]) == (worker, f"{wuhou.year}-01", f"{today:%Y-%m}")
    assert [duty["because"] for duty in ahead["duties"]] == ["personnel.worker.exited.v1"]
    assert (await wuhou.cast.officer.get(f"/personnel/workers/{worker}"))["last_day"] is None


async def test_what_the_log_would_not_take_its_preview_refuses(wuhou: Journey) -> None:
    """A certificate's number is looked up where the log would: nobody is told that it would work."""
    certificate = {"level": "ASSISTANT", "number": "SW-8001", "registered_on": str(wuhou.day(1, 4))}
    first, second = [(await wuhou.hire(wuhou.day(1, 4)))[0] for _ in range(2)]
    await wuhou.cast.street.preview(f"/personnel/workers/{first}/qualifications", certificate)
    await wuhou.cast.street.post(f"/personnel/workers/{first}/qualifications", certificate)
    with pytest.raises(Problem) as problem:
        await wuhou.cast.street.preview(f"/personnel/workers/{second}/qualifications", certificate)
    assert problem.value.code == "qualifications.number-taken"
