"""The subsidy of one emergency as a stream: its id is the emergency's."""

from typing import get_args

from services.payroll.domain import subsidies, subsidy_events
from services.payroll.domain.policies import Policies
from services.payroll.domain.subsidy_commands import SubsidyCommand
from services.payroll.domain.subsidy_events import EmergencySubsidy, SubsidyEvent
from shared.kernel import Decider, Region, Stream


def _emergency(state: EmergencySubsidy) -> Region:
    return state.region


SUBSIDY: Stream[EmergencySubsidy, SubsidyCommand, SubsidyEvent, Policies] = Stream(
    type="emergency_subsidy",
    decider=Decider(initial=EmergencySubsidy(), decide=subsidies.decide, evolve=subsidy_events.evolve),
    events=get_args(SubsidyEvent),
    region_of=_emergency,
)
