"""Spring: hires that reserve places, two refused; contracts, initial training, how the probations end."""

from typing import Any

from deploy.local.story.frontend import Problem
from deploy.local.story.people import RECRUITED, person
from deploy.local.story.places import communities, streets
from deploy.local.story.tale import Hire, Tale

FULL_STREET = 0
NEWCOMERS = 12
LATE = 20
CONDITIONS = ["考核合格", "三个月内独立办理民政事项"]


def hire_body(tale: Tale, number: int) -> dict[str, Any]:
    """A newcomer; the first three go where three places are vacant, the others are spread over the county."""
    who = person(1_000 + number)
    street = streets()[FULL_STREET if number < 3 else number % (len(streets()) - 1) + 1]
    return {
        "name": who.name, "id_number": who.id_number, "phone": who.phone,
        "education": ("BACHELOR", "COLLEGE", "MASTER")[number % 3], "category": "DEDICATED_STAFF",
        "post_category": "STAFF", "employer": street.path,
        "workplace": communities(street)[number % len(communities(street))].path,
        "starts": tale.day(3, 1).isoformat(), "community_work_since": None, "term_months": 36, "probation_months": 6, **RECRUITED,
    }  # fmt: skip


async def hire(tale: Tale) -> None:
    """Twelve newcomers with contracts for three years; a street without a vacancy and a probation too long are refused."""
    street = tale.cast.street
    for number in range(NEWCOMERS):
        answer = await street.post("/personnel/workers", hire_body(tale, number))
        tale.hires.append(Hire(answer["worker_id"], answer["employment_id"]))
        contract = {"starts": tale.day(3, 1).isoformat(), "ends": f"{tale.year + 3}-02-28"}
        told = {"on": tale.day(3, 1).isoformat(), "conditions": CONDITIONS}
        await street.post(f"/personnel/employments/{answer['employment_id']}/probation/conditions", told)
        await street.post(f"/personnel/employments/{answer['employment_id']}/contract", contract)
    full = streets()[FULL_STREET]
    one_more = {**hire_body(tale, NEWCOMERS), "employer": full.path, "workplace": communities(full)[0].path}
    await _refused(tale, one_more)
    await _refused(tale, {**hire_body(tale, NEWCOMERS + 1), "probation_months": 7})
    tale.say(f"{NEWCOMERS} hired into vacant places, contracts signed")


async def _refused(tale: Tale, body: dict[str, Any]) -> None:
    try:
        await tale.cast.street.post("/personnel/workers", body)
    except Problem as refused:
        tale.counts["commands_refused"] += 1
        tale.say(f"   refused: {refused.code}: {refused.body['title']}（{refused.body['texts']['en']['title']}）")
    else:
        raise AssertionError("a hire was expected to be refused")


async def train_newcomers(tale: Tale) -> None:
    """One session of initial training meets the duties that the hires opened."""
    sheet = {
        "kind": "INDUCTION", "category": "ABILITY", "hours": 40, "course": "初任培训",
        "completed_on": tale.day(5, 20).isoformat(), "worker_ids": [h.worker_id for h in tale.hires],
    }  # fmt: skip
    await tale.cast.trainer.post("/training/completion-sheets", sheet)
    duties = await tale.cast.trainer.get(f"/training/workers/{tale.hires[0].worker_id}/duties")
    tale.say(f"initial training recorded; the first newcomer's duties: {[(d['kind'], d['standing']) for d in duties]}")


async def conclude_probations(tale: Tale) -> None:
    """One fails with its reason, the others pass."""
    failed, *passed = tale.hires
    day = tale.day(8, 25).isoformat()
    for each in passed:
        body = {"passed": True, "on": day}
        await tale.cast.street.post(f"/personnel/employments/{each.employment_id}/probation", body)
    body = {
        "passed": False, "on": day, "reason": "未达到录用条件：连续两次考核不合格", "condition": CONDITIONS[0],
        "evidence": f"武人评〔{tale.year}〕8号", "union_told_on": tale.day(8, 20).isoformat(),
    }  # fmt: skip
    await tale.cast.street.post(f"/personnel/employments/{failed.employment_id}/probation", body)
    tale.counts["dismissals"] += 1
    tale.say(f"{len(passed)} probations passed, one failed; the place is free again")


async def hire_late(tale: Tale) -> None:
    """After the day on which grades are decided: August cannot be calculated for this one, and everybody else is paid."""
    body = hire_body(tale, LATE) | {"starts": tale.day(8, 26).isoformat(), "probation_months": 0}
    answer = await tale.cast.street.post("/personnel/workers", body)
    contract = {"starts": body["starts"], "ends": f"{tale.year + 3}-08-25"}
    await tale.cast.street.post(f"/personnel/employments/{answer['employment_id']}/contract", contract)
    tale.late_hire = answer["worker_id"]
    tale.say("one more is hired a day after the county decided grades")


async def show_left_out(tale: Tale) -> None:
    """Named, with the reason; the others have their pay."""
    run = tale.runs[-1]
    left_out = [each for each in run["exceptions"] if each["worker_id"] == tale.late_hire]
    if [each["code"] for each in left_out] != ["runs.no-grade"]:
        raise AssertionError(f"left out of {run['month']}: {run['exceptions']}")
    tale.say(f"   left out by name: {left_out[0]['name']} ({left_out[0]['code']}); {run['slips']} others are paid")


async def show_made_up(tale: Tale) -> None:
    """A month later the grade is decided: the days of August are paid as arrears."""
    slips = await tale.cast.finance.get(f"/payroll/workers/{tale.late_hire}/payslips")
    slip = await tale.cast.finance.get(f"/payroll/payslips/{slips[0]['payslip_id']}")
    late = {line["for_month"] for line in slip["lines"] if line["arrears"]}
    if late != {f"{tale.year}-08"}:
        raise AssertionError(f"arrears of {late}")
    tale.say("   who was left out in August has its days in September, as arrears")
