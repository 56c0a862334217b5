"""Archives over HTTP (P-09.6): catalogued, lent, handed over after the exit with a manifest, sealed."""

from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from tests.journeys.conftest import Journey


async def refused(who: Frontend, path: str, body: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        await who.post(path, body)
    return problem.value.code


async def test_an_archive_is_kept_lent_handed_over_and_sealed(wuhou: Journey) -> None:
    cast, day = wuhou.cast, str(wuhou.day(1, 4))
    worker, employment = await wuhou.hire(wuhou.day(1, 4))
    path = f"/personnel/workers/{worker}/archive"
    paper = {"material_class": "3", "reference": "考2026", "sha256": "a" * 64, "source": "街道", "dated": day}
    await cast.street.post(f"{path}/materials", paper)
    (material,) = (await cast.street.get(path))["materials"]
    assert (material["reference"], material["retention_years"]) == ("考2026", 10)
    assert await refused(cast.street, f"{path}/materials", paper) == "archives.known"
    wrong = {**paper, "sha256": "b" * 64}
    await cast.street.post(f"{path}/materials", wrong)
    mistake = (await cast.street.get(path))["materials"][1]["material_id"]
    await cast.street.post(f"{path}/materials/{mistake}/annulments", {"reason": "误录"})

    await cast.street.post(f"{path}/loans", {"borrower": "组织部", "purpose": "考察", "due": day})
    assert await refused(cast.street, f"{path}/loans", {"borrower": "x", "purpose": "y", "due": day}) == "archives.lent"
    transfer = {"receiver": "区人才中心", "document": "转1号", "on": day}
    assert await refused(cast.street, f"{path}/transfers", transfer) == "archives.transfer-day"
    end = {"ground": "RESIGNATION", "last_day": day, "document": "1号"}
    await cast.street.post(f"/personnel/employments/{employment}/exit", end)
    waiting = [t async for t in cast.street.pages("/personnel/work-list", kind="archive-transfer")]
    assert [t["due"] for t in waiting if t["stream_id"] == worker] == [str(wuhou.day(1, 19))]
    assert await refused(cast.street, f"{path}/transfers", transfer) == "archives.lent"
    loan = (await cast.street.get(path))["loans"][0]["loan_id"]
    await cast.street.post(f"{path}/loans/{loan}/returns", None)
    await cast.street.post(f"{path}/transfers", transfer)
    shown = await cast.street.get(path)
    assert (shown["phase"], [line["sha256"] for line in shown["manifest"]]) == ("TRANSFERRED", ["a" * 64])
    waiting = [t async for t in cast.street.pages("/personnel/work-list", kind="archive-transfer")]
    assert worker not in {t["stream_id"] for t in waiting}
    await cast.street.post(f"{path}/seals", None)
    listed = [row["worker_id"] async for row in cast.officer.pages("/personnel/archives", phase="SEALED")]
    assert worker in listed
    proposed = {"list_number": "销1号", "workers": [worker]}
    assert await refused(cast.officer, "/personnel/archive-destructions", proposed) == "archives.retained"
    decided = {**proposed, "agreed": True}
    assert await refused(cast.approver, "/personnel/archive-destructions/decisions", decided) == "archives.not-listed"
