"""A region of the tree: founded, called, moved, merged."""

from typing import get_args

from services.personnel.domain import region_events, region_names, regions
from services.personnel.domain.policies import Policies
from services.personnel.domain.region_events import Place, RegionEvent
from services.personnel.domain.regions import RegionCommand
from shared.kernel import Decider, Facts, Region, Stream


def _decide(state: Place, command: RegionCommand, facts: Facts[Policies]) -> tuple[RegionEvent, ...]:
    match command:
        case regions.FoundRegion():
            return regions.found(state, command, facts)
        case region_names.RenameRegion():
            return region_names.rename(state, command, facts)
        case region_names.CorrectRegionName():
            return region_names.correct(state, command, facts)
        case region_names.AnnulRegionName():
            return region_names.annul(state, command, facts)
        case regions.MoveRegion():
            return regions.move(state, command, facts)
        case regions.MergeRegion():
            return regions.merge(state, command, facts)


def _path(state: Place) -> Region:
    return state.path


REGION: Stream[Place, RegionCommand, RegionEvent, Policies] = Stream(
    type="region", decider=Decider(initial=Place(), decide=_decide, evolve=region_events.evolve),
    events=get_args(RegionEvent), region_of=_path,
)  # fmt: skip
