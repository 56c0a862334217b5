"""Summer: a bureau of the county wants a worker and is refused; the street asks, the county agrees, in autumn he is back."""

from typing import Any

from deploy.local.story.frontend import Problem
from deploy.local.story.tale import Tale


def _wish(tale: Tale, **changes: Any) -> dict[str, Any]:
    wish = {
        "worker_id": tale.hires[2].worker_id, "borrower": "OWN_STREET", "unit": "党政综合办", "task": "防汛值守",
        "starts": tale.day(7, 10).isoformat(), "ends": tale.day(9, 30).isoformat(),
    }  # fmt: skip
    return wish | changes


async def borrow(tale: Tale) -> None:
    cast = tale.cast
    try:
        await cast.officer.post("/personnel/borrowings", _wish(tale, borrower="COUNTY_OR_ABOVE", unit="区某局"))
    except Problem as refused:
        tale.counts["commands_refused"] += 1
        tale.say(f"   refused: {refused.code}: {refused.body['title']}（{refused.body['texts']['en']['title']}）")
    else:
        raise AssertionError("nobody of the county borrows a community worker")
    asked = await cast.street.post("/personnel/borrowings", _wish(tale))
    document = {"document": f"武社工〔{tale.year}〕7号"}
    await cast.approver.post(f"/personnel/borrowings/{asked['stream_id']}/approvals", document)
    tale.say(
        "the attempt is on record; the street borrows one of its own for the flood season, with the county's approval"
    )


async def bring_back(tale: Tale) -> None:
    """The last day has passed: the borrowing is overdue until the street says when he came back."""
    street = tale.cast.street
    overdue = [row async for row in street.pages("/personnel/borrowings", stage="OVERDUE")]
    if [row["worker_id"] for row in overdue] != [tale.hires[2].worker_id]:
        raise AssertionError(f"overdue are {overdue}")
    path = f"/personnel/borrowings/{overdue[0]['borrow_id']}/returns"
    await street.post(path, {"last_day": tale.day(9, 30).isoformat()})
    tale.say("the last day called him back; his place, pay and assessment were never anywhere else")
