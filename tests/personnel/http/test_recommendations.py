"""P-13.2 over HTTP: recommended by another hand, hired away on the ground that says so."""

import pytest

from deploy.local.story.frontend import Problem
from tests.journeys.conftest import Journey


async def test_who_is_recommended_and_hired_leaves_on_that_ground(wuhou: Journey) -> None:
    cast = wuhou.cast
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    at = f"/personnel/workers/{worker}/recommendations"
    body = {"post": "CIVIL_SERVANT", "merits": ["武奖3号"]}
    id = (await cast.street.post(at, body))["stream_id"]
    with pytest.raises(Problem) as again:
        await cast.street.post(at, body)
    assert again.value.code == "recommendations.open"
    waiting = [
        t["stream_id"] async for t in cast.approver.pages("/personnel/work-list", kind="recommendation-decision")
    ]
    assert id in waiting
    hiring = {"last_day": str(wuhou.day(1, 4)), "employer": "区人社局", "document": "录9号"}
    with pytest.raises(Problem) as early:
        await cast.street.post(f"/personnel/recommendations/{id}/hirings", hiring)
    assert early.value.code == "recommendations.stage"
    await cast.approver.post(f"/personnel/recommendations/{id}/decisions", {"document": "荐2号"})
    await cast.street.post(f"/personnel/recommendations/{id}/hirings", hiring)
    person = await cast.officer.get(f"/personnel/workers/{worker}")
    assert (person["ground"], person["last_day"]) == ("HIRED_TO_PUBLIC_POST", str(wuhou.day(1, 4)))
    done = [r["worker_id"] async for r in cast.officer.pages("/personnel/recommendations", stage="HIRED_AWAY")]
    assert worker in done
