"""What raises or lowers a grade by itself: hire, anniversary, a new scheme; and what appointments, certificates, assessment and the
seniority ledger tell. Each proposes; nobody decides alone (P-04.5).
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.grade_book import GradeFact, GradeFactKind
from services.personnel.domain.grade_derivation import follow, propose, scheme_on, waits_until
from services.personnel.domain.grade_events import (
    GradeDecided,
    GradeEvent,
    GradeProposed,
    GradingOpened,
    StepPassed,
    Trigger,
)
from services.personnel.domain.grade_telling import tell
from services.personnel.domain.grading import Grading, evolve, result_fact
from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_terms import Certificate, Education, EducationPapers, PublishedScheme, range_of
from shared.kernel import DAY, Facts, Region, Rejected, record
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
    post_category: str
    community_work_since: date
    education: Education
    certificate: Certificate | None
    starts: date
    grade: int | None = None
    grade_since: date | None = None
    papers: EducationPapers = EducationPapers.BOTH
    probation_ends: date | None = None
    post_id: UUID | None = None


@record
class CountCertificate:
    fact: UUID
    certificate: Certificate
    registered_on: date


@record
class UncountCertificate:
    """It ran out or was revoked; `last_day` is the last day on which it counts."""

    fact: UUID
    last_day: date


@record
class CountResult:
    """A confirmed annual result, as assessment told it; it bears on grades from the day it was heard. A year has one."""

    year: int
    result: str
    effective: date


@record
class CountYears:
    """The seniority ledger: on `since` the person had `months` of community work that count, wherever they were worked; from then
    on time runs here. The highest version holds. Results before `since` are weighed in it.
    """

    ledger_version: int
    months: int
    since: date


HeardFact = CountCertificate | CountResult | CountYears


@record
class TakeStep:
    """The calendar: the years for the next grade are full, or something that was known ends."""


@record
class FollowScheme:
    """A new version of the scheme is in force from the day."""

    since: date


TriggerCommand = OpenGrading | TakeStep | FollowScheme | UncountCertificate | HeardFact

# Decisions


def open_grading(grading: Grading, command: OpenGrading, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    if grading.worker_id is not None and grading.closed is None:
        raise Rejected("grades.opened")
    scheme = scheme_on(facts, max(command.starts, facts.today))
    if scheme is None:
        raise Rejected("grades.no-scheme")
    opened = GradingOpened(
        effective=command.starts, worker_id=command.worker_id, employment_id=command.employment_id,
        region=command.region, post_category=command.post_category,
        community_work_since=command.community_work_since, education=command.education,
        certificate=command.certificate, next_step=None, papers=command.papers, probation_ends=command.probation_ends,
        post_id=command.post_id,
    )  # fmt: skip
    new = evolve(grading, opened)
    if command.grade is not None:
        since = command.grade_since or command.starts
        step = waits_until(new, facts, since)
        later = None if step is None else max(step, facts.today + DAY)
        return replace(opened, next_step=later), _taken_over(command, scheme, command.grade, since)
    first = propose(new, Trigger.HIRE, command.starts, scheme, facts)
    opened = replace(opened, next_step=first.next_step)
    return (opened, first, *follow(evolve(new, first), Trigger.ANNIVERSARY, command.starts, facts))


def _taken_over(command: OpenGrading, scheme: PublishedScheme, grade: int, since: date) -> GradeDecided:
    allowed = range_of(scheme.terms, command.post_category)
    if not allowed.lowest <= grade <= allowed.highest:
        raise Rejected("grades.out-of-range", field="/grade", lowest=allowed.lowest, highest=allowed.highest)
    id = derived_id("personnel.grade", str(command.worker_id), Trigger.IMPORT.value, since.isoformat(), str(grade))
    return GradeDecided(
        effective=since, worker_id=command.worker_id, decision_id=id, trigger=Trigger.IMPORT,
        post_category=command.post_category, grade=grade, scheme=scheme.code, scheme_version=scheme.version, document="",
        until=None,
    )  # fmt: skip


def take_step(grading: Grading, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    if grading.worker_id is None or grading.closed is not None:
        return ()
    if grading.next_step is not None and grading.next_step > facts.today:
        return ()
    proposed = follow(grading, Trigger.ANNIVERSARY, grading.next_step or facts.today, facts)
    if any(isinstance(event, GradeProposed) for event in proposed):
        return proposed
    passed = StepPassed(effective=facts.today, worker_id=grading.worker_id, next_step=waits_until(grading, facts))
    return (*proposed, passed)


def follow_scheme(grading: Grading, command: FollowScheme, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    """Everybody of the region is measured by the new version from its day on; the day that is waited for may be another."""
    if grading.worker_id is None or grading.closed is not None:
        return ()
    proposed = follow(grading, Trigger.SCHEME, command.since, facts)
    step = waits_until(grading, facts)
    if any(isinstance(event, GradeProposed) for event in proposed) or step == grading.next_step:
        return proposed
    return (*proposed, StepPassed(effective=facts.today, worker_id=grading.worker_id, next_step=step))


def hear(grading: Grading, command: HeardFact, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    """What another capability or service knows: it may tell the same fact differently later on."""
    if grading.worker_id is None:
        return ()
    told = _heard(grading, grading.worker_id, command, facts)
    known = grading.book.fact(told.fact)
    if known is not None and known.annulled:
        return ()
    return tell(grading, told, facts, reason="" if known is None else "told again by its source")


def _heard(
    grading: Grading, worker: UUID, command: HeardFact, facts: Facts[Policies]
) -> GradeFact:  # fmt: skip
    match command:
        case CountCertificate(fact=id, certificate=level, registered_on=day):
            return GradeFact(fact=id, kind=GradeFactKind.CERTIFICATE, effective=day, word=level.value)
        case CountResult(year=year, result=result):
            return _result(grading, worker, year, result, max(command.effective, facts.today))
        case CountYears():
            return _years(grading, worker, command)


def _result(grading: Grading, worker: UUID, year: int, result: str, day: date) -> GradeFact:
    told = result_fact(worker, year, result, day)
    known = grading.book.fact(told.fact)
    return told if known is None else replace(told, effective=known.effective)


def _years(grading: Grading, worker: UUID, command: CountYears) -> GradeFact:
    id = derived_id("personnel.grade.years", str(worker))
    known = grading.book.fact(id)
    if known is not None and (known.ledger_version or 0) >= command.ledger_version:
        return known
    return GradeFact(
        fact=id, kind=GradeFactKind.YEARS, effective=command.since, months=command.months,
        ledger_version=command.ledger_version,
    )  # fmt: skip
