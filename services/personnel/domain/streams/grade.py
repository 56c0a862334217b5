"""A person's grade and everything it follows from. The stream's id is the worker's."""

from typing import get_args

from services.personnel.domain import (
    grade_facts,
    grade_honours,
    grade_placing,
    grade_posts,
    grade_telling,
    grade_triggers,
    grades,
    grading,
)
from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.grade_events import GradeEvent
from services.personnel.domain.grading import Grading
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Stream, its_own_subject

GradeCommand = (
    grade_triggers.TriggerCommand | grade_posts.PostCommand | grade_facts.FactCommand | grades.DecisionCommand
    | grade_placing.PlaceGrade | grade_honours.HonourCommand
)  # fmt: skip


def _decide(  # noqa: C901  one match
    state: Grading, command: GradeCommand, facts: Facts[Policies]
) -> tuple[GradeEvent, ...]:
    match command:
        case grade_triggers.OpenGrading():
            return grade_triggers.open_grading(state, command, facts)
        case grade_triggers.TakeStep():
            return grade_triggers.take_step(state, facts)
        case grade_triggers.FollowScheme():
            return grade_triggers.follow_scheme(state, command, facts)
        case grades.ReviewProposal():
            return grades.review(state, command, facts)
        case grades.ApproveProposal():
            return grades.approve(state, command, facts)
        case grades.RevokeDecision():
            return grades.revoke(state, command, facts)
        case grades.CloseGrading():
            return grades.close(state, command, facts)
        case grade_honours.CountHonour() | grade_honours.UncountHonour():
            return grade_honours.hear_honour(state, command, facts)
        case grade_placing.PlaceGrade():
            return grade_placing.place(state, command, facts)
        case grades.ReopenGrading():
            return grades.reopen(state, facts)
        case grade_facts.RecordFact():
            return grade_facts.record_fact(state, command, facts)
        case grade_facts.CorrectFact():
            return grade_facts.correct_fact(state, command, facts)
        case grade_facts.AnnulFact():
            return grade_facts.annul_fact(state, command, facts)
        case _:
            return _heard(state, command, facts)


def _heard(
    state: Grading, command: grade_posts.PostCommand | grade_triggers.UncountCertificate | grade_triggers.HeardFact,
    facts: Facts[Policies],
) -> tuple[GradeEvent, ...]:  # fmt: skip
    match command:
        case grade_posts.HoldPost():
            return grade_posts.hold(state, command, facts)
        case grade_posts.ReleasePost():
            return grade_posts.release(state, command, facts)
        case grade_triggers.UncountCertificate(fact=fact, last_day=day):
            return grade_telling.end(state, fact, GradeFactKind.CERTIFICATE, day, facts)
        case _:
            return grade_triggers.hear(state, command, facts)


GRADE: Stream[Grading, GradeCommand, GradeEvent, Policies] = Stream(
    type="grade", decider=Decider(initial=Grading(), decide=_decide, evolve=grading.evolve),
    events=get_args(GradeEvent), region_of=home, subject_of=its_own_subject,
)  # fmt: skip
