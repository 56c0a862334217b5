"""May: a community has grown; the street moves somebody over from the next one, the county agrees, pay books the cost there."""

from deploy.local.story.places import communities, streets
from deploy.local.story.tale import Tale


async def transfer(tale: Tale) -> None:
    """The fifth newcomer goes to another community of the street; employer, contract and grade stay."""
    who, cast = tale.hires[4], tale.cast
    person = await cast.officer.get(f"/personnel/workers/{who.worker_id}")
    (street,) = [place for place in streets() if place.path == person["employer"]]
    there = next(place.path for place in communities(street) if place.path != person["region"])
    at = f"/personnel/employments/{who.employment_id}/transfers"
    wish = {"workplace": there, "day": tale.day(5, 1).isoformat(), "reason": "常住人口增长，网格增加"}
    await cast.street.post(at, wish)
    rows = [row async for row in cast.officer.pages("/personnel/transfers", stage="PROPOSED")]
    (proposed,) = [row for row in rows if row["employment_id"] == who.employment_id]
    document = {"document": f"武街〔{tale.year}〕15号"}
    await cast.officer.post(f"{at}/{proposed['transfer_id']}/approvals", document)
    await cast.settled()
    facts = await cast.finance.get(f"/payroll/workers/{who.worker_id}/entitlement")
    centres = [fact["region"] for fact in facts if fact["kind"] == "COST_CENTRE"]
    if centres != [there]:
        raise AssertionError(f"the cost centre is {centres}, not {there}")
    tale.say("somebody works in the next community now; payroll books the cost there, the grade is what it was")
