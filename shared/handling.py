"""The one path of a command: load, fold, decide, append; again on conflict; asked twice, answered once."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol
from uuid import UUID

import msgspec

from shared.clock import Clock
from shared.draft import Ask, Draft, PoliciesFor
from shared.eventlog import AlreadyHeld, CommandKnown, CommandRow, Conflict, Log, Origin
from shared.ids import derived_id, new_id
from shared.kernel import Recorded, Region, Rejected, record
from shared.telemetry import traceparent

TRIES: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandKey:
    """Caller and Idempotency-Key, with the hash of method, path and body bytes."""

    caller: str
    key: str
    hash: bytes


@record
class Receipt:
    """What a command answers: the stream it was about, its version then, the log position to wait for."""

    stream_id: UUID
    version: int
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What a command would append, and what its receipt would be about."""

    stream_id: UUID
    version: int
    events: tuple[Recorded[Any], ...]


class VersionMismatch(Exception):
    """If-Match named another version: 412."""


class KeyReused(Exception):
    """The Idempotency-Key was used before with another request: 422."""


class Positions(Protocol):
    """How far this service's read models are."""

    async def reached(self, position: int, timeout: float = 2.0) -> bool: ...


class OutOfScope(Exception):
    """The stream lies in a region the caller has no right for: 404, as if it were not there."""


Reserved = Callable[[str], str]
Allowed = Callable[[Region], bool]
Prepare = Callable[[Draft], Awaitable[Sequence[Ask]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """One service's commands. `reserved` maps a reservation kind to the public code of its refusal."""

    log: Log
    clock: Clock
    policies_for: PoliciesFor
    reserved: Reserved

    def draft(self) -> Draft:
        return Draft(self.log, self.policies_for, self.clock.today(), self.clock.now())

    async def carry_out(
        self, asks: Sequence[Ask] | Prepare, *, by: str, key: CommandKey | None = None, expected: int | None = None,
        allowed: Allowed | None = None, correlation: UUID | None = None, causation: UUID | None = None,
    ) -> Receipt:  # fmt: skip
        """Decide all asks and append their events together; the receipt is about the first.

        Instead of asks, a function that looks facts up and answers the asks may be given: it runs anew on every try.
        `allowed` is asked about the region of every stream before anything is decided (where there is none yet: the region
        asked for) and after: what lies elsewhere is refused like what never was, whatever else is wrong with the command.
        Raises Rejected, VersionMismatch, KeyReused, OutOfScope; LogUnavailable and Overloaded when the log cannot answer.
        """
        command_id = derived_id(key.caller, key.key) if key else new_id()
        origin = Origin(
            actor=by, command_id=command_id, correlation=correlation or command_id, causation=causation,
            traceparent=traceparent(),
        )  # fmt: skip
        try:
            return await self._attempts(asks, origin, key, expected, allowed or anywhere)
        except (Rejected, VersionMismatch, CommandKnown):
            if key is not None and (known := await self.log.find_command(key.caller, key.key)) is not None:
                return _again(known, key)
            raise

    async def foresee(
        self, asks: Sequence[Ask] | Prepare, *, by: str, expected: int | None = None, allowed: Allowed | None = None
    ) -> Foreseen:
        """Decide like `carry_out` on the state of now, refuse what it would refuse, and append nothing."""
        origin = Origin(actor=by, command_id=new_id(), correlation=new_id())
        draft = self.draft()
        try:
            receipt = await _decided(draft, asks, origin, expected, allowed or anywhere)
            await self._free(draft)
        except AlreadyHeld as held:
            raise Rejected(self.reserved(held.kind)) from held
        events = tuple(self.log.codec.recorded(event) for event in draft.events)
        return Foreseen(stream_id=receipt.stream_id, version=receipt.version, events=events)

    async def _free(self, draft: Draft) -> None:
        """Raises AlreadyHeld for what the log would not let the draft take."""
        append = draft.append()
        for held in append.takes:
            if (held.kind, held.key) not in append.releases and await self.log.holder(held.kind, held.key) is not None:
                raise AlreadyHeld(held.kind)

    async def _attempts(
        self,
        asks: Sequence[Ask] | Prepare,
        origin: Origin,
        key: CommandKey | None,
        expected: int | None,
        allowed: Allowed,
    ) -> Receipt:
        for attempt in range(TRIES):
            draft = self.draft()
            try:
                return await self._submit(draft, await _decided(draft, asks, origin, expected, allowed), key)
            except Conflict:
                continue
            except AlreadyHeld as held:
                if attempt == TRIES - 1 or not callable(asks):
                    raise Rejected(self.reserved(held.kind)) from held
        raise Rejected("platform.too-much-contention")

    async def _submit(self, draft: Draft, receipt: Receipt, key: CommandKey | None) -> Receipt:
        row = None
        if key is not None:
            body = msgspec.json.encode(receipt)
            row = CommandRow(caller=key.caller, key=key.key, hash=key.hash, receipt=body, recorded=draft.now)
        if draft.empty and row is None:
            return Receipt(stream_id=receipt.stream_id, version=receipt.version, position=await self.log.head())
        appended = await self.log.append(draft.append(command=row))
        return Receipt(stream_id=receipt.stream_id, version=receipt.version, position=appended.last)


def anywhere(region: Region) -> bool:
    """No limit: timers, listeners and operations act for the service itself."""
    return True


def _place(draft: Draft, ask: Ask) -> Region:
    """Where a loaded stream lies, or is going to lie."""
    if draft.version(ask.stream, ask.to) == 0:
        return ask.region
    return ask.stream.region_of(draft.state(ask.stream, ask.to))


async def _decided(
    draft: Draft, asks: Sequence[Ask] | Prepare, origin: Origin, expected: int | None, allowed: Allowed
) -> Receipt:
    """Everything asked for laid over the draft; the receipt has no position yet."""
    wanted = await asks(draft) if callable(asks) else asks
    await draft.load((ask.stream, ask.to) for ask in wanted)
    first = wanted[0]
    if not all(allowed(_place(draft, ask)) for ask in wanted):
        raise OutOfScope
    if expected is not None and draft.version(first.stream, first.to) != expected:
        raise VersionMismatch
    for ask in wanted:
        await _decide(draft, ask, origin, allowed)
    return Receipt(stream_id=first.to, version=draft.version(first.stream, first.to), position=0)


async def _decide(draft: Draft, ask: Ask, origin: Origin, allowed: Allowed) -> None:
    await draft.decide(ask, origin)
    if not allowed(ask.stream.region_of(draft.state(ask.stream, ask.to))):
        raise OutOfScope


def _again(known: CommandRow, key: CommandKey) -> Receipt:
    if known.hash != key.hash:
        raise KeyReused
    given = msgspec.json.decode(known.receipt, type=Receipt)
    return Receipt(stream_id=given.stream_id, version=given.version, position=known.position)
