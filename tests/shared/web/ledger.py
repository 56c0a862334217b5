"""A service as small as a service can be: accounts that are opened, booked on, listed, and closed by long work."""

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, ClassVar
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from sqlalchemy import BigInteger, Column, MetaData, Table, Text, Uuid, select

from shared.access_ledger.reading import READER
from shared.eventlog import Append
from shared.handling import Receipt
from shared.kernel import NATION, Decider, Facts, Recorded, Region, Rejected, Sealed, Stream, record
from shared.operations import Work
from shared.published import Name
from shared.readmodel import Projection, Put, RowChange
from shared.readmodel.scope import inside
from shared.service import Service
from shared.web.asked import Asked, RegionPath, Yuan, money
from shared.web.disclosure import Personal
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.operations import accepted
from shared.web.pages import Cursor, Limit, Page, cursors_of
from shared.web.rights import Right, Role

OFFICERS = Right("keep accounts", frozenset({Role.COUNTY_OFFICER}))
EVERYBODY = Right("see accounts", frozenset({Role.COUNTY_OFFICER, Role.SECRETARY, Role.SUPERVISOR}))
HOLDER = "personnel.worker.name"


@record
class Opened:
    effective: date
    region: Region
    holder: Sealed


@record
class Booked:
    effective: date
    amount_fen: int
    note: str


@record
class Account:
    region: Region = NATION
    fen: int = 0
    exists: bool = False
    holder: Sealed = Sealed("")


@record
class Open:
    region: Region
    holder: Sealed


@record
class Book:
    amount_fen: int
    note: str
    known: bool


def decide(state: Account, command: Open | Book, facts: Facts[Any]) -> tuple[Opened | Booked, ...]:
    match command:
        case Open():
            return (
                () if state.exists else (Opened(effective=facts.today, region=command.region, holder=command.holder),)
            )
        case Book():
            if state.fen + command.amount_fen < 0:
                raise Rejected("accounts.empty", field="/amount", most=state.fen)
            return (Booked(effective=facts.today, amount_fen=command.amount_fen, note=command.note),)


def evolve(state: Account, event: Opened | Booked) -> Account:
    match event:
        case Opened():
            return Account(region=event.region, fen=state.fen, exists=True, holder=event.holder)
        case Booked():
            return Account(region=state.region, fen=state.fen + event.amount_fen, exists=True, holder=state.holder)


ACCOUNT: Stream[Account, Open | Book, Opened | Booked, Any] = Stream(
    type="account",
    decider=Decider(initial=Account(), decide=decide, evolve=evolve),
    events=(Opened, Booked),
    region_of=lambda state: state.region,
)


@record
class OpenedV1:
    told: ClassVar[Name] = Name("ledger.account.opened")
    holder: Sealed


def publish(stream_type: str, stream_id: UUID, event: Any) -> OpenedV1 | None:
    return OpenedV1(holder=event.holder) if isinstance(event, Opened) else None


METADATA = MetaData(schema="read")
accounts = Table(
    "accounts", METADATA, Column("id", Uuid, primary_key=True), Column("region", Text), Column("holder", Text),
    Column("last_fen", BigInteger),
)  # fmt: skip


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    event = recorded.event
    if isinstance(event, Opened):
        return (Put(accounts, id=recorded.stream_id, region=event.region, holder=event.holder.token, last_fen=0),)
    return ()


@record
class Policies:
    """No rules."""


@record
class OpenAsked:
    """What is asked over HTTP: the holder's name in clear, the amount as a decimal string."""

    region: RegionPath
    holder: str


@record
class BookAsked:
    amount: Yuan
    on: date
    count: int
    known: bool = True
    note: str = ""
    tags: tuple[str, ...] = ()


router = APIRouter(prefix="/accounts", tags=["accounts"])
Officer = Annotated[Handle, Depends(handler(ACCOUNT, may=OFFICERS))]
Reader = Annotated[Reading, Depends(reader(may=EVERYBODY))]


@router.post("", status_code=201)
async def open_account(command: Asked[OpenAsked], handle: Officer) -> Receipt:
    id = handle.new_id("account")
    sealed = await handle.seal(id, {HOLDER: command.holder})
    region = Region(command.region)
    return await handle(id, Open(region=region, holder=sealed[HOLDER]), region=region)


@router.post("/{account_id}/bookings", status_code=201)
async def book(account_id: UUID, command: Asked[BookAsked], handle: Officer) -> Receipt:
    return await handle(account_id, Book(amount_fen=command.amount, note=command.note, known=command.known))


@router.post("/closing", status_code=202)
async def close_all(handle: Officer) -> Any:
    return await accepted(handle, "close", {"steps": 3}, region=Region("51/01/07/_/_"))


@router.get("/broken")
async def broken(reader: Reader) -> None:
    raise RuntimeError("王小明 11010519491231002X")


@router.get("")
async def listed(reader: Reader, limit: Limit = 2, cursor: Cursor = None, at_least: int = 0) -> Page[dict[str, Any]]:
    cursors = cursors_of(reader.request)
    filters = {"at_least": at_least}
    seen = cursors.read(cursor, caller=reader.caller.subject, filters=filters)
    query = select(accounts).where(inside(accounts.c.region, reader.scope)).order_by(accounts.c.id).limit(limit)
    if seen:
        query = query.where(accounts.c.id > UUID(seen[0]))
    async with reader.reading() as read:
        rows = [dict(row) for row in (await read.execute(query)).mappings()]
    names = await reader.opened(
        [Personal(row["id"], Region(row["region"]), HOLDER, Sealed(row["holder"])) for row in rows]
    )
    items = [{"id": row["id"], "region": row["region"], "holder": n} for row, n in zip(rows, names, strict=True)]
    last = [rows[-1]["id"]] if len(rows) == limit else None
    return Page(items=items, next=cursors.make(last, caller=reader.caller.subject, filters=filters) if last else None)


@router.get("/search")
async def search(reader: Reader, region: Annotated[str, Query()]) -> list[str]:
    async with reader.reading() as read:
        return [str(id) for id in await read.scalars(select(accounts.c.id).where(accounts.c.region == region))]


@router.get("/{account_id}")
async def one(account_id: UUID, reader: Reader) -> dict[str, Any]:
    draft = reader.runtime.handling.draft()
    await draft.load([(ACCOUNT, account_id)])
    account: Account = draft.state(ACCOUNT, account_id)
    reader.require(account.region)
    return {"id": account_id, "balance": money(account.fen)}


async def close(work: Work) -> dict[str, int]:
    """Three chunks, each committed with the step; the second waits until somebody lets it go on."""
    steps = work.request(dict)["steps"]
    await work.progress(work.done, total=steps)
    while work.done < steps:
        if work.done == 1:
            await GATE.wait()
        await work.commit(Append(), done=work.done + 1)
    await work.keep_file("errors.txt", b"none")
    return {"closed": steps}


GATE = asyncio.Event()

TEXTS = {
    "zh": "accounts.empty: {title: 余额不足, detail: '最多 {most} 分。', status: 409}\n",
    "en": "accounts.empty: {title: Not enough money, detail: 'At most {most} fen.', status: 409}\n",
}


def ledger(folder: Path, routers: Sequence[APIRouter] = (router,)) -> Service:
    """The service, with its texts and (no) policies in a folder of its own."""
    (folder / "policies").mkdir(parents=True, exist_ok=True)
    for language, text in TEXTS.items():
        (folder / f"problems.{language}.yaml").write_text(text, "utf-8")
    return Service(
        name="ledger", title="A ledger", folder=folder, streams=(ACCOUNT, READER), policies=Policies,
        projections=(Projection(name="accounts", tables=(accounts,), streams=("account",), project=project),),
        publish=publish, routers=tuple(routers), operations={"close": close}, started_under={"close": OFFICERS},
    )  # fmt: skip
