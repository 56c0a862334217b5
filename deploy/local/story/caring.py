"""Autumn: somebody asks for leave on the phone and is back; somebody reports a difficulty without a name and it is solved."""

from deploy.local.story.frontend import Frontend
from deploy.local.story.places import COUNTY
from deploy.local.story.tale import Tale
from shared.kernel import Role
from shared.web.rights import Grant


def _phone(tale: Tale, worker: str) -> Frontend:
    cast = tale.cast
    return Frontend(cast.officer.http, cast.officer.issuer, worker, (Grant(Role.WORKER, COUNTY),))


async def ask_for_leave(tale: Tale) -> None:
    days = {"starts": tale.day(9, 6).isoformat(), "ends": tale.day(9, 8).isoformat()}
    wish = {"kind": "MARRIAGE", "reason": "结婚", "childbirth": None, **days}
    asked = await _phone(tale, tale.hires[1].worker_id).post("/personnel/my/leaves", wish)
    await tale.cast.street.post(f"/personnel/leaves/{asked['stream_id']}/approvals", {})
    tale.say("a worker asks for three days on the phone, the street agrees; pay hears the days and not what for")


async def solve_a_difficulty(tale: Tale) -> None:
    nobody = _phone(tale, tale.hires[2].worker_id)
    problem = {"category": "WORK", "text": "办公用房夏季无空调", "anonymous": True}
    ticket = (await nobody.post("/personnel/my/problems", problem))["stream_id"]
    street, path = tale.cast.street, f"/personnel/problems/{ticket}"
    await street.post(f"{path}/acceptances", {})
    await street.post(f"{path}/assignments", {"assignee": street.subject})
    await street.post(f"{path}/resolutions", {"resolution": "已加装空调"})
    await nobody.post(f"/personnel/my/problems/{ticket}/confirmations", {})
    tale.say("a difficulty reported without a name is solved, and who reported it has the last word")


async def come_back(tale: Tale) -> None:
    """The calendar has closed the leave."""
    rows = await _phone(tale, tale.hires[1].worker_id).get("/personnel/my/leaves")
    if [row["stage"] for row in rows] != ["CLOSED"]:
        raise AssertionError(f"the leave is {rows}")
