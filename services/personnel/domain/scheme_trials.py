"""What-if of a grade scheme (等级方案试算): a draft over everybody of its region before it is published, by the engine that proposes.

Every person's grade is followed month by month twice, by the schemes in force and with the draft laid over them; years that become
full on the way count. The digest of the whole table binds the publishing. Class and field names of events are the storage format.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import Any, ClassVar, Final
from uuid import UUID

from services.personnel.domain.grade_derivation import follow
from services.personnel.domain.grade_events import Trigger
from services.personnel.domain.grading import Grading, evolve
from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_terms import PublishedScheme, SchemeTerms
from shared.kernel import Dated, Facts, Month, NoValueYet, Region, Rejected, ancestor, record, segments

MOST_MONTHS: Final = 24
MOST_MONTHS_AWAY: Final = 24
NONE: Final = 0

# Events


@record
class SchemeTried:
    """A draft was followed over so many months from the first, against version `known_after`. `higher` and `lower` are the people
    whose grades change; `digest` is that of the table, person by person. `counties` are those whose people are in it: each has its
    costs valued by payroll.
    """

    schema_version: ClassVar[int] = 2
    effective: date
    region: Region
    code: str
    draft_effective: date
    terms: SchemeTerms
    known_after: int
    first_month: str
    months: int
    people: int
    higher: int
    lower: int
    digest: str
    tried_by: str
    counties: tuple[Region, ...]

    @property
    def untold(self) -> bool:
        """Of before trials were told to payroll, which therefore cannot value it: tried again, it is told."""
        return not self.counties and self.people > 0

    @property
    def to_cost(self) -> tuple[Region, ...]:
        return (self.region,) if self.untold else self.counties


def tried_before_counties(stored: dict[str, Any]) -> dict[str, Any]:
    """SchemeTried of version 1 as one of version 2."""
    return {**stored, "counties": []}


# Commands


@record
class TryScheme:
    """The long work: `terms` from `effective` on, followed over so many months from `first_month`."""

    region: Region
    code: str
    effective: date
    terms: SchemeTerms
    first_month: str
    months: int


@record
class RecordTrial:
    asked: TryScheme
    known_after: int
    people: int
    higher: int
    lower: int
    digest: str
    counties: tuple[Region, ...]


# Decisions


def record_trial(
    version: int, trials: Iterable[SchemeTried], command: RecordTrial, facts: Facts[Policies]
) -> tuple[SchemeTried, ...]:  # fmt: skip
    """Against the newest version only: one that was published meanwhile makes it another question."""
    asked = command.asked
    if command.known_after != version:
        raise Rejected("grade-schemes.trial-outdated")
    if any(each.digest == command.digest and not each.untold for each in trials):
        return ()
    return (
        SchemeTried(
            effective=facts.today, region=asked.region, code=asked.code, draft_effective=asked.effective,
            terms=asked.terms, known_after=command.known_after, first_month=asked.first_month, months=asked.months,
            people=command.people, higher=command.higher, lower=command.lower, digest=command.digest, tried_by=facts.by,
            counties=command.counties,
        ),
    )  # fmt: skip


def check_window(asked: TryScheme, today: date) -> Month:
    """The first month. Raises Rejected for more months, or other ones, than anybody has to know."""
    try:
        first = Month.parse(asked.first_month)
    except ValueError:
        raise Rejected("grade-schemes.trial-months", field="/first_month", most=MOST_MONTHS) from None
    away = first.index - Month.of(today).index
    if not 1 <= asked.months <= MOST_MONTHS or abs(away) > MOST_MONTHS_AWAY or str(first) != asked.first_month:
        raise Rejected("grade-schemes.trial-months", field="/months", most=MOST_MONTHS)
    return first


# The trial itself


@record
class TriedPerson:
    """The grade on the first day of each month, before and after; 0 where there is none yet or no longer."""

    worker_id: UUID
    region: Region
    before: tuple[int, ...]
    after: tuple[int, ...]

    @property
    def change(self) -> int:
        return sum(self.after) - sum(self.before)


def days_of(first: Month, months: int) -> tuple[date, ...]:
    return tuple(first.plus(n).first for n in range(months))


def tried(
    grading: Grading, region: Region, facts: Facts[Policies], draft: PublishedScheme, since: date, days: Sequence[date]
) -> TriedPerson | None:
    """None for whom nobody grades in these months. `facts` are those of the person's region."""
    if grading.worker_id is None or (grading.closed is not None and grading.closed < days[0]):
        return None
    later = replace(facts, today=max(facts.today, days[-1]))
    drafted = replace(later, policies=laid_over(later.policies, draft, since))
    before, after = (_path(grading, each, since, days) for each in (later, drafted))
    return TriedPerson(worker_id=grading.worker_id, region=region, before=before, after=after)


def _path(grading: Grading, facts: Facts[Policies], since: date, days: Sequence[date]) -> tuple[int, ...]:
    first = min(since, days[0])
    foreseen = reduce(evolve, follow(grading, Trigger.SCHEME, first, facts), grading).foreseen
    grades = [NONE if (held := foreseen.on(day)) is None else held.grade for day in days]
    last = date.max if grading.closed is None else grading.closed
    return tuple(grade if day <= last else NONE for grade, day in zip(grades, days, strict=True))


def laid_over(policies: Policies, draft: PublishedScheme, since: date) -> Policies:
    """With the draft in force from its day on, except where a nearer region has a scheme of its own by then."""
    schemes: Dated[PublishedScheme] = policies.schemes
    try:
        nearer = _depth(schemes.on(since)) > _depth(draft)
    except NoValueYet:
        nearer = False
    return policies if nearer else replace(policies, schemes=schemes.overlaid([(since, draft)]))


def _depth(scheme: PublishedScheme) -> int:
    """How near the publishing region is: 1 = province."""
    return len(segments(scheme.region)) if scheme.region else 0


def counties_of(people: Iterable[TriedPerson]) -> tuple[Region, ...]:
    """Whose people they are; a city without counties has its own."""
    found = {person.region for person in people}
    return tuple(sorted({ancestor(each, "county") if len(segments(each)) > 2 else each for each in found}))


@record
class GradeCount:
    """How many hold a grade on the last of the months, before and after."""

    grade: int
    before: int
    after: int


def counted(people: Iterable[TriedPerson]) -> tuple[GradeCount, ...]:
    ends = [(person.before[-1], person.after[-1]) for person in people]
    grades = sorted({grade for pair in ends for grade in pair} - {NONE})
    return tuple(
        GradeCount(grade=grade, before=sum(b == grade for b, _ in ends), after=sum(a == grade for _, a in ends))
        for grade in grades
    )
