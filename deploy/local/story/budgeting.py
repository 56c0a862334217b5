"""January: the county's money for the year, drafted from the people there are; every closed run expects the rest anew, in October
and December it is looked at, by the money that bears it.
"""

from deploy.local.story.places import COUNTY
from deploy.local.story.tale import Tale


async def plan_the_year(tale: Tale) -> None:
    """Drafted by the engine that pays, a little more asked for, approved by another hand."""
    finance, approver = tale.cast.finance, tale.cast.approver
    asked = await finance.post("/payroll/budget-drafts", {"region": COUNTY, "year": tale.year})
    tale.budget = (await finance.operation("payroll", asked))["budget_id"]
    [row] = [row async for row in finance.pages("/payroll/budgets", year=tale.year)]
    yuan = int(row["drafted"].split(".")[0])
    parts = [
        {"source": "区级财政", "amount": f"{yuan}.00"}, {"source": "市级补助", "amount": f"{yuan // 20}.00"},
    ]  # fmt: skip
    path = f"/payroll/budgets/{tale.budget}"
    await finance.post(f"{path}/submissions", {"parts": parts, "document": f"武财〔{tale.year}〕1号"})
    await approver.post(f"{path}/approvals", {})
    tale.say(
        f"the year's pay is drafted at {row['drafted']} from everybody there is, and approved with a twentieth more"
    )


async def expect_the_rest(tale: Tale) -> None:
    """From today's people and the days that are known, as the month's closing expected it too."""
    finance = tale.cast.finance
    asked = await finance.post("/payroll/budget-forecasts", {"region": COUNTY, "year": tale.year})
    await finance.operation("payroll", asked)
    found = await finance.get(f"/payroll/budgets/{tale.budget}/execution")
    tale.say(
        f"the budget of {found['year']}: approved {found['approved']}, paid in {len(found['paid'])} months "
        f"{found['paid_total']}, expected for {len(found['expected'])} more, left {found['left']}; "
        + ", ".join(f"{each['source']} {each['paid']} of {each['approved']}" for each in found["funds"])
    )
