"""A shadow run as a stream."""

from typing import get_args

from services.payroll.domain import shadow_events, shadow_runs
from services.payroll.domain.policies import Policies
from services.payroll.domain.shadow_events import ShadowEvent, ShadowRun
from services.payroll.domain.shadow_runs import ShadowCommand
from shared.kernel import Decider, Region, Stream


def _compared(state: ShadowRun) -> Region:
    return state.unit


SHADOW_RUN: Stream[ShadowRun, ShadowCommand, ShadowEvent, Policies] = Stream(
    type="shadow_run",
    decider=Decider(initial=ShadowRun(), decide=shadow_runs.decide, evolve=shadow_events.evolve),
    events=get_args(ShadowEvent),
    region_of=_compared,
)
