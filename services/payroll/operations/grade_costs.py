"""Personnel's trial of a grade scheme over everybody a county pays: read, valued, kept as a table with its digest."""

import asyncio
from dataclasses import asdict
from datetime import date
from typing import Any, Final
from uuid import UUID

import msgspec

from services.payroll.domain.cohort import Cohort
from services.payroll.domain.grade_costs import CostGradeScheme, GradeCost, RecordGradeCost, Trial, cost_of, trial_of
from services.payroll.domain.grade_trials import check_heard, trial_id
from services.payroll.domain.pay_standard import StandardKind, standard_id
from services.payroll.domain.streams import GRADE_TRIAL, RUN, STANDARD
from services.payroll.operations.pay_run import collector_resting
from services.payroll.projections import cohorts
from shared.crypto import content_digest
from shared.draft import Ask
from shared.kernel import Region, Rejected, to_yuan
from shared.operations import Work


class _Asked(msgspec.Struct):
    """What of the trial's own request counts here."""

    effective: date
    first_month: str
    months: int


class _File(msgspec.Struct):
    asked: _Asked
    people: list[tuple[UUID, str, list[int], list[int]]]


async def cost_grade_scheme(work: Work) -> dict[str, Any]:
    """Outcome: the trial's digest, that of the costs, and the totals. File: cost.json, the table person by person."""
    asked: CostGradeScheme = work.request(CostGradeScheme)
    content = await work.file("input") or b""
    region = await _heard(work, content, asked.county)
    trial = _read(content)
    await work.progress(work.done, total=1)
    with collector_resting():
        cohort = await _cohort(work, asked, trial)
        cost = await asyncio.to_thread(cost_of, cohort, trial)
    told = {"trial": content_digest(content), "known_at": cohort.known_at, **_written(cost)}
    table = await asyncio.to_thread(msgspec.json.encode, told)
    await work.keep_file("cost.json", table)
    command = _recorded(asked, region, trial, cost, content_digest(content), content_digest(table))
    to = standard_id(command.county, StandardKind.GRADE_PAY)
    await work.record(Ask(stream=STANDARD, to=to, command=command, region=command.county))
    return {"digest": content_digest(table), **{name: value for name, value in told.items() if name in _TOLD}}


_TOLD: Final = ("trial", "known_at", "total", "by_month", "by_grade", "by_employer")
HANDLERS: Final = {"cost-grade-scheme": cost_grade_scheme}


async def _heard(work: Work, content: bytes, county: Region) -> Region:
    """The scheme's region, if the file is personnel's to the byte."""
    draft, to = work.draft(), trial_id(content_digest(content))
    await draft.load([(GRADE_TRIAL, to)])
    return check_heard(draft.state(GRADE_TRIAL, to), county)


def _read(content: bytes) -> Trial:
    try:
        file = msgspec.json.decode(content, type=_File)
    except (msgspec.DecodeError, ValueError):
        raise Rejected("grade-costs.trial") from None
    asked = file.asked
    rows = ((worker, before, after) for worker, _, before, after in file.people)
    return trial_of(asked.effective, asked.first_month, asked.months, rows)


async def _cohort(work: Work, asked: CostGradeScheme, trial: Trial) -> Cohort:
    """Everybody the county pays in the trial's months."""
    head = await work.caught_up()
    policies = await work.handling.policies_for(RUN.type, asked.county)
    async with work.service.engine.connect() as read:
        return await cohorts.expected(read, asked.county, trial.first, trial.months, policies, known_at=head)


def _written(cost: GradeCost) -> dict[str, Any]:
    """Plain values, amounts as decimal strings, in an order that never differs."""
    total = {
        "people": len(cost.people), "winners": cost.winners, "losers": cost.losers,
        "before": to_yuan(cost.before_fen), "after": to_yuan(cost.after_fen),
    }  # fmt: skip
    parts = {
        name: [_in_yuan(asdict(part)) for part in getattr(cost, name)]
        for name in ("by_month", "by_grade", "by_employer")
    }
    people = [
        [str(p.worker_id), p.employer, p.grade_before, p.grade_after, to_yuan(p.before_fen), to_yuan(p.after_fen)]
        for p in cost.people
    ]
    left_out = [[str(e.worker_id), e.code, e.month] for e in cost.left_out]
    return {"total": total, **parts, "people": people, "left_out": left_out}


def _in_yuan(part: dict[str, Any]) -> dict[str, Any]:
    return {k.removesuffix("_fen"): to_yuan(v) if k.endswith("_fen") else v for k, v in part.items()}


def _recorded(
    asked: CostGradeScheme, region: Region, trial: Trial, cost: GradeCost, of: str, named: str
) -> RecordGradeCost:
    return RecordGradeCost(
        county=asked.county, region=region, trial=of, draft_effective=trial.effective, first_month=str(trial.first),
        months=trial.months, people=len(cost.people), winners=cost.winners, losers=cost.losers,
        left_out=len(cost.left_out), before_fen=cost.before_fen, after_fen=cost.after_fen, digest=named,
    )  # fmt: skip
