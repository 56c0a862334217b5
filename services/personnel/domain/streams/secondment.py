"""One secondment of a cadre to a community."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import secondments
from services.personnel.domain.policies import Policies
from services.personnel.domain.secondments import Secondment, SecondmentCommand, SecondmentEvent
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Stream


def _decide(state: Secondment, command: SecondmentCommand, facts: Facts[Policies]) -> tuple[SecondmentEvent, ...]:
    match command:
        case secondments.StartSecondment():
            return secondments.start(state, command, facts)
        case secondments.CorrectSecondment():
            return secondments.correct(state, command, facts)
        case secondments.AnnulSecondment():
            return secondments.annul(state, command, facts)
        case secondments.EndSecondment():
            return secondments.end(state, command, facts)
        case secondments.CompleteSecondment():
            return secondments.complete(state, facts)


def _seconded(stream_id: UUID, state: Secondment) -> UUID | None:
    return state.worker_id


SECONDMENT: Stream[Secondment, SecondmentCommand, SecondmentEvent, Policies] = Stream(
    type="secondment", decider=Decider(initial=Secondment(), decide=_decide, evolve=secondments.evolve),
    events=get_args(SecondmentEvent), region_of=home, subject_of=_seconded,
)  # fmt: skip
