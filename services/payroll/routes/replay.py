"""A slip issued once, calculated again from what was known then: the same to the byte, or told where not."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.payroll.domain.calculation import calculate
from services.payroll.domain.pay_run import ENGINE
from services.payroll.domain.payslips import Payslip
from services.payroll.domain.policies import Policies
from services.payroll.domain.streams import PAYSLIP, RUN
from services.payroll.projections import cohorts, runs
from services.payroll.rights import SEE_PAY
from shared.crypto import content_digest
from shared.eventlog import encode
from shared.kernel import Region, record
from shared.web.handles import Reading, reader
from shared.web.rates import LOOKUP

router = APIRouter(tags=["payslips"])
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY, at_most=LOOKUP))]


@record
class Replayed:
    """`same`: every byte is what was issued. Otherwise `rules` and `engine` say whether those that ruled are still the same;
    `rules` is null where nobody wrote down which ruled.
    """

    payslip_id: UUID
    issued: str
    again: str | None
    same: bool
    rules: bool | None
    engine: bool


@router.get("/payslips/{payslip_id}/replay", operation_id="replay_payslip")
async def replay(payslip_id: UUID, reader: Reader) -> Replayed:
    """Calculate a slip again from the facts, the ledger and the rules of its run; hashes of the issued and the new bytes."""
    draft = reader.runtime.handling.draft()
    await draft.load([(PAYSLIP, payslip_id)])
    slip: Payslip = draft.state(PAYSLIP, payslip_id)
    issued = slip.issued
    if issued is None:
        raise HTTPException(404)
    reader.require(Region(issued.employer))
    policies: Policies = await reader.runtime.policies_for(RUN.type, issued.unit)
    async with reader.reading() as read:
        run = await runs.find(read, issued.run_id)
        assert run is not None
        cohort = await cohorts.of_run(read, run, policies, worker=issued.worker_id)
    again = next((s for s in calculate(cohort).slips if s.worker_id == issued.worker_id), None)
    rules = reader.runtime.book.fingerprint(issued.unit) == run["rules"] if run["rules"] else None
    return Replayed(
        payslip_id=payslip_id, issued=_hash(issued), again=None if again is None else _hash(again), same=again == issued,
        rules=rules, engine=run["engine"] == ENGINE,
    )  # fmt: skip


def _hash(slip: object) -> str:
    return content_digest(encode(slip))
