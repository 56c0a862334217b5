"""Whoever meets the conditions applies once, is reviewed and scored under seal; after the time of keeping everything may go."""

from dataclasses import replace
from datetime import date
from typing import Any

from services.personnel.domain.applicant_events import (
    ApplicantForgotten,
    ApplicantRegistered,
    ApplicantRetentionEnded,
    ApplicantReviewed,
    ExamKind,
    ExamScored,
    ReviewGround,
)
from services.personnel.domain.applicants import (
    EndApplicantRetention,
    ForgetApplicant,
    RegisterApplicant,
    ReviewApplicant,
    ScoreExam,
)
from services.personnel.domain.campaign_events import CampaignPhase, CandidateStep
from services.personnel.domain.campaign_plan import SourceTag
from services.personnel.domain.recruiting_terms import Disqualifier
from services.personnel.domain.scheme_terms import Education
from services.personnel.domain.streams import APPLICANT
from shared.kernel import Release, Sealed, Take
from tests.personnel.people import STREET, on
from tests.personnel.recruiting import (
    EXAMINED,
    FIRST,
    ID,
    PLAN,
    PLANNED,
    REGISTERING,
    SHORTLISTED,
    START,
    at,
    campaign,
    passed,
    who,
)

REGISTER = RegisterApplicant(
    applicant_id=who(1), campaign=campaign(*REGISTERING), vacancy="A01", number=1, name=Sealed("name"),
    id_number=Sealed("id"), phone=Sealed("phone"), id_hash="hash", sex="FEMALE", birth=date(1995, 5, 1),
    education=Education.BACHELOR, certificate=None, community_years=0, sources=(SourceTag.GRADUATE,),
    free_of=tuple(Disqualifier),
)  # fmt: skip
REGISTERED = ApplicantRegistered(
    effective=FIRST, applicant_id=who(1), campaign_id=ID, region=STREET, vacancy="A01", number=1, name=Sealed("name"),
    id_number=Sealed("id"), phone=Sealed("phone"), sex="FEMALE", birth_month="1995-05", education=Education.BACHELOR,
    certificate=None, community_years=0, sources=(SourceTag.GRADUATE,), kept_until=date(2028, 3, 8),
)  # fmt: skip
ADMITTED = ApplicantReviewed(effective=FIRST, applicant_id=who(1), passed=True, ground=None, reviewed_by="officer")
DUE = ApplicantRetentionEnded(effective=date(2028, 3, 9), applicant_id=who(1))
FORGOTTEN = ApplicantForgotten(effective=date(2028, 3, 10), applicant_id=who(1), document="7号", erased_by="officer")


def test_who_meets_the_conditions_is_registered_once() -> None:
    on(APPLICANT, FIRST).when(REGISTER).then(REGISTERED)
    on(APPLICANT, FIRST, REGISTERED).when(REGISTER).then()
    assert APPLICANT.reserves(who(1), REGISTER, REGISTERED) == (
        Take(kind="applicant", key=f"{ID}:hash"), Take(kind="applicant-number", key=f"{ID}#1"),
    )  # fmt: skip


def test_the_stored_applicant_shows_no_hash_and_nothing_in_clear() -> None:
    assert "hash" not in repr(REGISTERED)
    assert repr(REGISTERED.name) == "＊＊＊"


def test_who_does_not_is_refused_before_anything_is_kept() -> None:
    for changes, code in (
        ({"campaign": campaign(*START)}, "applicants.closed"), ({"vacancy": "B02"}, "applicants.vacancy"),
        ({"birth": date(1991, 3, 8)}, "applicants.age"), ({"free_of": ()}, "applicants.declaration"),
    ):  # fmt: skip
        on(APPLICANT, FIRST).when(replace(REGISTER, **changes)).then_rejected(code)


def of_plan(**changes: Any) -> RegisterApplicant:
    plan = replace(PLAN, **changes)
    return replace(REGISTER, campaign=campaign(replace(PLANNED, plan=plan), *REGISTERING[1:]))


def test_education_and_places_for_graduates_are_conditions_too() -> None:
    on(APPLICANT, FIRST).when(of_plan(least_education=Education.MASTER)).then_rejected("applicants.education")
    graduates = of_plan(vacancies=(replace(PLAN.vacancies[0], graduates_only=True),))
    on(APPLICANT, FIRST).when(replace(graduates, sources=())).then_rejected("applicants.graduates-only")
    on(APPLICANT, FIRST).when(graduates).then(REGISTERED)


def test_a_review_admits_or_names_the_ground_and_may_be_changed_until_the_exam() -> None:
    review = ReviewApplicant(campaign=campaign(*REGISTERING), passed=True)
    on(APPLICANT, FIRST, REGISTERED).when(review).then(ADMITTED)
    refused = replace(ADMITTED, passed=False, ground=ReviewGround.PAPERS)
    no = replace(review, passed=False, ground=ReviewGround.PAPERS)
    on(APPLICANT, FIRST, REGISTERED, ADMITTED).when(no).then(refused)
    for wrong in (replace(review, ground=ReviewGround.PAPERS), replace(review, passed=False)):
        on(APPLICANT, FIRST, REGISTERED).when(wrong).then_rejected("applicants.ground")
    late = replace(review, campaign=campaign(*EXAMINED))
    on(APPLICANT, FIRST, REGISTERED).when(late).then_rejected("applicants.review-over")
    on(APPLICANT, FIRST).when(review).then_rejected("applicants.unknown")


def test_a_score_is_stored_sealed_while_the_exam_goes_on() -> None:
    score = ScoreExam(campaign=campaign(*EXAMINED), exam=ExamKind.WRITTEN, score=Sealed("8550"))
    scored = ExamScored(
        effective=FIRST, applicant_id=who(1), exam=ExamKind.WRITTEN, score=Sealed("8550"), scored_by="officer"
    )
    on(APPLICANT, FIRST, REGISTERED, ADMITTED).when(score).then(scored)
    assert "8550" not in repr(scored)
    on(APPLICANT, FIRST, REGISTERED).when(score).then_rejected("applicants.not-examined")
    early = replace(score, campaign=campaign(*REGISTERING))
    on(APPLICANT, FIRST, REGISTERED, ADMITTED).when(early).then_rejected("applicants.not-examined")


def test_only_who_is_invited_is_scored_in_the_interview() -> None:
    here = (*SHORTLISTED, passed(1, CandidateStep.RECHECK), at(CampaignPhase.INTERVIEW))
    score = ScoreExam(campaign=campaign(*here), exam=ExamKind.INTERVIEW, score=Sealed("x"))
    (scored,) = on(APPLICANT, FIRST, REGISTERED, ADMITTED).when(score).then_events()
    assert isinstance(scored, ExamScored)
    elsewhere = replace(score, campaign=campaign(*SHORTLISTED, at(CampaignPhase.INTERVIEW)))
    on(APPLICANT, FIRST, REGISTERED, ADMITTED).when(elsewhere).then_rejected("applicants.not-examined")


def test_after_the_time_of_keeping_somebody_decides_and_the_number_is_free_again() -> None:
    on(APPLICANT, date(2028, 3, 8), REGISTERED).when(EndApplicantRetention()).then()
    on(APPLICANT, date(2028, 3, 9), REGISTERED).when(EndApplicantRetention()).then(DUE)
    on(APPLICANT, date(2028, 3, 10), REGISTERED, DUE).when(EndApplicantRetention()).then()
    forget = ForgetApplicant(document="7号", held=(f"{ID}:hash",))
    on(APPLICANT, date(2028, 3, 10), REGISTERED, DUE).when(forget).then(FORGOTTEN)
    on(APPLICANT, FIRST, REGISTERED).when(forget).then_rejected("applicants.kept")
    on(APPLICANT, date(2028, 3, 10), REGISTERED, DUE).when(replace(forget, document="")).then_rejected(
        "applicants.document"
    )
    on(APPLICANT, date(2028, 3, 10), REGISTERED, DUE, FORGOTTEN).when(forget).then()
    assert APPLICANT.reserves(who(1), forget, FORGOTTEN) == (Release(kind="applicant", key=f"{ID}:hash"),)
    review = ReviewApplicant(campaign=campaign(*REGISTERING), passed=True)
    on(APPLICANT, date(2028, 3, 10), REGISTERED, DUE, FORGOTTEN).when(review).then_rejected("applicants.unknown")
