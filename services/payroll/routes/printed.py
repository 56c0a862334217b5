"""Slips and statements to be printed and shown to a bank: the page bears ids, hash, and a record signed with the service's key."""

from collections.abc import Mapping
from html import escape
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Response

from services.payroll.domain.pay_run import RunStage
from services.payroll.domain.payslips import Payslip, PayslipIssued
from services.payroll.domain.streams import PAYSLIP
from services.payroll.projections import entitlements, payslips
from services.payroll.rights import OWN_PAY, SEE_PAY
from services.payroll.routes.pay_months import own_worker, totals
from services.payroll.routes.printing import Paper, label, note, page, pairs, table
from services.payroll.routes.statements import Statement, TaxYear, slips_of, statement
from shared.crypto import content_digest
from shared.eventlog import encode
from shared.kernel import Region, to_yuan
from shared.proof.record import SLIP, STATEMENT, signed, text_of
from shared.web.disclosure import Personal
from shared.web.handles import Reading, reader
from shared.web.rates import LOOKUP

router = APIRouter(tags=["payslips"])
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY, at_most=LOOKUP))]
Own = Annotated[Reading, Depends(reader(may=OWN_PAY, at_most=LOOKUP))]
PAGE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "A page that prints by itself", "content": {"text/html": {"schema": {"type": "string"}}}}
}
UNKNOWN: Final = "—"


@router.get(
    "/my/payslips/{payslip_id}/print", operation_id="print_own_payslip", response_class=Response, responses=PAGE
)
async def own(payslip_id: UUID, reader: Own, paper: Paper = Paper.A4) -> Response:
    """One of the caller's own slips of a closed run, to be printed: the same bytes whenever it is asked for."""
    async with reader.reading() as read:
        row = await payslips.find(read, payslip_id)
    if row is None or str(row["worker_id"]) != reader.caller.subject or row["stage"] != RunStage.CLOSED.value:
        raise HTTPException(404)
    return await _slip(payslip_id, paper, reader)


@router.get("/payslips/{payslip_id}/print", operation_id="print_payslip", response_class=Response, responses=PAGE)
async def of_payslip(payslip_id: UUID, reader: Reader, paper: Paper = Paper.A4) -> Response:
    """A slip of a closed run to be handed out on paper; the name in clear for a stated purpose."""
    async with reader.reading() as read:
        row = await payslips.find(read, payslip_id)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["employer"]))
    if row["stage"] != RunStage.CLOSED.value:
        raise HTTPException(404)
    return await _slip(payslip_id, paper, reader)


@router.get(
    "/my/pay-statements/{tax_year}/print",
    operation_id="print_own_pay_statement",
    response_class=Response,
    responses=PAGE,
)
async def own_statement(tax_year: TaxYear, reader: Own, paper: Paper = Paper.A4) -> Response:
    """The caller's own statement of a year, to be printed."""
    worker_id = own_worker(reader)
    if worker_id is None:
        raise HTTPException(404)
    found = await slips_of(worker_id, reader)
    name = await _name(worker_id, found[-1].slip.employer, reader)
    return _statement(await statement(worker_id, tax_year, found, reader), name, paper, reader)


async def _slip(payslip_id: UUID, paper: Paper, reader: Reading) -> Response:
    draft = reader.runtime.handling.draft()
    await draft.load([(PAYSLIP, payslip_id)])
    state: Payslip = draft.state(PAYSLIP, payslip_id)
    issued = state.issued
    assert issued is not None
    name = await _name(issued.worker_id, issued.employer, reader)
    hash_ = content_digest(encode(issued))
    sums = totals(issued.sums)
    told = {
        "payslip_id": str(payslip_id), "run_id": str(issued.run_id), "worker_id": str(issued.worker_id), "name": name,
        "employer": issued.employer, "month": issued.month, "pay_day": issued.effective.isoformat(), "gross": sums.gross,
        "own": sums.own, "tax": sums.tax, "net": sums.net, "hash": hash_,
    }  # fmt: skip
    heading = pairs(
        [
            ("NAME", name), ("WORKER", str(issued.worker_id)), ("EMPLOYER", issued.employer), ("MONTH", issued.month),
            ("PAY_DAY", issued.effective.isoformat()),
        ]
    )  # fmt: skip
    added = pairs(
        [
            ("GROSS", sums.gross), ("OWN", sums.own), ("TAX", sums.tax), ("NET", sums.net),
            ("EMPLOYER_SUM", sums.employer), ("SLIP_ID", str(payslip_id)), ("RUN_ID", str(issued.run_id)), ("HASH", hash_),
        ]
    )  # fmt: skip
    return page("PAYSLIP", str(issued.worker_id), paper, (heading, _lines(issued), added, _signed(told, SLIP, reader)))


def _lines(issued: PayslipIssued) -> str:
    rows = [
        (
            label(line.component.value, "steps"),
            escape(line.for_month) + (f" {label('ARREARS')}" if line.arrears else ""),
            to_yuan(line.amount_fen),
        )
        for line in issued.lines
    ]
    return table(("ITEM", "FOR_MONTH", "AMOUNT"), rows, numbers=1)


def _statement(found: Statement, name: str, paper: Paper, reader: Reading) -> Response:
    said: list[str] = [
        pairs([("NAME", name), ("WORKER", str(found.worker_id)), ("YEAR", str(found.tax_year))]),
    ]
    names = (
        "agent", "months", "income", "exempt", "special", "additional", "taxable", "withheld", "bonus", "bonus_tax",
        "severance", "severance_tax",
    )  # fmt: skip
    said += [pairs([(each.upper(), str(getattr(tax, each))) for each in names]) for tax in found.taxes]
    rows = [
        (
            label(each.scheme), str(each.months),
            "<br>".join(f"{b.first} – {b.last}: {b.base}" for b in each.bases) or UNKNOWN, each.own, each.employer,
        )
        for each in found.contributions
    ]  # fmt: skip
    said.append(table(("SCHEME", "MONTHS", "BASE", "OWN_PART", "EMPLOYER_PART"), rows, numbers=2))
    told = {
        "worker_id": str(found.worker_id), "name": name, "tax_year": found.tax_year,
        "taxes": [{each: getattr(tax, each) for each in names} for tax in found.taxes],
        "contributions": [
            {"scheme": each.scheme, "months": each.months, "own": each.own, "employer": each.employer}
            for each in found.contributions
        ],
    }  # fmt: skip
    return page("STATEMENT", str(found.worker_id), paper, (*said, _signed(told, STATEMENT, reader)))


async def _name(worker_id: UUID, employer: Region, reader: Reading) -> str:
    """As the caller may see it; the page holds the person's amounts."""
    async with reader.reading() as read:
        names = await entitlements.names(read, [worker_id])
    sealed = [Personal(worker_id, employer, "personnel.worker.name", name) for name in names.values()]
    shown = await reader.opened(sealed, pay=[(worker_id, employer)])
    return next(iter(shown), None) or UNKNOWN


def _signed(told: Mapping[str, Any], head: str, reader: Reading) -> str:
    """What is told, signed: whoever has the public keys checks it offline (docs/proof.md)."""
    sealing = reader.runtime.sealing
    if sealing is None or sealing.signer is None:
        return f"<p>{label('UNSIGNED')}</p>"
    issuer, signer = sealing.origin(reader.runtime.service.name), sealing.signer
    text = text_of(issuer, dict(told), head)
    written = signed(text, issuer, signer.public_key, signer.sign(text.encode()))
    return f"<p>{label('SIGNED')}</p>{note(written)}"
