from datetime import date

from services.training.domain.duty_events import CompletionAnnulled, CorrectionReason, WithdrawalReason
from services.training.projections import completions, duties, learners
from tests.training.book import COMMUNITY, WORKER, employed, ended, induction, met, recorded, reopened, withdrawn
from tests.training.rows import rows

MAY = date(2026, 5, 10)
FIRST = induction(date(2026, 3, 1), date(2026, 9, 1))
ROW = {
    "duty_id": FIRST.duty_id, "worker_id": WORKER, "region": COMMUNITY, "kind": "INDUCTION", "opens": FIRST.opens,
    "due": FIRST.due, "hours": 24, "met_on": None, "withdrawn_on": None, "withdrawn_as": None,
}  # fmt: skip


def test_the_ledger_holds_the_days_from_which_every_standing_follows() -> None:
    assert rows(duties.project, [FIRST]) == [ROW]
    assert rows(duties.project, [FIRST, met(FIRST, MAY)]) == [{**ROW, "met_on": MAY}]
    assert rows(duties.project, [FIRST, met(FIRST, MAY), reopened(FIRST, MAY)]) == [ROW]
    gone = withdrawn(FIRST, MAY, WithdrawalReason.LEFT)
    assert rows(duties.project, [FIRST, gone]) == [{**ROW, "withdrawn_on": MAY, "withdrawn_as": "LEFT"}]


def test_an_annulled_completion_stays_visible_and_marked() -> None:
    done = recorded(MAY)
    annulled = CompletionAnnulled(
        effective=MAY, worker_id=WORKER, completion_id=done.completion_id, reason=CorrectionReason.ENTERED_TWICE
    )
    [row] = rows(completions.project, [done])
    assert (row["hours"], row["completed_on"], row["course"], row["annulled"]) == (24, MAY, "依法办事", False)
    assert rows(completions.project, [done, annulled]) == [{**row, "annulled": True}]


def test_names_stay_sealed() -> None:
    [row] = rows(learners.project, [employed(date(2026, 3, 1)), ended(MAY)])
    assert row == {"worker_id": WORKER, "name": "token", "region": COMMUNITY}
