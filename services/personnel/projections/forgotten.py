"""Everybody whose erasure was decided: workers purpose by purpose, applicants altogether."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.projections import erasures, recruiting
from shared.erasing import Erased
from shared.kernel import Region

OF_APPLICANTS = ("recruitment", "vetting")


async def erased_after(read: AsyncConnection, position: int) -> Sequence[Erased]:
    """Every erasure decided after a position of the log, in order."""
    workers = await erasures.erased_after(read, position)
    applicants = [
        Erased(at, person, purpose, Region(region))
        for at, person, region in await recruiting.forgotten_after(read, position)
        for purpose in OF_APPLICANTS
    ]
    return sorted([*workers, *applicants], key=lambda each: each.position)
