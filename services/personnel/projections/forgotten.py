"""Everybody whose erasure was decided: workers purpose by purpose, applicants and who was to be converted altogether."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.projections import erasures, recruiting, sponsorship
from shared.erasing import Erased
from shared.kernel import Region

OF_APPLICANTS = ("recruitment", "vetting")


async def erased_after(read: AsyncConnection, position: int) -> Sequence[Erased]:
    """Every erasure decided after a position of the log, in order."""
    workers = await erasures.erased_after(read, position)
    applicants = [
        Erased(at, person, purpose, Region(region))
        for of in (recruiting, sponsorship)
        for at, person, region in await of.forgotten_after(read, position)
        for purpose in OF_APPLICANTS
    ]
    return sorted([*workers, *applicants], key=lambda each: each.position)
