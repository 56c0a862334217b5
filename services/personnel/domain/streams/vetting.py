"""One vetting of a candidate."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import vetting
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from services.personnel.domain.vetting import Vetting, VettingCommand, VettingEvent
from shared.kernel import Decider, Facts, Release, Reservation, Stream, Take


def _decide(state: Vetting, command: VettingCommand, facts: Facts[Policies]) -> tuple[VettingEvent, ...]:
    match command:
        case vetting.OpenVetting():
            return vetting.open_file(state, command, facts)
        case vetting.CompleteMaterial():
            return vetting.complete(state, facts)
        case vetting.ConcludeVetting():
            return vetting.conclude(state, command, facts)


def _reserves(id: UUID, command: VettingCommand, event: VettingEvent) -> tuple[Reservation, ...]:
    match event:
        case vetting.VettingOpened(candidate_id=candidate):
            return (Take(kind=vetting.VETTED, key=str(candidate)),)
        case vetting.VettingConcluded(candidate_id=candidate):
            return (Release(kind=vetting.VETTED, key=str(candidate)),)
        case _:
            return ()


VETTING: Stream[Vetting, VettingCommand, VettingEvent, Policies] = Stream(
    type="vetting", decider=Decider(initial=Vetting(), decide=_decide, evolve=vetting.evolve),
    events=get_args(VettingEvent), region_of=home, reserves=_reserves,
)  # fmt: skip
