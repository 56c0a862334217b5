from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.personnel.domain.grade_events import (
    Fate,
    GradeDropped,
    GradeFactAnnulled,
    GradeFactCorrected,
    GradeFactCounted,
    GradeFactEnded,
    Trigger,
)
from services.personnel.domain.grade_facts import AnnulFact, CorrectFact
from services.personnel.domain.grade_honours import CountHonour, UncountHonour
from services.personnel.domain.grades import ApproveProposal, ReviewProposal
from services.personnel.domain.scheme_terms import HonourRank
from services.personnel.reactions.assessment import react
from shared.published.assessment.honours import HonourGrantedV1, HonourWithdrawnV1
from shared.testing.spec import sent
from tests.personnel import people
from tests.personnel.domain.test_grade_facts import FACT, RICH, under
from tests.personnel.domain.test_grade_triggers import DAY, OPENED, held, summary
from tests.training.news import news

GRANTED_ON = date(2026, 5, 1)
HONOUR = CountHonour(fact=FACT, honour="MODEL_WORKER", rank=HonourRank.CITY, granted_on=GRANTED_ON)
WITHDRAWN = UncountHonour(fact=FACT, since=date(2026, 9, 1), never_was=False)
NEVER_WAS = UncountHonour(fact=FACT, since=GRANTED_ON, never_was=True)


def lifted() -> tuple[Any, ...]:
    """The honour was heard and its proposal decided."""
    history = (OPENED, held(), *under(RICH, DAY, OPENED, held()).when(HONOUR).then_events())
    proposal = history[-1].proposal_id
    review = ReviewProposal(proposal_id=proposal, agreed=True, remark="")
    reviewed = under(RICH, DAY, *history).when(review).then_events()
    approve = ApproveProposal(proposal_id=proposal, agreed=True, document="武社工9号", remark="")
    spec = under(RICH, DAY, *history, *reviewed)
    other = replace(spec, facts=replace(spec.facts, by="approver"))
    return (*history, *reviewed, *other.when(approve).then_events())


def test_an_honour_heard_late_is_proposed_from_its_own_day() -> None:
    counted, proposed = under(RICH, DAY, OPENED, held()).when(HONOUR).then_events()
    assert isinstance(counted, GradeFactCounted)
    assert counted.effective == GRANTED_ON < DAY
    assert summary(proposed) == (Trigger.HONOUR, 3, GRANTED_ON)
    assert proposed.caused_by == FACT
    under(RICH, DAY, OPENED, held(), counted, proposed).when(HONOUR).then()


def test_where_the_scheme_gives_nothing_the_honour_is_only_known() -> None:
    (counted,) = under(replace(RICH, honours=()), DAY, OPENED, held()).when(HONOUR).then_events()
    assert isinstance(counted, GradeFactCounted)


def test_an_honour_withdrawn_lowers_the_grade_from_that_day_with_the_honour_as_trigger() -> None:
    ended, lower = under(RICH, DAY, *lifted()).when(WITHDRAWN).then_events()
    assert isinstance(ended, GradeFactEnded)
    assert ended.effective == date(2026, 8, 31)
    assert summary(lower) == (Trigger.HONOUR, 2, date(2026, 9, 1))
    after = (*lifted(), ended, lower)
    under(RICH, DAY, *after).when(WITHDRAWN).then()
    under(RICH, DAY, *after).when(HONOUR).then()


def test_an_honour_that_never_was_lowers_from_its_first_day() -> None:
    annulled, lower = under(RICH, DAY, *lifted()).when(NEVER_WAS).then_events()
    assert isinstance(annulled, GradeFactAnnulled)
    assert summary(lower) == (Trigger.HONOUR, 2, GRANTED_ON)
    under(RICH, DAY, *lifted(), annulled, lower).when(HONOUR).then()
    under(RICH, DAY, *lifted(), annulled, lower).when(NEVER_WAS).then()


def test_one_that_was_not_decided_yet_takes_its_proposal_along() -> None:
    history = (OPENED, held(), *under(RICH, DAY, OPENED, held()).when(HONOUR).then_events())
    _, dropped = under(RICH, DAY, *history).when(NEVER_WAS).then_events()
    assert isinstance(dropped, GradeDropped)
    assert dropped.fate is Fate.OVERTAKEN


def test_a_correction_is_heard_as_it_really_was() -> None:
    history = (OPENED, held(), *under(RICH, DAY, OPENED, held()).when(HONOUR).then_events())
    lower = replace(HONOUR, rank=HonourRank.COUNTY)
    corrected, dropped = under(RICH, DAY, *history).when(lower).then_events()
    assert isinstance(corrected, GradeFactCorrected)
    assert (corrected.rank, isinstance(dropped, GradeDropped)) == (HonourRank.COUNTY, True)


def test_what_assessment_keeps_is_not_corrected_here() -> None:
    history = (OPENED, held(), *under(RICH, DAY, OPENED, held()).when(HONOUR).then_events())
    wrong = CorrectFact(fact=FACT, word="COMMENDATION", effective=GRANTED_ON, reason="x")
    under(RICH, DAY, *history).when(wrong).then_rejected("grade-facts.heard-elsewhere")
    under(RICH, DAY, *history).when(AnnulFact(fact=FACT, reason="x")).then_rejected("grade-facts.heard-elsewhere")


def test_nothing_follows_for_whoever_is_not_graded_or_of_what_was_never_heard() -> None:
    under(RICH, DAY).when(HONOUR).then()
    under(RICH, DAY).when(NEVER_WAS).then()
    under(RICH, DAY, OPENED, held()).when(NEVER_WAS).then()
    under(RICH, DAY, OPENED, held()).when(WITHDRAWN).then()


def test_assessments_news_of_honours_goes_to_the_grade() -> None:
    granted = HonourGrantedV1(
        worker_id=people.WORKER, honour_id=FACT, year=2026, kind="MODEL_WORKER", level="CITY", issuer="市", document="1号",
        revision=0,
    )  # fmt: skip
    withdrawn = HonourWithdrawnV1(
        worker_id=people.WORKER, honour_id=UUID(int=91), kind="MODEL_WORKER", level="CITY", granted_on=GRANTED_ON,
        never_was=True,
    )  # fmt: skip
    day = news(granted).effective
    assert sent(list(react(news(granted)))) == [("grade", people.WORKER, replace(HONOUR, granted_on=day))]
    uncount = UncountHonour(fact=UUID(int=91), since=day, never_was=True)
    assert sent(list(react(news(withdrawn)))) == [("grade", people.WORKER, uncount)]
