"""What the year came to, checked against the logs and against itself."""

from collections import defaultdict
from datetime import date
from time import perf_counter
from typing import Any

from deploy.local.story.frontend import SERVICES
from deploy.local.story.paying import last_day
from deploy.local.story.tale import Tale
from shared.kernel import to_fen


class Disagreement(Exception):
    """Two figures that must be equal are not."""


async def gather(tale: Tale) -> dict[str, Any]:
    """The figures of the story. Raises Disagreement."""
    await tale.cast.settled()
    health = await tale.cast.health()
    arrears, named = await _read_slips(tale)
    await _entitled_are_paid(tale)
    unnamed = await _decisions_without_a_line(tale, named)
    await _show_one_person(tale)
    found = {
        "year": tale.year,
        **{name: tale.counts[name] for name in COUNTED},
        "arrears_fen": arrears,
        "decisions_not_on_a_slip": unnamed,
        "events": {name: health[name]["head"] for name in SERVICES},
        "messages_handled": {name: sum(health[name]["heard"].values()) for name in SERVICES},
        "seconds": round(perf_counter() - tale.began, 1),
    }
    tale.say(f"the year in figures: {found}")
    return found


COUNTED = (
    "workers_imported", "rows_refused", "commands_refused", "slips_paid", "grade_changes", "renewals", "dismissals",
)  # fmt: skip


WAGES = frozenset({"BASIC", "PERFORMANCE", "CERTIFICATE"})


async def _read_slips(tale: Tale) -> tuple[int, set[str]]:
    """Arrears in fen (what slips pay for months before theirs), and every event that a line names as its cause."""
    arrears, named, finance = 0, set[str](), tale.cast.finance
    with tale.progress("checking the slips of every run", sum(run["slips"] for run in tale.runs)) as bar:
        for run in tale.runs:
            sums: dict[str, int] = defaultdict(int)
            async for slip in finance.pages(f"/payroll/runs/{run['run_id']}/payslips", lines="true"):
                _lines_agree(slip)
                for name, amount in slip["totals"].items():
                    sums[name] += to_fen(amount)
                for line in slip["lines"]:
                    named.update(line["causes"])
                    if line["arrears"] and line["component"] in WAGES:
                        arrears += to_fen(line["amount"])
                bar.step()
            if any(sums[name] != to_fen(total) for name, total in run["totals"].items()):
                raise Disagreement(f"the slips of {run['month']} do not add up to the run")
    return arrears, named


def _lines_agree(slip: dict[str, Any]) -> None:
    """What a slip's lines add up to is what it pays and what it costs the employer besides."""
    employer = sum(to_fen(line["amount"]) for line in slip["lines"] if line["component"].startswith("EMPLOYER_"))
    net = sum(to_fen(line["amount"]) for line in slip["lines"]) - employer
    if net != to_fen(slip["totals"]["net"]) or employer != to_fen(slip["totals"]["employer"]):
        raise Disagreement(f"the lines of slip {slip['payslip_id']} do not add up")


async def _entitled_are_paid(tale: Tale) -> None:
    """In every month a slip or a named exception for each person employed on at least one day."""
    people = [row async for row in tale.cast.officer.pages("/personnel/workers", employed=False)]
    for run in tale.runs:
        last = last_day(run)
        entitled = sum(_employed(row, last.replace(day=1), last) for row in people)
        counted = run["slips"] + len(run["exceptions"])
        tale.counts["left_out"] += len(run["exceptions"])
        if counted < entitled:
            raise Disagreement(f"{run['month']}: {entitled} people entitled, {counted} slips and exceptions")


def _employed(row: dict[str, Any], first: date, last: date) -> bool:
    starts, left = date.fromisoformat(row["starts"]), row["last_day"]
    return starts <= last and (left is None or date.fromisoformat(left) >= first)


async def _decisions_without_a_line(tale: Tale, named: set[str]) -> int:
    """Grade decisions that no line names: only those whose day had not come when the last run was closed."""
    last, after, missing = last_day(tale.runs[-1]), 0, 0
    while True:
        page = await tale.cast.officer.get("/personnel/events", after=after, limit=1_000)
        for event in page["events"]:
            headers = event["headers"]
            if headers.get("ce-type") == "personnel.grade.decided.v1" and headers["ce-id"] not in named:
                if date.fromisoformat(headers["effective"]) <= last and not _was_replaced(event):
                    raise Disagreement(f"grade decision {headers['ce-id']} is on no slip")
                missing += 1
        if page["to"] == after:
            return missing
        after = page["to"]


def _was_replaced(event: dict[str, Any]) -> bool:
    """An imported grade that another decision replaced before the first month that was paid."""
    return bool(event["data"]["trigger"] == "IMPORT")


async def _show_one_person(tale: Tale) -> None:
    """The timeline of one newcomer across the four services."""
    cast, worker = tale.cast, tale.hires[1].worker_id
    tale.out.rule("one person across the four services")
    slips = await cast.finance.get(f"/payroll/workers/{worker}/payslips")
    timeline = await cast.officer.get(f"/personnel/workers/{worker}/timeline")
    duties = await cast.trainer.get(f"/training/workers/{worker}/duties")
    results = await cast.officer.get(f"/assessment/workers/{worker}/results")
    told = [
        *((e["effective"], "personnel", f"{e['what']} {_short(e['facts'])}") for e in timeline),
        *((d["opens"], "training", f"{d['kind']} due {d['due']}: {d['standing']}") for d in duties),
        *((f"{r['year']}-12-31", "assessment", f"{r['stage']} {r['outcome']}") for r in results),
        *(
            (s["pay_day"], "payroll", f"payslip {s['month']}: gross {s['totals']['gross']}, net {s['totals']['net']}")
            for s in slips
        ),
    ]
    for day, service, what in sorted(told):
        tale.out.print(f"  {day}  {service:<10}  {what}", highlight=False)


def _short(facts: dict[str, Any]) -> str:
    shown = ("grade", "trigger", "ends", "level", "post_category", "probation_ends")
    return ", ".join(f"{name} {facts[name]}" for name in shown if facts.get(name) is not None)
