"""One qualification of one person, from the exam on."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import qualification_events, qualification_life
from services.personnel.domain.policies import Policies
from services.personnel.domain.qualification_events import Qualification, QualificationEvent
from services.personnel.domain.qualification_life import QualificationCommand
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Stream


def _whose(stream_id: UUID, state: Qualification) -> UUID | None:
    return state.worker_id


QUALIFICATION: Stream[Qualification, QualificationCommand, QualificationEvent, Policies] = Stream(
    type="qualification",
    decider=Decider(initial=Qualification(), decide=qualification_life.decide, evolve=qualification_events.evolve),
    events=get_args(QualificationEvent), region_of=home, subject_of=_whose,
)  # fmt: skip
