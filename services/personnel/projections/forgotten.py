"""Everybody whose erasure was decided: workers purpose by purpose, applicants and who was to be converted altogether; names of light
records and texts of anonymous tickets, which belong to nobody else.
"""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from services.personnel.domain.erasure_events import Purpose
from services.personnel.projections import care, erasures, problems, recruiting, sponsorship
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
    ownerless = [
        Erased(at, person, purpose, Region(region))
        for of, purpose in ((care, Purpose.IDENTITY.value), (problems, Purpose.CARE.value))
        for at, person, region in await of.forgotten_after(read, position)
    ]
    return sorted([*workers, *applicants, *ownerless], key=lambda each: each.position)
