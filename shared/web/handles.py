"""What a route is given: the right to ask, checked; the path a command takes; the read models."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from fastapi import HTTPException, Request, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.access_ledger.ledger import Seen
from shared.access_ledger.reading import Shown
from shared.draft import Ask, Draft
from shared.handling import CommandKey, Receipt, anywhere
from shared.ids import derived_id
from shared.kernel import NATION, Region, Scope, Sealed, Stream
from shared.privacy.purposes import StatedPurpose
from shared.runtime import Runtime
from shared.web import disclosure, previews
from shared.web.access import ON_BEHALF_OF, caller
from shared.web.concurrency import etag, expected_version, least_position
from shared.web.disclosure import PAY, Personal
from shared.web.idempotency import command_key
from shared.web.pages import Turn, cursors_of
from shared.web.previews import PREVIEW, Previewed
from shared.web.queries import refuse_unknown
from shared.web.rates import ORDINARY, PURPOSE, Rate, spend
from shared.web.rights import Caller, Right


class Reading:
    """A caller with a right to see: `scope` is where it reaches on the tree of regions of today, `purpose` what for."""

    purpose: StatedPurpose | None = None

    def __init__(self, runtime: Runtime, right: Right, caller: Caller, request: Request, response: Response) -> None:
        self.runtime = runtime
        self.right = right
        self.caller = caller
        self.request = request
        self.response = response

    @cached_property
    def scope(self) -> Scope:
        return self.caller.scope(self.right)

    def at(self, place: Region) -> Scope:
        """Everything that lies at or below a place today, whoever may see it: for filters."""
        return Scope.of([place], self.caller.layout)

    @property
    def today(self) -> date:
        return self.runtime.clock.today()

    def may_see(self, region: Region) -> bool:
        return self.scope.covers(region)

    def turning(self, cursor: str | None, limit: int, **filters: Any) -> Turn:
        """Where the list that is asked for goes on. Raises 400 for a cursor of another list, caller or filter."""
        cursors, caller = cursors_of(self.request), self.caller.subject
        seen = cursors.read(cursor, caller=caller, filters=filters)
        return Turn(cursors=cursors, caller=caller, filters=filters, limit=limit, seen=seen)

    def require(self, region: Region) -> None:
        """404 outside the caller's regions: as if it were not there."""
        if not self.may_see(region):
            raise HTTPException(404)

    async def known(self, at: datetime | None) -> int | None:
        """The position of the log up to which everything was known at an instant; None for everything there is."""
        return None if at is None else await self.runtime.log.head_at(at)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection on the read models."""
        async with self.runtime.engine.connect() as read:
            yield read

    async def opened(
        self, sealed: Sequence[Personal], *, pay: Iterable[tuple[UUID, Region]] = ()
    ) -> list[str | None]:  # fmt: skip
        """Sealed values as the caller may see them, in order: masked, or in clear to the person and for a stated purpose where
        the caller may unmask; None where the key is gone. `pay`: the people whose amounts the answer holds, with their regions.

        The only way to show either. Recorded in the access ledger before this returns; raises 503 when it cannot be.
        """
        shown, seen = await disclosure.opened(self.runtime, self.caller, self.purpose, sealed)
        await self.record((*seen, *(Seen(person, region, PAY, Shown.PAY) for person, region in pay)))
        return shown

    async def record(self, seen: Iterable[Seen]) -> None:
        """What is about to be shown goes into the access ledger first. Raises 503 when it cannot."""
        await disclosure.recorded(self.runtime, self.caller, self.right, self.purpose, self.request, seen)


class Handle(Reading):
    """A caller with a right to ask for a change."""

    key: CommandKey
    expected: int | None = None
    preview: bool = False
    part: Region | None = None
    """The region inside the stream's that the command is about: the right is asked for there."""

    async def __call__(self, to: UUID, command: Any, *, region: Region = NATION) -> Receipt:
        """One command for the stream the right was declared for."""
        return await self.all((Ask(stream=self.stream, to=to, command=command, region=region),))

    stream: Stream[Any, Any, Any, Any]

    async def all(self, asks: Sequence[Ask] | Callable[[Draft], Awaitable[Sequence[Ask]]]) -> Receipt:
        """Several commands in one append; the receipt is about the first. Waits until the read models show it.

        What is one's own lies in no region of his: the decision itself sees to it that he is the one. Raises Previewed when
        the caller only looks.
        """
        handling, allowed = self.runtime.handling, anywhere if self.right.own else self._allowed
        if self.preview:
            foreseen = await handling.foresee(asks, by=self.caller.actor, expected=self.expected, allowed=allowed)
            raise Previewed(foreseen, self.runtime.service.publish, self.today)
        receipt = await handling.carry_out(
            asks, by=self.caller.actor, key=self.key, expected=self.expected, allowed=allowed
        )
        self.response.headers["etag"] = etag(receipt.version)
        if not await self.runtime.positions.reached(receipt.position):
            self.response.status_code = 202
        return receipt

    def _allowed(self, region: Region) -> bool:
        return self.may_see(self.part or region)

    async def find(self, *ids: UUID) -> None:
        """404 where one of the streams is not in the caller's regions: to be asked before anything is made for them."""
        draft = self.runtime.handling.draft()
        await draft.load([(self.stream, id) for id in ids])
        if any(draft.version(self.stream, id) == 0 for id in ids):
            raise HTTPException(404)
        for id in ids:
            self.require(self.stream.region_of(draft.state(self.stream, id)))

    async def seal(self, person: UUID, values: Mapping[str, str]) -> dict[str, Sealed]:
        """Seal personal values by their catalogue names; the key is committed before the append that uses it.

        For a preview no key is made: what stands for the value opens to nothing and is kept nowhere.
        """
        if self.preview:
            return {name: Sealed("") for name in values}
        return await self.runtime.sealer.seal(person, values)

    def new_id(self, what: str = "") -> UUID:
        """An id that is the same when the same request is sent again."""
        return derived_id(self.key.caller, self.key.key, what)


class reader:  # noqa: N801  reads as a word in signatures: Depends(reader(may=ROSTER))
    """A dependency that answers a Reading to callers with the right, 403 to others."""

    headers = ("min-position", ON_BEHALF_OF, PURPOSE)
    """Read here and not in the signature: the framework would analyse each anew for every route and every request."""

    def __init__(self, *, may: Right, at_most: Rate = ORDINARY) -> None:
        self.right = may
        self.rate = at_most

    async def __call__(self, request: Request, response: Response) -> Reading:
        asking = _allowed(await caller(request), self.right)
        spend(request.app.state.access.rates, request, asking.subject, self.rate)
        refuse_unknown(request)
        previews.refuse(request)
        stated = disclosure.stated(asking, request.headers.get(PURPOSE))
        runtime: Runtime = request.app.state.runtime
        position = least_position(request.headers.get("min-position"))
        if position is not None and not await runtime.positions.reached(position):
            raise HTTPException(503, headers={"retry-after": "1"})
        reading = Reading(runtime, self.right, asking, request, response)
        reading.purpose = stated
        return reading


class handler:  # noqa: N801
    """A dependency that answers a Handle for commands to one kind of stream."""

    headers = ("idempotency-key", "if-match", PREVIEW, ON_BEHALF_OF)

    def __init__(self, stream: Stream[Any, Any, Any, Any], *, may: Right, at_most: Rate = ORDINARY) -> None:
        self.stream = stream
        self.right = may
        self.rate = at_most

    async def __call__(self, request: Request, response: Response) -> Handle:
        asking = _allowed(await caller(request), self.right)
        spend(request.app.state.access.rates, request, asking.subject, self.rate)
        refuse_unknown(request)
        handle = Handle(request.app.state.runtime, self.right, asking, request, response)
        handle.stream = self.stream
        handle.key = await command_key(request, asking)
        handle.expected = expected_version(request.headers.get("if-match"))
        handle.preview = previews.asked_for(request)
        return handle


async def renewed(reading: Reading) -> Reading:
    """The same reading as the caller's rights stand now, for answers that go on and on. Raises 401 or 403."""
    asking = _allowed(await caller(reading.request), reading.right)
    return Reading(reading.runtime, reading.right, asking, reading.request, reading.response)


def _allowed(asking: Caller, right: Right) -> Caller:
    """Nobody has his own things looked after by a deputy."""
    if not (asking.principal is None if right.own else asking.scope(right)):
        raise HTTPException(403)
    return asking
