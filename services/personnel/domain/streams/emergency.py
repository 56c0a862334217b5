"""An emergency; and one person's duty in it."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import emergencies, emergency_duty, emergency_events
from services.personnel.domain.emergencies import DutyCommand, EmergencyCommand
from services.personnel.domain.emergency_events import Duty, DutyEvent, Emergency, EmergencyEvent
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Stream


def _on_duty(stream_id: UUID, state: Duty) -> UUID | None:
    return state.worker_id


EMERGENCY: Stream[Emergency, EmergencyCommand, EmergencyEvent, Policies] = Stream(
    type="emergency",
    decider=Decider(initial=Emergency(), decide=emergencies.decide, evolve=emergency_events.evolve),
    events=get_args(EmergencyEvent), region_of=home,
)  # fmt: skip
EMERGENCY_DUTY: Stream[Duty, DutyCommand, DutyEvent, Policies] = Stream(
    type="emergency_duty",
    decider=Decider(initial=Duty(), decide=emergency_duty.decide, evolve=emergency_events.evolve_duty),
    events=get_args(DutyEvent), region_of=home, subject_of=_on_duty, reserves=emergency_duty.reserves,
)  # fmt: skip
