"""June: whoever left is paid in full on the next pay day: wage to the last day, severance where it is owed, leave not taken."""

from typing import Any

from deploy.local.story.tale import Tale
from shared.kernel import to_fen

AT_THE_END = ("SEVERANCE", "NOTICE_PAY", "UNUSED_LEAVE")


async def show_final_slips(tale: Tale) -> None:
    """What stands at the end of an employment on the slips of the run, and why."""
    run, finance = tale.runs[-1], tale.cast.finance
    final: list[dict[str, Any]] = []
    async for slip in finance.pages(f"/payroll/runs/{run['run_id']}/payslips", lines="true"):
        ends = {line["component"]: line for line in slip["lines"] if line["component"] in AT_THE_END}
        if ends:
            final.append({"payslip_id": slip["payslip_id"], "worker_id": slip["worker_id"], "ends": ends})
    paid = {name: [each for each in final if name in each["ends"]] for name in AT_THE_END}
    if not paid["SEVERANCE"] or not paid["UNUSED_LEAVE"]:
        raise AssertionError(f"final slips: {[sorted(each['ends']) for each in final]}")
    parted = paid["SEVERANCE"][0]
    trees = await finance.get(f"/payroll/payslips/{parted['payslip_id']}/explanation")
    if not trees:
        raise AssertionError("severance is not explained")
    for name, each in parted["ends"].items():
        if to_fen(each["amount"]) <= 0:
            raise AssertionError(f"{name} is {each['amount']}")
    shown = ", ".join(f"{name.lower().replace('_', ' ')} {line['amount']}" for name, line in parted["ends"].items())
    tale.say(f"   {len(paid['SEVERANCE'])} final slips with severance, one of them: {shown}")
    tale.say(f"   leave not taken is paid to {len(paid['UNUSED_LEAVE'])} who left")
