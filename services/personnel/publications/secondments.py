"""Secondments: begun, over, or never there. A correction of days stays inside: the planned end is not yet a fact."""

from services.personnel.domain.secondments import (
    SecondmentAnnulled,
    SecondmentCorrected,
    SecondmentEnded,
    SecondmentEvent,
    SecondmentStarted,
)
from shared.published import Published
from shared.published.personnel.secondments import SecondmentEndedV1, SecondmentStartedV1


def publish(event: SecondmentEvent) -> Published | None:
    match event:
        case SecondmentStarted(worker_id=worker, secondment_id=id, effective=starts):
            return SecondmentStartedV1(
                worker_id=worker, secondment_id=id, community=event.community, kind=event.kind.value, starts=starts,
                ends=event.ends,
            )  # fmt: skip
        case SecondmentEnded(worker_id=worker, secondment_id=id, effective=day):
            return SecondmentEndedV1(worker_id=worker, secondment_id=id, last_day=day, annulled=False)
        case SecondmentAnnulled(worker_id=worker, secondment_id=id, effective=day):
            return SecondmentEndedV1(worker_id=worker, secondment_id=id, last_day=day, annulled=True)
        case SecondmentCorrected():
            return None
