"""A region of the tree: founded, renamed, moved, merged."""

from typing import get_args

from services.personnel.domain import regions
from services.personnel.domain.policies import Policies
from services.personnel.domain.regions import Place, RegionCommand, RegionEvent
from shared.kernel import Decider, Facts, Region, Stream


def _decide(state: Place, command: RegionCommand, facts: Facts[Policies]) -> tuple[RegionEvent, ...]:
    match command:
        case regions.FoundRegion():
            return regions.found(state, command, facts)
        case regions.RenameRegion():
            return regions.rename(state, command, facts)
        case regions.MoveRegion():
            return regions.move(state, command, facts)
        case regions.MergeRegion():
            return regions.merge(state, command, facts)


def _path(state: Place) -> Region:
    return state.path


REGION: Stream[Place, RegionCommand, RegionEvent, Policies] = Stream(
    type="region", decider=Decider(initial=Place(), decide=_decide, evolve=regions.evolve),
    events=get_args(RegionEvent), region_of=_path,
)  # fmt: skip
