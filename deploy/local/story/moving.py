"""What happens through the year: grades, renewals, posts, people who leave."""

from typing import Any

from deploy.local.story.frontend import batches
from deploy.local.story.places import communities, streets
from deploy.local.story.tale import Tale

LATE_FROM, LATE_UNTIL = 2, 6


async def decide_grades(tale: Tale, month: int) -> None:
    """The street reviews, the county decides; some proposals of February lie until June and are paid as arrears."""
    found = [p async for p in tale.cast.street.pages("/personnel/grade-proposals", stage="PROPOSED")]
    held = {p["proposal_id"] for p in tale.late}
    now = [p for p in found if p["proposal_id"] not in held]
    if month == LATE_FROM:
        tale.late = now[: max(1, len(now) // 3)]
        now = now[len(tale.late) :]
    if month == LATE_UNTIL:
        now, tale.late = found, []
    for batch in batches(now):
        which = [{"worker_id": p["worker_id"], "proposal_id": p["proposal_id"]} for p in batch]
        await tale.cast.street.post("/personnel/grade-reviews", {"proposals": which, "agreed": True})
        decision = {"proposals": which, "agreed": True, "document": f"武社工〔{tale.year}〕{month + 10}号"}
        await tale.cast.approver.post("/personnel/grade-approvals", decision)
    tale.counts["grade_changes"] += len(now)


async def renew_contracts(tale: Tale, month: int) -> None:
    """Whoever's term ends within thirty days goes on for three years; one a quarter is let go at its end."""
    expiring = await tale.cast.street.get("/personnel/expiring-contracts", within_days=30)
    for number, row in enumerate(expiring):
        path = f"/personnel/employments/{row['employment_id']}"
        if number == 0 and month % 3 == 0:
            end = {"ground": "EXPIRY", "last_day": row["contract_ends"], "document": f"武人〔{tale.year}〕{month}号"}
            await tale.cast.street.post(f"{path}/exit", end)
            tale.counts["dismissals"] += 1
            continue
        await tale.cast.street.post(f"{path}/renewals", _renewal(row))
        tale.counts["renewals"] += 1


def _renewal(row: dict[str, Any]) -> dict[str, Any]:
    """Three more years; open-ended after ten years with the employer (Labour Contract Law art. 14)."""
    ends = row["contract_ends"]
    years = int(ends[:4]) - int(row["starts"][:4])
    if years >= 10 or (years == 9 and row["starts"][5:] > ends[5:]):
        return {"ends": None}
    return {"ends": f"{int(ends[:4]) + 3}{ends[4:]}"}


async def register_late_certificate(tale: Tale) -> None:
    """May: a certificate registered in February comes to light; grade and allowance follow from its own day."""
    worker = tale.hires[1].worker_id
    paper = {"level": "SENIOR", "number": f"SW{tale.year}0001", "registered_on": tale.day(3, 15).isoformat()}
    await tale.cast.street.post(f"/personnel/workers/{worker}/qualifications", paper)
    tale.say("a certificate registered in March is recorded in May: a grade is proposed from April on")


async def appoint_a_director(tale: Tale) -> None:
    """April: a newcomer of another street is appointed director; the category changes, a grade is proposed."""
    street = streets()[1]
    body = {
        "worker_id": tale.hires[3].worker_id, "post": "DIRECTOR", "community": communities(street)[0].path,
        "starts": tale.day(4, 1).isoformat(),
    }  # fmt: skip
    await tale.cast.organisation.post("/personnel/appointments", body)
    tale.say("a director is appointed; pay follows the grade of the new category")


async def say_goodbye(tale: Tale) -> None:
    """June: a resignation, a dismissal, an agreement with severance, a retirement."""
    grounds = ("RESIGNATION", "SERIOUS_BREACH", "MUTUAL", "RETIREMENT")
    people = await tale.cast.street.get("/personnel/workers", limit=200)
    staff = [row for row in people["items"] if row["post_category"] == "STAFF"]
    oldest = min((row for row in staff if row["sex"] == "FEMALE"), key=lambda row: str(row["birth_month"]))
    leaving = [*[row for row in staff if row is not oldest][40:43], oldest]
    for ground, row in zip(grounds, leaving, strict=True):
        end = {
            "ground": ground, "last_day": tale.day(6, 18).isoformat(), "document": f"武人〔{tale.year}〕6号",
            "union_told_on": tale.day(6, 1).isoformat(),
        }  # fmt: skip
        await tale.cast.street.post(f"/personnel/employments/{row['employment_id']}/exit", end)
        tale.counts["dismissals"] += 1
    tale.say("four people leave: " + ", ".join(grounds))
