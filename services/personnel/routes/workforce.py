"""The state of the workforce over HTTP, live: counted by sex, age, education, certificate, category, post and grade."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from services.personnel.domain.policies import Policies
from services.personnel.domain.streams import STATISTIC
from services.personnel.projections import workforce
from services.personnel.rights import SEE_STATISTICS
from services.personnel.routes import roster_day
from shared.kernel import Layout, Region, Rejected, record, region, segments
from shared.web.asked import Day, RegionPath
from shared.web.handles import Reading, reader

router = APIRouter(tags=["statistics"])
Reader = Annotated[Reading, Depends(reader(may=SEE_STATISTICS))]
Under = Annotated[RegionPath, Query()]


@record
class Count:
    """`unit` is a part directly below the region asked about; `value` is empty where it is not known."""

    unit: str
    by: str
    value: str
    people: int


@router.get("/workforce", operation_id="count_workforce")
async def counted(reader: Reader, under: Under, as_of: Day | None = None) -> list[Count]:
    """Everybody employed on the day in a region and each of its parts, as the roster of that day shows them."""
    place, day = Region(under), as_of or reader.today
    reader.require(place)
    policies: Policies = await reader.runtime.policies_for(STATISTIC.type, place)
    part_of, bands = _part_of(place, reader.caller.layout), policies.age_bands.on(day)
    if day == reader.today:
        async with reader.reading() as read:
            found = await workforce.counts(read, reader.at(place), day, part_of, bands=bands)
    else:
        found = workforce.Counts()
        async for at, person in roster_day.everybody(reader, day, reader.at(place)):
            found.update((part_of(at), *each) for each in workforce.measures(person, day, bands=bands))
    return [Count(**row) for row in workforce.listed(found)]


@router.get("/turnover", operation_id="count_turnover")
async def came_and_went(reader: Reader, under: Under, since: Day, until: Day) -> list[Count]:
    """Who came and who left between two days, by part of the region; who left by ground."""
    place = Region(under)
    reader.require(place)
    if until < since:
        raise Rejected("workforce.days", field="until")
    async with reader.reading() as read:
        found = await workforce.turnover(read, reader.at(place), since, until, _part_of(place, reader.caller.layout))
    return [Count(**row) for row in workforce.listed(found)]


def _part_of(place: Region, layout: Layout) -> workforce.PartOf:
    depth = len(segments(layout.resolve(place))) + 1
    return lambda recorded: region(*segments(layout.resolve(recorded))[:depth])
