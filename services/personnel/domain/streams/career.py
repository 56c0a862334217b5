"""One step of a career beyond the community."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import careers
from services.personnel.domain.careers import Career, CareerCommand, CareerEvent
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Stream


def _concerned(stream_id: UUID, state: Career) -> UUID | None:
    return state.worker_id


CAREER: Stream[Career, CareerCommand, CareerEvent, Policies] = Stream(
    type="career", decider=Decider(initial=Career(), decide=careers.decide, evolve=careers.evolve),
    events=get_args(CareerEvent), region_of=home, subject_of=_concerned,
)  # fmt: skip
