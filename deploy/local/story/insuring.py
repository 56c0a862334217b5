"""Insurances and fund: newcomers are registered in time; in July the city publishes floors that apply back to January."""

from typing import Any

from deploy.local.story.places import COUNTY
from deploy.local.story.tale import Tale

RATES = {
    "PENSION": (80_000, 160_000), "MEDICAL": (20_000, 80_000), "UNEMPLOYMENT": (5_000, 5_000),
    "INJURY": (0, 2_000), "MATERNITY": (0, 5_000),
}  # fmt: skip


def table_body(region: str, year: int) -> dict[str, Any]:
    """The rates as they were, floor and cap a little higher."""
    return {
        "region": region, "kind": "INSURANCE", "effective": f"{year}-01-01", "base_year": year - 1,
        "floor": "4832.00", "cap": "24160.00",
        "rates": [
            {"scheme": scheme, "employee_ppm": own, "employer_ppm": theirs} for scheme, (own, theirs) in RATES.items()
        ],
        "document": f"川人社办发〔{year}〕31号", "article": "第一条", "means": "社会保险缴费基数上下限与费率",
    }  # fmt: skip


def figure_body(region: str, year: int) -> dict[str, Any]:
    """A minimum wage of the highest class."""
    return {
        "region": region, "kind": "MINIMUM_WAGE", "effective": f"{year}-01-01", "monthly": "2330.00", "hourly": "23.00",
        "tier": "第一档", "document": f"川人社发〔{year}〕88号", "article": "第一条",
        "means": "月最低工资标准与小时最低工资标准",
    }  # fmt: skip


async def register_newcomers(tale: Tale) -> None:
    """What waits since the hires: the bureaus are told within thirty days."""
    street = tale.cast.street
    waiting = [task async for task in street.pages("/payroll/work-list")]
    for task in waiting:
        done = {
            "employment_id": task["item"], "scheme": "FUND" if task["kind"] == "fund-opening" else "INSURANCE",
            "act": "ENROL", "day": tale.day(3, 10).isoformat(), "reference": f"回执{task['item'][:8]}",
        }  # fmt: skip
        if task["kind"] in ("insurance-enrolment", "fund-opening"):
            await street.post(f"/payroll/workers/{task['worker_id']}/coverage-registrations", done)
            tale.counts["registered"] += 1
    tale.say(f"{tale.counts['registered']} registrations at the bureaus of insurances and fund, within thirty days")


async def publish_base_late(tale: Tale) -> None:
    """July, applying from January: the next run collects six months of differences by itself."""
    await tale.cast.approver.post("/payroll/contribution-tables", table_body(COUNTY, tale.year))
    tale.say("the new floor and cap of the insurances are published, from January on")


async def show_arrears(tale: Tale) -> None:
    """What July's run collected for the months before, by original month."""
    run, finance = tale.runs[-1], tale.cast.finance
    months: dict[str, int] = {}
    async for slip in finance.pages(f"/payroll/runs/{run['run_id']}/payslips", lines="true"):
        for line in slip["lines"]:
            if line["component"] == "EMPLOYER_PENSION" and line["arrears"]:
                months[line["for_month"]] = months.get(line["for_month"], 0) + 1
    if sorted(months) != [f"{tale.year}-{month:02}" for month in range(1, 7)]:
        raise AssertionError(f"contributions of earlier months were collected for {sorted(months)}")
    tale.say(f"   arrears of contributions by original month, people: {dict(sorted(months.items()))}")
