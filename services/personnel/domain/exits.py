"""What every end of an employment means: severance by ground, and the place that becomes free the day after."""

from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.employment import Employment, EmploymentEvent, Exited, Ground, PlaceFreed
from services.personnel.domain.policies import Policies
from shared.kernel import DAY, Facts

# Labour Contract Law art. 46: the employer's no-fault dismissal, its proposal to part, a term it lets expire.
WITH_SEVERANCE: Final = frozenset({Ground.INCOMPETENCE, Ground.EXPIRY, Ground.MUTUAL})


def leave(
    employment: Employment, worker_id: UUID, ground: Ground, last_day: date, *, document: str, facts: Facts[Policies]
) -> tuple[EmploymentEvent, ...]:  # fmt: skip
    assert employment.employment_id is not None
    exited = Exited(
        effective=last_day, worker_id=worker_id, employment_id=employment.employment_id, ground=ground,
        severance=ground in WITH_SEVERANCE, employed_since=employment.starts, document=document,
    )  # fmt: skip
    if last_day >= facts.today:
        return (exited,)
    return (exited, freed(employment, worker_id, last_day))


def freed(employment: Employment, worker_id: UUID, last_day: date) -> PlaceFreed:
    return PlaceFreed(effective=last_day + DAY, worker_id=worker_id, place=employment.place)
