"""July: a flood is declared, two newcomers stand their watch; the subsidy goes through four hands and is paid in the run."""

from deploy.local.story.places import COUNTY
from deploy.local.story.tale import Tale


async def stand_watch(tale: Tale) -> None:
    """Declared, listed, confirmed, verified, approved: nobody does two of them."""
    cast = tale.cast
    flood = {
        "region": COUNTY, "category": "NATURAL_DISASTER", "degree": "III", "title": "七月特大暴雨",
        "document": f"武应急〔{tale.year}〕3号", "starts": tale.day(7, 2).isoformat(),
    }  # fmt: skip
    emergency = (await cast.officer.post("/personnel/emergencies", flood))["stream_id"]
    path = f"/personnel/emergencies/{emergency}"
    await cast.approver.post(f"{path}/declarations", {})
    workers, days = [h.worker_id for h in tale.hires[3:5]], [tale.day(7, n).isoformat() for n in (3, 4)]
    await cast.street.post(f"{path}/duties", {"entries": [{"worker_id": w, "days": days} for w in workers]})
    await cast.officer.post(f"{path}/duty-confirmations", {"workers": workers})
    end = {"last_day": tale.day(7, 9).isoformat(), "document": f"武应急〔{tale.year}〕5号"}
    await cast.officer.post(f"{path}/end-proposals", end)
    await cast.approver.post(f"{path}/ends", {})
    await cast.settled()
    pay, chosen = f"/payroll/emergencies/{emergency}", {"workers": workers}
    await cast.finance.post(f"{pay}/budgets", {"budget": "400.00", "document": f"武财〔{tale.year}〕8号"})
    await cast.approver.post(f"{pay}/budget-approvals", {})
    await cast.finance.post(f"{pay}/verifications", chosen)
    await cast.approver.post(f"{pay}/approvals", chosen)
    tale.say(
        "a flood is declared; two people stood two days of watch, their subsidy is approved within the money for it"
    )


async def show_subsidy(tale: Tale) -> None:
    """A line of its own on the slip, with its explanation."""
    tale.say(f"   the watch on the slip: {await explained(tale, 'SUBSIDY', '200.00')}")


async def explained(tale: Tale, what: str, amount: str) -> str:
    """The line of the fourth newcomer's slip of the month, which has to come to this amount, in words."""
    run, finance, worker = tale.runs[-1], tale.cast.finance, tale.hires[3].worker_id
    slips = await finance.get(f"/payroll/workers/{worker}/payslips")
    slip = next(each for each in slips if each["run_id"] == run["run_id"])
    told = await finance.get(f"/payroll/payslips/{slip['payslip_id']}/explanation")
    lines = [line for line in told["lines"] if line["tree"]["what"] == what]
    if [line["tree"]["value"] for line in lines] != [amount]:
        raise AssertionError(f"{what} is {lines}")
    return str(lines[0]["zh"])
