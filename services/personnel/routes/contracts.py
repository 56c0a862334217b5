"""Contracts over HTTP: drafted, signed by both, renewed, one by one or many at once; and those that nobody wrote."""

from datetime import date, timedelta
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query, Response
from sqlalchemy import RowMapping

from services.personnel.domain.contract_papers import DraftContract, SignDraft, WithdrawDraft
from services.personnel.domain.contract_stage import stage_on
from services.personnel.domain.contracts import RenewContract, SignContract, double_wage_months
from services.personnel.domain.employment import Term
from services.personnel.domain.renewals import Renewal
from services.personnel.domain.streams import EMPLOYMENT
from services.personnel.projections import contracts, roster
from services.personnel.rights import KEEP_ROSTER, SEE_ROSTER
from shared.handling import Receipt
from shared.kernel import DAY, Region, Rejected, add_months, record
from shared.web.asked import Asked, Day, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.operations import ACCEPTED, accepted
from shared.web.pages import Cursor, Limit, Page
from shared.web.rates import BULK

router = APIRouter(tags=["contracts"])
Officer = Annotated[Handle, Depends(handler(EMPLOYMENT, may=KEEP_ROSTER))]
InBulk = Annotated[Handle, Depends(handler(EMPLOYMENT, may=KEEP_ROSTER, at_most=BULK))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
MOST_RENEWALS: Final = 1_000


@record
class ContractText:
    """What both are to sign: first day (of the first contract only) and last, none for open-ended; number and hash of the text."""

    starts: date | None = None
    ends: date | None
    fixed_on_request: bool = False
    document: str
    digest: str


@record
class RenewalBatch:
    """Renewals of people who work in or below `under`."""

    under: RegionPath
    renewals: tuple[Renewal, ...]


@record
class ContractTerm:
    """`stage` on the day asked about: SIGNED, EFFECTIVE, OPEN_ENDED, RENEWED, EXPIRED, TERMINATED, or DRAFT."""

    employment_id: UUID
    term: int | None
    stage: str
    starts: date
    ends: date | None
    document: str | None
    digest: str | None
    keep_until: date | None
    employer_signed: date | None
    worker_signed: date | None


@record
class Unwritten:
    """Double wage is owed for `months` since `since`; `deemed_from`: the contract is deemed open-ended from then on."""

    employment_id: UUID
    worker_id: UUID
    region: str
    since: date
    months: int
    deemed_from: date | None


@router.post("/employments/{employment_id}/contract", status_code=201, operation_id="sign_contract")
async def sign(employment_id: UUID, command: Asked[SignContract], handle: Officer) -> Receipt:
    """Record the first written contract that both signed; its term must allow the probation that was agreed."""
    return await handle(employment_id, command)


@router.post("/employments/{employment_id}/contract-draft", status_code=201, operation_id="draft_contract")
async def draft(employment_id: UUID, command: Asked[ContractText], handle: Officer) -> Receipt:
    """Draft the first contract, or what follows the term that runs; it is signed when both have signed it."""
    drafted = DraftContract(
        draft_id=handle.new_id("contract-draft"), starts=command.starts, ends=command.ends,
        fixed_on_request=command.fixed_on_request, document=command.document, digest=command.digest,
    )  # fmt: skip
    return await handle(employment_id, drafted)


@router.post(
    "/employments/{employment_id}/contract-draft/signatures", status_code=201, operation_id="sign_contract_draft"
)
async def sign_draft(employment_id: UUID, command: Asked[SignDraft], handle: Officer) -> Receipt:
    """One of the two has signed; with the second signature the contract is."""
    return await handle(employment_id, command)


@router.post(
    "/employments/{employment_id}/contract-draft/withdrawals", status_code=201, operation_id="withdraw_contract_draft"
)
async def withdraw(employment_id: UUID, command: Asked[WithdrawDraft], handle: Officer) -> Receipt:
    """The draft is no longer to be signed."""
    return await handle(employment_id, command)


@router.post("/employments/{employment_id}/renewals", status_code=201, operation_id="renew_contract")
async def renew(employment_id: UUID, command: Asked[RenewContract], handle: Officer) -> Receipt:
    """Go on from the day after the term that runs; open-ended where the law says so."""
    return await handle(employment_id, command)


@router.post("/contract-renewals", status_code=202, operation_id="renew_contracts", responses=ACCEPTED)
async def renew_many(command: Asked[RenewalBatch], handle: InBulk, dry_run: bool = False) -> Response:
    """Renew many contracts as one operation; `dry_run` decides every row and changes nothing. Row errors as errors.json."""
    region = Region(command.under)
    handle.require(region)
    if not 1 <= len(command.renewals) <= MOST_RENEWALS:
        raise Rejected("contracts.batch", field="/renewals", most=MOST_RENEWALS)
    if len({row.employment_id for row in command.renewals}) < len(command.renewals):
        raise Rejected("contracts.batch-twice", field="/renewals")
    asked = {"under": region, "renewals": command.renewals, "dry_run": dry_run}
    return await accepted(handle, "renew-contracts", asked, region=region)


@router.get("/workers/{worker_id}/contracts", operation_id="read_contracts_of_worker")
async def of_worker(worker_id: UUID, reader: Reader, as_of: Day | None = None) -> list[ContractTerm]:
    """Every term and draft of a person, each at its stage on the day."""
    async with reader.reading() as read:
        person = await roster.find(read, worker_id)
        if person is None:
            raise HTTPException(404)
        reader.require(Region(person["region"]))
        rows = [dict(row) for row in await contracts.of_worker(read, worker_id)]
        drafts = await contracts.drafts_of(read, worker_id)
    day = as_of or reader.today
    last = {person["employment_id"]: person["last_day"]}
    return [_shown(row, rows, last.get(row["employment_id"]), day) for row in rows] + [
        ContractTerm(
            employment_id=row["employment_id"], term=None, stage="DRAFT", starts=row["starts"], ends=row["ends"],
            document=row["document"], digest=None, keep_until=None, employer_signed=row["employer_signed"],
            worker_signed=row["worker_signed"],
        )
        for row in drafts
    ]  # fmt: skip


def _shown(row: dict[str, Any], rows: list[dict[str, Any]], last_day: date | None, day: date) -> ContractTerm:
    terms = [Term(starts=r["starts"], ends=r["ends"]) for r in rows if r["employment_id"] == row["employment_id"]]
    kept = {name: value for name, value in row.items() if name != "worker_id"}
    stage = stage_on(terms, row["term"], last_day, day).value
    return ContractTerm(**kept, stage=stage, employer_signed=None, worker_signed=None)


@router.get("/unwritten-contracts", operation_id="list_unwritten_contracts")
async def unwritten(reader: Reader, limit: Limit = 100, cursor: Cursor = None) -> Page[Unwritten]:
    """People who have worked for more than a month without a written contract, and for how many months double wage is owed."""
    turn = reader.turning(cursor, limit)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await contracts.without(read, reader.scope, add_months(reader.today, -1), after=after, limit=limit)
    items = [_owed(row, reader.today) for row in rows]
    return turn.page(items, rows, "starts", "employment_id")


def _owed(row: RowMapping, today: date) -> Unwritten:
    starts, year = row["starts"], add_months(row["starts"], 12)
    return Unwritten(
        employment_id=row["employment_id"], worker_id=row["worker_id"], region=row["region"],
        since=add_months(starts, 1), months=double_wage_months(starts, today + DAY),
        deemed_from=year if year <= today else None,
    )  # fmt: skip


@router.get("/expiring-contracts", operation_id="list_expiring_contracts")
async def expiring(
    reader: Reader, within_days: Annotated[int, Query(ge=0, le=366)] = 90, as_of: Day | None = None
) -> list[dict[str, Any]]:
    """Terms that end within so many days and are not settled, also those already over; the earliest first."""
    day = as_of or reader.today
    until = day + timedelta(days=min(within_days, (date.max - day).days))
    async with reader.reading() as read:
        rows = await roster.expiring(read, reader.scope, until)
    shown = ("worker_id", "employment_id", "region", "contract_ends", "starts")
    return [{name: row[name] for name in shown} for row in rows]
