"""What raises or lowers a grade: hire, anniversary, certificate, post, result. Each proposes; nobody decides alone (P-04.5)."""

from dataclasses import replace
from datetime import date
from functools import reduce
from uuid import UUID

from services.personnel.domain.grade_events import (
    CertificateCounted,
    Fate,
    GradeDecided,
    GradeDropped,
    GradeEvent,
    GradeProposed,
    GradingOpened,
    PostCounted,
    StepPassed,
    Trigger,
    YearNotCounted,
)
from services.personnel.domain.grading import Grading, Held, Proposal, evolve
from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_terms import (
    Certificate,
    Education,
    Inputs,
    PostCategory,
    PublishedScheme,
    counted_years,
    effective_day,
    grade_on,
    next_step,
    range_of,
)
from shared.kernel import Facts, NoValueYet, Region, Rejected, record
from shared.kernel.derived import derived_id

# Commands


@record
class OpenGrading:
    """`grade` and `grade_since` take over what was decided before (import); without them the first grade is proposed.

    A step that lies in the past by now is asked about on the next day: whoever was graded too low is proposed.
    """

    worker_id: UUID
    employment_id: UUID
    region: Region
    post_category: PostCategory
    community_work_since: date
    education: Education
    certificate: Certificate | None
    starts: date
    grade: int | None = None
    grade_since: date | None = None


@record
class CountCertificate:
    certificate: Certificate
    registered_on: date


@record
class CountPost:
    """A post begins or ends: the category that all running posts together give from the day."""

    post_category: PostCategory
    since: date


@record
class CountResult:
    """A confirmed annual result, as assessment told it."""

    year: int
    result: str
    effective: date


@record
class TakeStep:
    """The calendar: the years for the next grade are full."""


TriggerCommand = OpenGrading | CountCertificate | CountPost | CountResult | TakeStep

# Decisions


def open_grading(grading: Grading, command: OpenGrading, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    if grading.worker_id is not None:
        raise Rejected("grades.opened")
    inputs = Inputs(
        post_category=command.post_category, community_work_since=command.community_work_since, uncounted_years=0,
        education=command.education, certificate=command.certificate,
    )  # fmt: skip
    scheme = _scheme(facts, max(command.starts, facts.today))
    if scheme is None:
        raise Rejected("grades.no-scheme")
    step = next_step(scheme.terms, inputs, command.grade_since or command.starts)
    opened = GradingOpened(
        effective=command.starts, worker_id=command.worker_id, employment_id=command.employment_id,
        region=command.region, post_category=command.post_category,
        community_work_since=command.community_work_since, education=command.education,
        certificate=command.certificate, next_step=step,
    )  # fmt: skip
    if command.grade is None:
        return (opened, _proposed(command.worker_id, Trigger.HIRE, scheme, inputs, command.starts))
    allowed = range_of(scheme.terms, command.post_category)
    if not allowed.lowest <= command.grade <= allowed.highest:
        raise Rejected("grades.out-of-range", field="/grade", lowest=allowed.lowest, highest=allowed.highest)
    since = command.grade_since or command.starts
    decided = GradeDecided(
        effective=since, worker_id=command.worker_id,
        decision_id=_id(command.worker_id, Trigger.IMPORT, since, command.grade), trigger=Trigger.IMPORT,
        post_category=command.post_category, grade=command.grade, scheme=scheme.code, scheme_version=scheme.version,
        document="",
    )  # fmt: skip
    return (opened, decided)


def count_certificate(grading: Grading, command: CountCertificate, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    if grading.worker_id is None or grading.closed:
        return ()
    counted = CertificateCounted(
        effective=command.registered_on, worker_id=grading.worker_id, certificate=command.certificate
    )
    return _and_propose(grading, counted, Trigger.CERTIFICATE, command.registered_on, facts)


def count_post(grading: Grading, command: CountPost, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    if grading.worker_id is None or grading.closed or grading.posts.on(command.since) == command.post_category:
        return ()
    counted = PostCounted(effective=command.since, worker_id=grading.worker_id, post_category=command.post_category)
    return _and_propose(grading, counted, Trigger.APPOINTMENT, command.since, facts)


def count_result(grading: Grading, command: CountResult, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    scheme = _scheme(facts, facts.today)
    if (
        grading.worker_id is None
        or grading.closed
        or scheme is None
        or command.result not in scheme.terms.uncounted_results
    ):
        return ()
    if any(year == command.year for _, year in grading.uncounted):
        return ()
    inputs = grading.inputs_on(facts.today)
    less = replace(inputs, uncounted_years=inputs.uncounted_years + 1)
    counted = YearNotCounted(
        effective=command.effective, worker_id=grading.worker_id, year=command.year, result=command.result,
        next_step=next_step(scheme.terms, less, facts.today),
    )  # fmt: skip
    return _and_propose(grading, counted, Trigger.RESULT, max(command.effective, facts.today), facts)


def take_step(grading: Grading, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    if grading.worker_id is None or grading.closed:
        return ()
    proposed = _propose(grading, Trigger.ANNIVERSARY, facts.today, facts)
    if proposed:
        return proposed
    scheme = _scheme(facts, facts.today)
    step = None if scheme is None else next_step(scheme.terms, grading.inputs_on(facts.today), facts.today)
    return (StepPassed(effective=facts.today, worker_id=grading.worker_id, next_step=step),)


def dropped(grading: Grading, proposal: Proposal, fate: Fate, facts: Facts[Policies], remark: str = "") -> GradeDropped:
    assert grading.worker_id is not None
    return GradeDropped(
        effective=facts.today, worker_id=grading.worker_id, proposal_id=proposal.proposal_id, fate=fate, remark=remark
    )


def _and_propose(
    grading: Grading, counted: CertificateCounted | PostCounted | YearNotCounted, trigger: Trigger, day: date,
    facts: Facts[Policies],
) -> tuple[GradeEvent, ...]:  # fmt: skip
    return (counted, *_propose(evolve(grading, counted), trigger, day, facts))


def _propose(grading: Grading, trigger: Trigger, day: date, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    """Nothing follows where the grade stays as it is; an open proposal of the same day is overtaken.

    Grades of later days that were decided without knowing the fact are proposed anew as well.
    """
    scheme = _scheme(facts, day)
    if scheme is None or grading.worker_id is None:
        return ()
    first = max(effective_day(scheme.terms, day), grading.starts)
    later = {entry.effective for entry in grading.foreseen.entries if entry.effective > first}
    events: list[GradeEvent] = []
    for effective in (first, *sorted(later)):
        inputs = grading.inputs_on(effective)
        proposed = _proposed(grading.worker_id, trigger, scheme, inputs, effective)
        if grading.foreseen.on(effective) != Held(post_category=inputs.post_category, grade=proposed.grade):
            same_day = [p for p in grading.proposals if p.effective == effective]
            new: tuple[GradeEvent, ...] = (*(dropped(grading, p, Fate.OVERTAKEN, facts) for p in same_day), proposed)
            grading = reduce(evolve, new, grading)
            events += new
    return tuple(events)


def _proposed(
    worker: UUID, trigger: Trigger, scheme: PublishedScheme, inputs: Inputs, effective: date
) -> GradeProposed:
    grade = grade_on(scheme.terms, inputs, effective)
    return GradeProposed(
        effective=effective, worker_id=worker, proposal_id=_id(worker, trigger, effective, grade), trigger=trigger,
        post_category=inputs.post_category, grade=grade, counted_years=counted_years(inputs, effective),
        education=inputs.education, certificate=inputs.certificate, scheme=scheme.code, scheme_version=scheme.version,
        next_step=next_step(scheme.terms, inputs, effective),
    )  # fmt: skip


def _id(worker: UUID, trigger: Trigger, effective: date, grade: int) -> UUID:
    return derived_id("personnel.grade", str(worker), trigger.value, effective.isoformat(), str(grade))


def _scheme(facts: Facts[Policies], day: date) -> PublishedScheme | None:
    try:
        return facts.policies.schemes.on(day)
    except NoValueYet:
        return None
