"""September: a secretary is elected and submitted by the street; he is secretary when the organisation department has filed him."""

from typing import Any

from deploy.local.story.places import communities, streets
from deploy.local.story.tale import Tale


async def _office(tale: Tale) -> dict[str, Any]:
    (office,) = await tale.cast.officer.get(f"/personnel/workers/{_secretary(tale)}/party-posts")
    found: dict[str, Any] = office
    return found


def _secretary(tale: Tale) -> str:
    return tale.hires[4].worker_id


async def file_a_secretary(tale: Tale) -> None:
    cast, number = tale.cast, f"武组备〔{tale.year}〕1号"
    elected = {
        "worker_id": _secretary(tale), "office": "SECRETARY", "community": communities(streets()[1])[0].path,
        "choice": "ELECTED", "starts": tale.day(9, 1).isoformat(), "document": f"选举报告〔{tale.year}〕1号",
    }  # fmt: skip
    office = (await cast.organisation.post("/personnel/party-posts", elected))["stream_id"]
    body = {"subject": "PARTY_POST", "subject_id": office, "document": f"街道报〔{tale.year}〕9号"}
    path = f"/personnel/filings/{(await cast.street.post('/personnel/filings', body))['stream_id']}"
    await cast.organisation.post(f"{path}/returns", {"reason": "缺少资格联审表"})
    await cast.street.post(f"{path}/submissions", {"document": f"街道报〔{tale.year}〕10号"})
    await cast.organisation.post(f"{path}/acceptances", {})
    if (await _office(tale))["stage"] != "DECIDED":
        raise AssertionError("nobody is secretary before he is filed")
    await cast.organisation.post(f"{path}/records", {"number": number})
    filed = await _office(tale)
    if filed["stage"] != "IN_TERM":
        raise AssertionError(f"filed, and not in office: {filed}")
    tale.say(f"a secretary is elected, returned once, filed as {number}, and in office from {filed['starts']} on")
