from dataclasses import replace
from datetime import date

from services.personnel.domain.grade_events import (
    Fate,
    GradeDecided,
    GradeDropped,
    GradeProposed,
    GradeReviewed,
    GradeRevoked,
    GradingClosed,
    Trigger,
)
from services.personnel.domain.grade_triggers import CountCertificate
from services.personnel.domain.grades import ApproveProposal, CloseGrading, ReviewProposal, RevokeDecision
from services.personnel.domain.scheme_terms import Certificate, PostCategory
from services.personnel.domain.streams import GRADE
from tests.personnel.domain.test_grade_triggers import DAY, OPENED, PAPER, held
from tests.personnel.people import WORKER, on

CERTIFICATE = CountCertificate(fact=PAPER, certificate=Certificate.SENIOR, registered_on=date(2026, 9, 20))
HELD = held()
COUNTED, PROPOSED = on(GRADE, DAY, OPENED, HELD).when(CERTIFICATE).then_events()
assert isinstance(PROPOSED, GradeProposed)
ID = PROPOSED.proposal_id
HISTORY = (OPENED, HELD, COUNTED, PROPOSED)
LATER = date(2027, 3, 20)
REVIEWED = GradeReviewed(effective=LATER, worker_id=WORKER, proposal_id=ID, reviewed_by="street", remark="")
DECIDED = GradeDecided(
    effective=date(2026, 10, 1), worker_id=WORKER, decision_id=ID, trigger=Trigger.CERTIFICATE,
    post_category=PostCategory.STAFF, grade=4, scheme="DEMO-18", scheme_version=1, document="武社工〔2027〕7号", until=None,
)  # fmt: skip
APPROVE = ApproveProposal(proposal_id=ID, agreed=True, document="武社工〔2027〕7号")


def test_the_street_reviews_then_the_county_decides_and_a_late_decision_takes_effect_on_its_day() -> None:
    agreed = ReviewProposal(proposal_id=ID, agreed=True)
    on(GRADE, LATER, *HISTORY, by="street").when(agreed).then(REVIEWED)
    on(GRADE, LATER, *HISTORY, REVIEWED, by="county").when(APPROVE).then(DECIDED)


def test_the_county_does_not_decide_before_the_street_and_nobody_does_both() -> None:
    on(GRADE, LATER, *HISTORY, by="county").when(APPROVE).then_rejected("grades.not-reviewed")
    on(GRADE, LATER, *HISTORY, REVIEWED, by="street").when(APPROVE).then_rejected("grades.own-review")


def test_neither_a_deputy_nor_his_principal_decides_what_the_other_reviewed() -> None:
    by_deputy = replace(REVIEWED, reviewed_by="street for chief")
    for review, approver in ((by_deputy, "chief"), (by_deputy, "street"), (REVIEWED, "county for street")):
        on(GRADE, LATER, *HISTORY, review, by=approver).when(APPROVE).then_rejected("grades.own-review")


def test_a_refusal_says_why_and_ends_the_proposal() -> None:
    silent = ReviewProposal(proposal_id=ID, agreed=False)
    on(GRADE, LATER, *HISTORY, by="street").when(silent).then_rejected("grades.remark")
    refused = ReviewProposal(proposal_id=ID, agreed=False, remark="证书未核验")
    dropped = GradeDropped(
        effective=LATER, worker_id=WORKER, proposal_id=ID, fate=Fate.STREET_REFUSED, remark="证书未核验"
    )
    on(GRADE, LATER, *HISTORY, by="street").when(refused).then(dropped)
    on(GRADE, LATER, *HISTORY, dropped, by="county").when(APPROVE).then_rejected("grades.no-proposal")
    (by_county,) = (
        on(GRADE, LATER, *HISTORY, REVIEWED, by="county")
        .when(ApproveProposal(proposal_id=ID, agreed=False, remark="年限有误"))
        .then_events()
    )
    assert by_county.fate is Fate.COUNTY_REFUSED


def test_a_decision_names_its_document_and_is_taken_once() -> None:
    silent = ApproveProposal(proposal_id=ID, agreed=True)
    on(GRADE, LATER, *HISTORY, REVIEWED, by="county").when(silent).then_rejected("grades.document")
    on(GRADE, LATER, *HISTORY, REVIEWED, DECIDED, by="county").when(APPROVE).then_rejected("grades.no-proposal")


def test_a_proposal_is_reviewed_once() -> None:
    again = ReviewProposal(proposal_id=ID, agreed=True)
    on(GRADE, LATER, *HISTORY, REVIEWED, by="street").when(again).then_rejected("grades.reviewed")


def test_the_grade_of_a_day_is_the_one_decided_for_it_whenever_it_was_decided() -> None:
    grading = on(GRADE, LATER, *HISTORY, REVIEWED, DECIDED).state()
    grades = [grading.held.on(day) for day in (date(2026, 9, 30), date(2026, 10, 1), LATER)]
    assert [g.grade for g in grades] == [2, 4, 4]


def test_who_leaves_keeps_the_proposals_for_days_before() -> None:
    closed = GradingClosed(effective=date(2027, 3, 31), worker_id=WORKER)
    on(GRADE, LATER, *HISTORY).when(CloseGrading(last_day=date(2027, 3, 31))).then(closed)
    early = CloseGrading(last_day=date(2026, 9, 30))
    dropped, _ = on(GRADE, LATER, *HISTORY).when(early).then_events()
    assert dropped.fate is Fate.LEFT
    on(GRADE, LATER, *HISTORY, REVIEWED, closed, by="county").when(APPROVE).then(DECIDED)


REVOKE = RevokeDecision(decision_id=ID, reason="证书系伪造", document="武社工〔2027〕9号")


def test_a_revoked_decision_never_counted_and_the_one_before_holds_again() -> None:
    given = on(GRADE, LATER, *HISTORY, REVIEWED, DECIDED, by="county")
    (revoked,) = given.when(REVOKE).then_events()
    assert isinstance(revoked, GradeRevoked)
    assert (revoked.effective, revoked.grade, revoked.since, revoked.current) == (
        DECIDED.effective,
        2,
        OPENED.effective,
        True,
    )
    grading = on(GRADE, LATER, *HISTORY, REVIEWED, DECIDED, revoked).state()
    held_on = grading.held.on(LATER)
    assert held_on is not None
    assert held_on.grade == 2
    on(GRADE, LATER, *HISTORY, REVIEWED, DECIDED, revoked).when(REVOKE).then_rejected("grades.no-decision")


def test_a_revocation_names_its_document_and_its_reason() -> None:
    given = on(GRADE, LATER, *HISTORY, REVIEWED, DECIDED, by="county")
    given.when(replace(REVOKE, document=" ")).then_rejected("grades.document")
    given.when(replace(REVOKE, reason=" ")).then_rejected("grades.reason")


def test_a_decision_for_a_day_before_a_later_one_says_until_when() -> None:
    later = replace(HELD, decision_id=PAPER, effective=date(2027, 1, 1), grade=5)
    (decided,) = (
        on(GRADE, LATER, OPENED, HELD, COUNTED, PROPOSED, later, REVIEWED, by="county").when(APPROVE).then_events()
    )
    assert decided.until == date(2027, 1, 1)
