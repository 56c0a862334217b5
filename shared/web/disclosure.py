"""What a caller gets to see of people: masked, or opened by a right and a stated purpose; recorded first."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from fastapi import HTTPException, Request

from shared.access_ledger.ledger import NotRecorded, Reader, Seen
from shared.access_ledger.reading import Shown
from shared.ids import new_id
from shared.kernel import NATION, Region, Rejected, Scope, Sealed, segments, within
from shared.kernel import region as path_of
from shared.privacy import masked, personal
from shared.privacy.purposes import StatedPurpose, purposes
from shared.runtime import Runtime
from shared.web.rights import Caller, Right, Role

UNMASK: Final = Right(
    "see personal values in clear for a stated purpose",
    frozenset(
        {Role.STREET_OFFICER, Role.COUNTY_OFFICER, Role.COUNTY_APPROVER, Role.ORGANISATION, Role.FINANCE}
    ),
)  # fmt: skip
PAY: Final = "pay"


class Personal(NamedTuple):
    """A sealed value of a person by its catalogue name; `region` is where the person is, for the right to unmask."""

    person: UUID
    region: Region
    field: str
    value: Sealed


def stated(caller: Caller, code: str | None) -> StatedPurpose | None:
    """The purpose of a request. Raises Rejected for one that nobody knows, 403 for a caller who may unmask nowhere."""
    if code is None:
        return None
    if code not in purposes():
        raise Rejected("purpose.unknown", field="header:Purpose", known=", ".join(purposes()))
    if not caller.scope(UNMASK):
        raise HTTPException(403, "purpose.no-right")
    return purposes()[code]


async def opened(
    runtime: Runtime, caller: Caller, purpose: StatedPurpose | None, values: Sequence[Personal]
) -> tuple[list[str | None], list[Seen]]:
    """The values as this caller sees them, None where the person's key is gone; and what must be recorded before."""
    unmasking = caller.scope(UNMASK)
    if purpose is not None and values and not any(unmasking.covers(value.region) for value in values):
        raise HTTPException(403, "purpose.no-right")
    plain = await runtime.sealer.open_many([(v.person, v.field, v.value) for v in values])
    clear = [_in_clear(caller, unmasking, purpose, value) for value in values]
    shown = [
        text if text is None or open else masked(personal(value.field).mask, text)
        for value, text, open in zip(values, plain, clear, strict=True)
    ]
    seen = [
        Seen(value.person, value.region, value.field, Shown.CLEAR if open else Shown.MASKED)
        for value, text, open in zip(values, plain, clear, strict=True)
        if text is not None
    ]
    return shown, seen


async def used(runtime: Runtime, values: Sequence[tuple[UUID, str, Sealed]]) -> list[str | None]:
    """(person, catalogue name, value) in clear for the system to go on with: a ranking, another key, an index. Shown to nobody,
    and nothing that follows from one person's value alone; None where the person's key is gone.
    """
    return await runtime.sealer.open_many(values)


def _in_clear(caller: Caller, unmasking: Scope, purpose: StatedPurpose | None, value: Personal) -> bool:
    if caller.subject == str(value.person):
        return True
    return purpose is not None and value.field in purpose.opens and unmasking.covers(value.region)


async def recorded(
    runtime: Runtime, caller: Caller, right: Right, purpose: StatedPurpose | None, request: Request,
    seen: Iterable[Seen],
) -> None:  # fmt: skip
    """Write to the access ledger, or refuse: what cannot be recorded is not shown (503)."""
    counting = right.roles if purpose is None else right.roles | UNMASK.roles
    roles = dict.fromkeys(grant.role.value for grant in caller.grants if grant.role in counting)
    route = request.scope.get("route")
    reader = Reader(
        subject=caller.actor, roles=tuple(roles), region=common(caller.scope(right).regions),
        purpose=None if purpose is None else purpose.code, operation=str(getattr(route, "operation_id", None)),
        correlation=new_id(),
    )  # fmt: skip
    try:
        await runtime.accesses.record(reader, seen)
    except NotRecorded:
        raise HTTPException(503, "accesses.not-recorded", {"retry-after": "1"}) from None


def common(regions: Sequence[Region]) -> Region:
    """The smallest region that holds all of these; the nation where there are none."""
    found = regions[0] if regions else NATION
    while not all(within(found, region) for region in regions):
        found = path_of(*segments(found)[:-1])
    return found
