"""What the year came to, checked against the logs and against itself."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter
from typing import Any

from deploy.local.story.frontend import SERVICES, Frontend
from deploy.local.story.paying import last_day
from deploy.local.story.places import COUNTY
from deploy.local.story.tale import Tale
from shared.kernel import to_fen
from shared.web.rights import Grant, Role


class Disagreement(Exception):
    """Two figures that must be equal are not."""


async def gather(tale: Tale) -> dict[str, Any]:
    """The figures of the story. Raises Disagreement."""
    await tale.cast.settled()
    health = await tale.cast.health()
    paid = await _read_slips(tale)
    await _entitled_are_paid(tale, paid)
    unpaid = await _unpaid_decisions(tale, paid)
    await _show_one_person(tale)
    found = {
        "year": tale.year,
        **{name: tale.counts[name] for name in COUNTED},
        "exceptions": sum(len(run["exceptions"]) for run in tale.runs),
        "arrears_fen": paid.arrears_fen,
        "decisions_not_on_a_slip": unpaid,
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


@dataclass(slots=True)
class Paid:
    """What all slips together say: arrears in fen, the events named as causes, who was paid in each run."""

    arrears_fen: int = 0
    causes: set[str] = field(default_factory=set)
    people: dict[str, set[str]] = field(default_factory=dict)


async def _read_slips(tale: Tale) -> Paid:
    """Every line of every slip; sum of lines = slip, sum of slips = run."""
    paid, finance = Paid(), tale.cast.finance
    with tale.progress("checking the slips of every run", sum(run["slips"] for run in tale.runs)) as bar:
        for run in tale.runs:
            sums: Counter[str] = Counter()
            people = paid.people[run["month"]] = {e["worker_id"] for e in run["exceptions"]}
            async for slip in finance.pages(f"/payroll/runs/{run['run_id']}/payslips", lines="true"):
                _take_in(paid, slip, sums)
                people.add(slip["worker_id"])
                bar.step()
            if any(sums[name] != to_fen(total) for name, total in run["totals"].items()):
                raise Disagreement(f"the slips of {run['month']} do not add up to the run")
    return paid


def _take_in(paid: Paid, slip: dict[str, Any], sums: Counter[str]) -> None:
    _lines_agree(slip)
    sums.update({name: to_fen(amount) for name, amount in slip["totals"].items()})
    for line in slip["lines"]:
        paid.causes.update(line["causes"])
        if line["component"] in WAGES and not line["causes"]:
            raise Disagreement(f"a line of slip {slip['payslip_id']} names no cause")
        if line["arrears"] and line["component"] in WAGES:
            paid.arrears_fen += to_fen(line["amount"])


def _lines_agree(slip: dict[str, Any]) -> None:
    """What a slip's lines add up to is what it pays and what it costs the employer besides."""
    employer = sum(to_fen(line["amount"]) for line in slip["lines"] if line["component"].startswith("EMPLOYER_"))
    net = sum(to_fen(line["amount"]) for line in slip["lines"]) - employer
    if net != to_fen(slip["totals"]["net"]) or employer != to_fen(slip["totals"]["employer"]):
        raise Disagreement(f"the lines of slip {slip['payslip_id']} do not add up")


async def _entitled_are_paid(tale: Tale, paid: Paid) -> None:
    """In every month a slip or a named exception for each person employed on at least one day; besides them only leavers."""
    people = [row async for row in tale.cast.officer.pages("/personnel/workers", employed=False)]
    for run in tale.runs:
        last = last_day(run)
        entitled = {row["worker_id"] for row in people if _employed(row, last.replace(day=1), last)}
        gone = {row["worker_id"] for row in people if row["last_day"] and row["last_day"] < str(last.replace(day=1))}
        found = paid.people[run["month"]]
        if not entitled <= found or not found - entitled <= gone:
            raise Disagreement(f"{run['month']}: {len(entitled)} people entitled, {len(found)} slips and exceptions")


def _employed(row: dict[str, Any], first: date, last: date) -> bool:
    starts, left = date.fromisoformat(row["starts"]), row["last_day"]
    return starts <= last and (left is None or date.fromisoformat(left) >= first)


async def _unpaid_decisions(tale: Tale, paid: Paid) -> dict[str, int]:
    """Grade decisions that no slip line names, by the reason why."""
    first, last = tale.day(1, 1), last_day(tale.runs[-1])
    decisions = [d async for d in _grade_decisions(tale)]
    reasons: Counter[str] = Counter()
    for decision in decisions:
        if decision.event_id in paid.causes:
            continue
        later = [d for d in decisions if d.worker_id == decision.worker_id and d.effective > decision.effective]
        if decision.effective > last:
            reasons["takes effect after the last run"] += 1
        elif any(d.effective <= first for d in later):
            reasons["replaced before the first month that was paid"] += 1
        else:
            raise Disagreement(f"grade decision {decision.event_id} is on no slip")
    return dict(reasons)


@dataclass(frozen=True, slots=True)
class Decision:
    event_id: str
    worker_id: str
    effective: date


async def _grade_decisions(tale: Tale) -> AsyncIterator[Decision]:
    """From personnel's feed, every position of it."""
    after = 0
    while True:
        page = await tale.cast.officer.get("/personnel/events", after=after, limit=1_000)
        for event in page["events"]:
            headers = event["headers"]
            if headers.get("ce-type") == "personnel.grade.decided.v1":
                yield Decision(headers["ce-id"], headers["ce-subject"], date.fromisoformat(headers["effective"]))
        if page["to"] == after:
            return
        after = page["to"]


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
    own = Frontend(cast.officer.http, cast.officer.issuer, worker, (Grant(Role.WORKER, COUNTY),))
    accesses = [(a["reader"], a["shown"]) for name in SERVICES async for a in own.pages(f"/{name}/my/accesses")]
    looked = ", ".join(f"{reader} {times} × {shown}" for (reader, shown), times in Counter(accesses).most_common())
    tale.say(f"who looked, as the person sees it: {looked}")


def _short(facts: dict[str, Any]) -> str:
    shown = ("grade", "trigger", "ends", "level", "post_category", "probation_ends")
    return ", ".join(f"{name} {facts[name]}" for name in shown if facts.get(name) is not None)
