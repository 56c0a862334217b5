from datetime import date
from uuid import UUID

from services.training.domain.duty_events import (
    CompletionAnnulled,
    CompletionCorrected,
    CorrectionReason,
    WithdrawalReason,
)
from services.training.publications import publish
from shared.published.training.completions import CompletionAnnulledV1, CompletionCorrectedV1, CompletionRecordedV1
from shared.published.training.duties import (
    ObligationMetV1,
    ObligationOpenedV1,
    ObligationOverdueV1,
    ObligationReopenedV1,
    ObligationWithdrawnV1,
)
from tests.training.book import (
    WORKER,
    employed,
    ended,
    induction,
    left,
    met,
    overdue,
    recorded,
    reopened,
    taken,
    withdrawn,
    year_began,
)  # fmt: skip

OPENS, DUE, MAY = date(2026, 3, 1), date(2026, 9, 1), date(2026, 5, 10)
FIRST = induction(OPENS, DUE)
ID = FIRST.duty_id


def told(event: object) -> object:
    return publish("duty_book", WORKER, event)


def test_the_life_of_a_duty_is_told() -> None:
    assert told(FIRST) == ObligationOpenedV1(worker_id=WORKER, duty_id=ID, kind="INDUCTION", opens=OPENS, due=DUE)
    assert told(met(FIRST, MAY)) == ObligationMetV1(worker_id=WORKER, duty_id=ID, kind="INDUCTION", met_on=MAY)
    assert told(reopened(FIRST, MAY)) == ObligationReopenedV1(
        worker_id=WORKER, duty_id=ID, kind="INDUCTION", opens=OPENS, due=DUE
    )
    assert told(overdue(FIRST, date(2026, 9, 2))) == ObligationOverdueV1(
        worker_id=WORKER, duty_id=ID, kind="INDUCTION", due=DUE
    )
    assert told(withdrawn(FIRST, MAY, WithdrawalReason.LEFT)) == ObligationWithdrawnV1(
        worker_id=WORKER, duty_id=ID, kind="INDUCTION", reason="LEFT"
    )


def test_completions_are_told_with_the_day_they_were_completed() -> None:
    done = recorded(MAY)
    fields = {"worker_id": WORKER, "completion_id": UUID(int=100), "kind": "IN_SERVICE", "category": "LAW_POLICY"}
    assert told(done) == CompletionRecordedV1(**fields, hours=24, completed_on=MAY)  # type: ignore[arg-type]
    corrected = CompletionCorrected(
        effective=OPENS, worker_id=WORKER, completion_id=done.completion_id, kind=done.kind, category=done.category,
        hours=8, course=done.course, reason=CorrectionReason.ENTRY_ERROR,
    )  # fmt: skip
    assert told(corrected) == CompletionCorrectedV1(**fields, hours=8, completed_on=OPENS)  # type: ignore[arg-type]
    annulled = CompletionAnnulled(
        effective=MAY, worker_id=WORKER, completion_id=done.completion_id, reason=CorrectionReason.NOT_ATTENDED
    )
    assert told(annulled) == CompletionAnnulledV1(worker_id=WORKER, completion_id=done.completion_id)


def test_what_others_told_us_is_not_told_again() -> None:
    for event in (employed(OPENS), ended(MAY), taken(OPENS), left(MAY), year_began(OPENS)):
        assert told(event) is None
