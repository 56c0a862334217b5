"""Spring: one campaign from plan to hire; the first in line fails the physical, and the next in rank is pulled in."""

from typing import Any, Final

from deploy.local.story.people import person
from deploy.local.story.places import COUNTY, communities, streets
from deploy.local.story.tale import Hire, Tale

STREET: Final = 1
WRITTEN: Final = ("88.50", "86.00", "79.25", "71.00")
INTERVIEW: Final = ("86.00", "89.00", "81.00")
GROUNDS: Final = (
    "CRIMINAL_RECORD", "DISMISSED_FROM_OFFICE", "UNDER_INVESTIGATION", "EXAM_FRAUD", "DISHONESTY_LIST", "SERVING_SOLDIER", "STUDENT",
)  # fmt: skip


def plan(street: str, places: int = 1) -> dict[str, Any]:
    """Sixty to forty, three applicants and three interviews for a place, seven days of publicity."""
    return {
        "vacancies": [
            {"code": "A01", "street": street, "post_category": "STAFF", "places": places, "graduates_only": False}
        ],
        "written_percent": 60, "interview_percent": 40, "applicants_per_place": 3, "interviewed_per_place": 3,
        "publicity_days": 7,
        "ages": [
            {"oldest": 35, "certificate": None, "community_years": 0},
            {"oldest": 40, "certificate": "ASSISTANT", "community_years": 0},
        ],
        "least_education": "COLLEGE", "disqualifiers": list(GROUNDS),
        "bonuses": [{"source": "SOCIAL_WORKER", "hundredths": 100}, {"source": "ASSISTANT_SOCIAL_WORKER", "hundredths": 50}],
        "tie_break": ["WRITTEN", "CERTIFICATE", "NEARBY"],
    }  # fmt: skip


def applicant(number: int, *sources: str) -> dict[str, Any]:
    who = person(number)
    return {
        "vacancy": "A01", "name": who.name, "id_number": who.id_number, "phone": who.phone, "education": "BACHELOR",
        "certificate": None, "community_years": 0, "sources": list(sources), "free_of": list(GROUNDS),
    }  # fmt: skip


async def announce(tale: Tale) -> None:
    """February: planned, places held, approved by another, announced; four apply and are admitted."""
    officer, street = tale.cast.officer, streets()[STREET].path
    title = f"{tale.year}年武侯区公开招聘社区专职工作人员"
    planned = await officer.post("/personnel/campaigns", {"region": COUNTY, "title": title, "plan": plan(street)})
    tale.campaign = f"/personnel/campaigns/{planned['stream_id']}"
    await officer.post(f"{tale.campaign}/reservations", {})
    await tale.cast.approver.post(f"{tale.campaign}/approvals", {"document": f"武社工〔{tale.year}〕2号"})
    days = {"registration_from": str(tale.day(2, 1)), "registration_until": str(tale.day(2, 10))}
    await officer.post(f"{tale.campaign}/announcements", {"notice": f"公告{tale.year}-1", **days})
    for number in range(4):
        sources = ("ASSISTANT_SOCIAL_WORKER",) if number == 1 else ()
        one = await officer.post(f"{tale.campaign}/applicants", applicant(1_100 + number, *sources))
        await officer.post(f"/personnel/applicants/{one['stream_id']}/reviews", {"passed": True})
        tale.applicants.append(one["stream_id"])
    tale.say(f"{title}: one place, four admitted")


async def examine(tale: Tale) -> None:
    """The same month: exams under seal, the published lists, the physical, the vetting; then seven days of publicity."""
    officer = tale.cast.officer
    await officer.post(f"{tale.campaign}/review-closings", {})
    await _score(tale, "WRITTEN", WRITTEN)
    for id in tale.applicants[:3]:
        await officer.post(f"{tale.campaign}/steps", {"applicant_id": id, "step": "RECHECK", "passed": True})
    await _score(tale, "INTERVIEW", INTERVIEW)
    first, second = tale.applicants[1], tale.applicants[0]  # half a point of bonus
    failed = {"applicant_id": first, "step": "PHYSICAL", "passed": False, "ground": "NOT_PASSED"}
    await officer.post(f"{tale.campaign}/steps", failed)
    await officer.post(f"{tale.campaign}/steps", {"applicant_id": second, "step": "PHYSICAL", "passed": True})
    vetting = (await officer.post("/personnel/vettings", {"applicant_id": second}))["stream_id"]
    await officer.post(f"/personnel/vettings/{vetting}/materials", {})
    conclusion = {"result": "PASS", "reasons": "政治素质过硬，无违法违纪记录"}
    await tale.cast.organisation.post(f"/personnel/vettings/{vetting}/conclusions", conclusion)
    await officer.post(f"{tale.campaign}/publicities", {})
    ranking = await officer.get(f"{tale.campaign}/ranking")
    told = ", ".join(f"{row['rank']}. {row['total']} {row['step']}" for row in ranking)
    if [row["step"] for row in ranking] != ["OUT", "PUBLICITY", "WAITING", "WAITING"][: len(ranking)]:
        raise AssertionError(f"the second was to be pulled in: {told}")
    tale.say(f"published: {told}; the first failed the physical, the second is shown for seven days")


async def _score(tale: Tale, exam: str, scores: tuple[str, ...]) -> None:
    """Nobody sees a score before the list; WRITTEN gives who is interviewed, FINAL who is in line."""
    for id, score in zip(tale.applicants, scores, strict=False):
        await tale.cast.officer.post(f"/personnel/applicants/{id}/scores", {"exam": exam, "score": score})
    stage = "WRITTEN" if exam == "WRITTEN" else "FINAL"
    await tale.cast.approver.post(f"{tale.campaign}/results", {"stage": stage})


async def hire(tale: Tale) -> None:
    """April: hired into the place that was held all the time; the campaign goes on file."""
    first, home = str(tale.day(4, 1)), communities(streets()[STREET])[0].path
    body = {
        "applicant_id": tale.applicants[0], "workplace": home, "starts": first, "term_months": 36, "probation_months": 6,
    }  # fmt: skip
    hired = await tale.cast.officer.post(f"{tale.campaign}/hires", body)
    tale.hires.append(Hire(hired["worker_id"], hired["employment_id"]))
    contract = {"starts": first, "ends": f"{tale.year + 3}-03-31"}
    await tale.cast.street.post(f"/personnel/employments/{hired['employment_id']}/contract", contract)
    await tale.cast.officer.post(f"{tale.campaign}/files", {"document": f"武社工〔{tale.year}〕4号"})
    tale.say("the candidate is hired into the place that the campaign held; what is kept of the others has its day")
