"""Posts over HTTP (P-01.2): nominated, reviewed together, elected; a recall and the end of a term dismiss nobody."""

from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from tests.journeys.conftest import COMMUNITIES, Journey

BODIES = ("ORGANISATION", "SOCIAL_WORK", "CIVIL_AFFAIRS", "DISCIPLINE", "PUBLIC_SECURITY")


async def refused(who: Frontend, path: str, body: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        await who.post(path, body)
    return problem.value.code


async def nominated(wuhou: Journey, worker: str, post: str = "DEPUTY_DIRECTOR") -> str:
    body = {"worker_id": worker, "post": post, "community": COMMUNITIES[0]}
    id: str = (await wuhou.cast.street.post("/personnel/appointments/nominations", body))["stream_id"]
    return f"/personnel/appointments/{id}"


async def reviewed(wuhou: Journey, path: str) -> None:
    for number, body in enumerate(BODIES):
        answer = {"body": body, "passed": True, "document": f"武联审{number}号"}
        await wuhou.cast.organisation.post(f"{path}/qualification-reviews", answer)


async def proposed(wuhou: Journey, worker: str) -> list[tuple[str, str]]:
    """(category, from when) of the grades proposed because of a post."""
    return [
        (row["post_category"], row["effective"])
        async for row in wuhou.cast.street.pages("/personnel/grade-proposals", stage="PROPOSED")
        if row["worker_id"] == worker and row["trigger"] == "APPOINTMENT"
    ]


async def test_a_candidate_is_reviewed_by_all_bodies_elected_and_later_recalled_but_not_dismissed(
    wuhou: Journey,
) -> None:
    cast = wuhou.cast
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    path = await nominated(wuhou, worker)
    elected = {"choice": "ELECTED", "starts": str(wuhou.day(1, 4)), "document": "公告1号"}
    assert await refused(cast.organisation, f"{path}/decisions", elected) == "appointments.not-at-stage"
    waiting = [t["stream_id"] async for t in cast.organisation.pages("/personnel/work-list", kind="joint-review")]
    assert path.endswith(waiting[-1])
    await reviewed(wuhou, path)
    await cast.organisation.post(f"{path}/decisions", elected)
    (row,) = await cast.officer.get(f"/personnel/workers/{worker}/appointments")
    assert (row["stage"], row["choice"], row["term_ends"]) == ("IN_TERM", "ELECTED", f"{wuhou.year + 5}-01-03")
    assert [category for category, _ in await proposed(wuhou, worker)] == ["DEPUTY"]

    recall = {"body": "PARTY_COMMITTEE", "last_day": str(wuhou.day(1, 31)), "document": "决议1号", "reason": "不履职"}
    assert await refused(cast.organisation, f"{path}/recalls", recall) == "appointments.not-entitled"
    silent = {"reason": "RECALLED", "last_day": str(wuhou.day(1, 31))}
    assert await refused(cast.organisation, f"{path}/ends", silent) == "appointments.recalled-by-whom"
    await cast.organisation.post(f"{path}/recalls", {**recall, "body": "RESIDENTS_MEETING"})
    (row,) = await cast.officer.get(f"/personnel/workers/{worker}/appointments")
    assert (row["stage"], row["end_reason"], row["last_day"]) == ("ENDED", "RECALLED", str(wuhou.day(1, 31)))
    person = await cast.officer.get(f"/personnel/workers/{worker}")
    assert person["last_day"] is None
    told = [row["what"] for row in await cast.officer.get(f"/personnel/workers/{worker}/timeline")]
    assert {"PostNominated", "QualificationReviewed", "PostDecided", "AppointmentRecalled"} <= set(told)


async def test_the_end_of_the_employment_leaves_the_post_and_the_end_of_the_post_leaves_the_employment(
    wuhou: Journey,
) -> None:
    """Separate streams (P-12.3, P-01.2)."""
    cast = wuhou.cast
    worker, employment = await wuhou.hire(wuhou.day(1, 4))
    ids: list[str] = []
    for post in ("DEPUTY_DIRECTOR", "COMMITTEE_MEMBER"):
        body = {"worker_id": worker, "post": post, "community": COMMUNITIES[0], "starts": str(wuhou.day(1, 4))}
        ids.append((await cast.organisation.post("/personnel/appointments", body))["stream_id"])
    await cast.organisation.post(
        f"/personnel/appointments/{ids[0]}/ends", {"reason": "RESIGNED", "last_day": str(wuhou.day(1, 10))}
    )
    end = {"ground": "RESIGNATION", "last_day": str(wuhou.day(2, 1)), "document": "1号"}
    await cast.street.post(f"/personnel/employments/{employment}/exit", end)
    rows = await cast.officer.get(f"/personnel/workers/{worker}/appointments")
    assert {row["appointment_id"]: row["stage"] for row in rows} == {ids[0]: "ENDED", ids[1]: "IN_TERM"}


async def test_a_wrong_day_is_corrected_and_a_post_that_never_was_is_annulled_everywhere(wuhou: Journey) -> None:
    cast = wuhou.cast
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    body = {"worker_id": worker, "post": "DIRECTOR", "community": COMMUNITIES[1], "starts": str(wuhou.day(1, 4))}
    path = f"/personnel/appointments/{(await cast.organisation.post('/personnel/appointments', body))['stream_id']}"
    right = {"starts": str(wuhou.day(1, 11)), "reason": "录入错误"}
    await cast.organisation.post(f"{path}/corrections", right)
    (row,) = await cast.officer.get(f"/personnel/workers/{worker}/appointments")
    assert (row["starts"], row["term_ends"]) == (str(wuhou.day(1, 11)), f"{wuhou.year + 5}-01-10")
    await cast.organisation.post(f"{path}/annulments", {"reason": "并无此事"})
    await cast.settled()
    (row,) = await cast.officer.get(f"/personnel/workers/{worker}/appointments")
    assert row["stage"] == "ANNULLED"
    duties = await cast.trainer.get(f"/training/workers/{worker}/duties", as_of=str(wuhou.day(2, 1)))
    assert {duty["standing"] for duty in duties if duty["kind"] == "ANNUAL"} <= {"WITHDRAWN"}
    again = await cast.organisation.post("/personnel/appointments", body)
    annulled = f"/personnel/appointments/{again['stream_id']}/annulments"
    await cast.organisation.post(annulled, {"reason": "岗位让出"})


async def test_a_corrected_first_day_moves_the_years_training_that_the_post_owes(wuhou: Journey) -> None:
    """Later in the year, into the next and back: the duty goes with it, its day and its hours."""
    cast, year = wuhou.cast, wuhou.year
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    body = {"worker_id": worker, "post": "DIRECTOR", "community": COMMUNITIES[1], "starts": str(wuhou.day(1, 4))}
    path = f"/personnel/appointments/{(await cast.organisation.post('/personnel/appointments', body))['stream_id']}"

    async def owed() -> list[tuple[str, str, int]]:
        await cast.settled()
        duties = await cast.trainer.get(f"/training/workers/{worker}/duties", as_of=f"{year + 1}-03-01")
        yearly = [duty for duty in duties if duty["kind"] == "ANNUAL" and duty["standing"] != "WITHDRAWN"]
        return [(duty["opens"], duty["due"], duty["hours"]) for duty in yearly]

    async def corrected(starts: str) -> list[tuple[str, str, int]]:
        await cast.organisation.post(f"{path}/corrections", {"starts": starts, "reason": "录入错误"})
        return await owed()

    ((opens, due, hours),) = await owed()
    assert (opens, due) == (str(wuhou.day(1, 4)), f"{year}-12-31")
    ((opens, due, fewer),) = await corrected(str(wuhou.day(4, 10)))
    assert (opens, due) == (str(wuhou.day(4, 10)), f"{year}-12-31")
    assert fewer < hours
    assert await corrected(f"{year}-12-20") == []
    ((opens, due, _),) = await corrected(f"{year + 1}-01-02")
    assert (opens, due) == (f"{year + 1}-01-02", f"{year + 1}-12-31")
    assert await corrected(str(wuhou.day(1, 4))) == [(str(wuhou.day(1, 4)), f"{year}-12-31", hours)]
    await cast.organisation.post(f"{path}/annulments", {"reason": "岗位让出"})
    assert await owed() == []
