"""One recognition of earlier service."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import recognition, recognition_events, service_records
from services.personnel.domain.policies import Policies
from services.personnel.domain.recognition import RecognitionCommand
from services.personnel.domain.recognition_events import (
    Recognition,
    RecognitionEvent,
    RecognitionRefused,
    RecognitionRequested,
)
from services.personnel.domain.service_records import AcceptServiceRecord
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Release, Reservation, Stream, Take

CaseCommand = RecognitionCommand | AcceptServiceRecord


def _decide(state: Recognition, command: CaseCommand, facts: Facts[Policies]) -> tuple[RecognitionEvent, ...]:
    match command:
        case recognition.RequestRecognition():
            return recognition.request(state, command, facts)
        case recognition.CheckEvidence():
            return recognition.check_evidence(state, command, facts)
        case recognition.RecogniseYears():
            return recognition.recognise(state, command, facts)
        case recognition.RefuseRecognition():
            return recognition.refuse(state, command, facts)
        case AcceptServiceRecord():
            return service_records.accept(state, command, facts)


def _reserves(id: UUID, command: CaseCommand, event: RecognitionEvent) -> tuple[Reservation, ...]:
    match event:
        case RecognitionRequested(record_hash=key) if key:
            return (Take(kind=recognition.SERVICE_RECORD, key=key),)
        case RecognitionRefused(record_hash=key) if key:
            return (Release(kind=recognition.SERVICE_RECORD, key=key),)
        case _:
            return ()


def _concerned(stream_id: UUID, state: Recognition) -> UUID | None:
    return state.asked.worker_id if state.asked else None


RECOGNITION: Stream[Recognition, CaseCommand, RecognitionEvent, Policies] = Stream(
    type="recognition", decider=Decider(initial=Recognition(), decide=_decide, evolve=recognition_events.evolve),
    events=get_args(RecognitionEvent), region_of=home, subject_of=_concerned, reserves=_reserves,
)  # fmt: skip
