"""A slip as it was issued, beside everything its run knew of the person."""

from collections.abc import Mapping
from typing import Any

from services.payroll.domain.comparison import Calculated
from services.payroll.domain.payslips import Payslip
from services.payroll.domain.streams import PAYSLIP, RUN
from services.payroll.projections import cohorts, runs
from shared.web.handles import Reading


async def calculated(row: Mapping[Any, Any], reader: Reading) -> Calculated:
    """Of the slip's row in the read model."""
    draft = reader.runtime.handling.draft()
    await draft.load([(PAYSLIP, row["payslip_id"])])
    slip: Payslip = draft.state(PAYSLIP, row["payslip_id"])
    assert slip.issued is not None
    policies = await reader.runtime.policies_for(RUN.type, slip.issued.unit)
    async with reader.reading() as read:
        run = await runs.find(read, row["run_id"])
        assert run is not None
        return Calculated(slip.issued, await cohorts.of_run(read, run, policies, worker=row["worker_id"]))
