"""What-if over everybody a county pays: calculated from what is known now, kept as a table whose digest binds the publishing."""

import asyncio
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import msgspec

from services.payroll.domain.cohort import Cohort, Version, in_order
from services.payroll.domain.cost_table import written
from services.payroll.domain.pay_standard import standard_id
from services.payroll.domain.people import person_in
from services.payroll.domain.projected_cost import Projection, project
from services.payroll.domain.simulations import RecordSimulation, SimulateStandard
from services.payroll.domain.streams import RUN, STANDARD
from services.payroll.operations.pay_run import WAIT_SECONDS, collector_resting
from services.payroll.projections import contribution_tables, entitlements, standards
from shared.crypto.hashes import SHA_256, digest
from shared.draft import Ask
from shared.eventlog import Conflict
from shared.kernel import Month, add_months
from shared.operations import Work

NOBODY: Final = UUID(int=0)


async def simulate_standard(work: Work) -> dict[str, Any]:
    """Outcome: the digest that publishing names, and the totals. File: simulation.json, the table person by person."""
    asked: SimulateStandard = work.request(SimulateStandard)
    await work.progress(work.done, total=1)
    with collector_resting():
        cohort, version = await _cohort(work, asked)
        draft = Version(cohort.known_at + 1, asked.effective, "draft", asked.terms)
        projection = await asyncio.to_thread(project, cohort, draft, asked.months)
        table = {"asked": msgspec.to_builtins(asked), "known_at": cohort.known_at, **written(projection)}
        content = await asyncio.to_thread(msgspec.json.encode, table)
    named = f"{SHA_256}:{digest(SHA_256)(content).hex()}"
    await work.keep_file("simulation.json", content)
    await _record(work, _recorded(asked, version, cohort.known_at, projection, named))
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


async def _cohort(work: Work, asked: SimulateStandard) -> tuple[Cohort, int]:
    """Everybody the county pays in the months asked about, and how many versions there are."""
    head = await work.handling.log.head()
    await work.service.positions.reached(head, timeout=WAIT_SECONDS)
    month = Month.parse(asked.first_month)
    until = add_months(month.first, asked.months) - timedelta(days=1)
    policies = await work.handling.policies_for(RUN.type, asked.county)
    async with work.service.engine.connect() as read:
        published = await standards.versions(read, asked.county, known_at=head)
        tables = await contribution_tables.versions(read, asked.county, known_at=head)
        facts = await entitlements.facts_of_unit(read, asked.county, asked.county, until=until, known_at=head)
    people = tuple(person_in(asked.county, id, known, None) for id, known in facts.items())
    cohort = Cohort(
        run_id=NOBODY, unit=asked.county, county=asked.county, month=month, pay_day=month.last, known_at=head,
        policies=policies, versions=in_order(published), people=people, paid={}, year={}, tables=tables,
    )  # fmt: skip
    return cohort, len(published)


async def _record(work: Work, command: RecordSimulation) -> None:
    asked = command.asked
    ask = Ask(stream=STANDARD, to=standard_id(asked.county, asked.kind), command=command, region=asked.county)
    while work.done == 0:
        draft = work.draft()
        await draft.decide(ask, work.origin)
        try:
            await work.commit(draft.append(), done=1)
        except Conflict:
            continue
