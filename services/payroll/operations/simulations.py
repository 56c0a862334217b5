"""What-if over everybody a county pays: calculated from what is known now, kept as a table whose digest binds the publishing."""

import asyncio
from typing import Any, Final

import msgspec

from services.payroll.domain.cohort import Cohort, Version
from services.payroll.domain.cost_table import written
from services.payroll.domain.pay_standard import standard_id
from services.payroll.domain.projected_cost import Projection, project
from services.payroll.domain.simulations import RecordSimulation, SimulateStandard
from services.payroll.domain.streams import RUN, STANDARD
from services.payroll.operations.pay_run import collector_resting
from services.payroll.projections import cohorts, standards
from shared.crypto import content_digest
from shared.draft import Ask
from shared.kernel import Month
from shared.operations import Work


async def simulate_standard(work: Work) -> dict[str, Any]:
    """Outcome: the digest that publishing names, and the totals. File: simulation.json, the table person by person."""
    asked: SimulateStandard = work.request(SimulateStandard)
    await work.progress(work.done, total=1)
    with collector_resting():
        cohort, version = await _known(work, asked)
        draft = Version(cohort.known_at + 1, asked.effective, "draft", asked.terms)
        projection = await asyncio.to_thread(project, cohort, draft, asked.months)
        table = {"asked": msgspec.to_builtins(asked), "known_at": cohort.known_at, **written(projection)}
        content = await asyncio.to_thread(msgspec.json.encode, table)
    named = content_digest(content)
    await work.keep_file("simulation.json", content)
    command = _recorded(asked, version, cohort.known_at, projection, named)
    to = standard_id(asked.county, asked.kind)
    await work.record(Ask(stream=STANDARD, to=to, command=command, region=asked.county))
    return {"digest": named, "known_at": cohort.known_at, **{k: v for k, v in table.items() if k in _TOTALS}}


_TOTALS: Final = ("total", "by_month", "by_grade", "by_employer")
HANDLERS: Final = {"simulate-standard": simulate_standard}


def _recorded(
    asked: SimulateStandard, version: int, known_at: int, projection: Projection, named: str
) -> RecordSimulation:  # fmt: skip
    total = projection.total
    return RecordSimulation(
        asked=asked, known_after=version, known_at=known_at, people=total.people, winners=total.winners,
        losers=total.losers, left_out=len(projection.left_out), before_fen=total.before_fen,
        after_fen=total.after_fen, digest=named,
    )  # fmt: skip


async def _known(work: Work, asked: SimulateStandard) -> tuple[Cohort, int]:
    """Everybody the county pays in the months asked about, and how many versions there are."""
    head = await work.caught_up()
    policies = await work.handling.policies_for(RUN.type, asked.county)
    month = Month.parse(asked.first_month)
    async with work.service.engine.connect() as read:
        cohort = await cohorts.expected(read, asked.county, month, asked.months, policies, known_at=head)
        return cohort, len(await standards.versions(read, asked.county, known_at=head))
