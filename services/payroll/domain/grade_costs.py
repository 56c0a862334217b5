"""What a draft grade scheme (等级方案) would cost: personnel's trial says everybody's grades month by month, before and after; both are
laid out and valued by the very engine that pays.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from services.payroll.domain.cohort import Cohort
from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.months import of_index
from services.payroll.domain.pay_run import RunException
from services.payroll.domain.pay_standard import Standard
from services.payroll.domain.people import Person
from services.payroll.domain.policies import Policies
from services.payroll.domain.projected_cost import Projection, project
from services.payroll.domain.scheme_cost_events import GradeSchemeCosted
from services.payroll.domain.simulations import MOST_MONTHS
from shared.kernel import Facts, Month, Region, Rejected, record
from shared.kernel.derived import derived_id

NO_GRADE: Final = 0

# Commands


@record
class CostGradeScheme:
    """The long work; the trial is its input file."""

    county: Region


@record
class RecordGradeCost:
    """`region` is the scheme's; `trial` is the digest that personnel's publishing names, `digest` that of the table of costs."""

    county: Region
    region: Region
    trial: str
    draft_effective: date
    first_month: str
    months: int
    people: int
    winners: int
    losers: int
    left_out: int
    before_fen: int
    after_fen: int
    digest: str


# Decisions


def record_grade_cost(
    standard: Standard, command: RecordGradeCost, facts: Facts[Policies]
) -> tuple[GradeSchemeCosted, ...]:
    """The same outcome of the same trial is told once."""
    if (command.trial, command.digest) in standard.grade_costs:
        return ()
    return (
        GradeSchemeCosted(
            effective=facts.today, county=command.county, region=command.region, trial=command.trial,
            draft_effective=command.draft_effective, first_month=command.first_month, months=command.months,
            people=command.people, winners=command.winners, losers=command.losers, left_out=command.left_out,
            before_fen=command.before_fen, after_fen=command.after_fen, digest=command.digest, costed_by=facts.by,
        ),
    )  # fmt: skip


# The trial as it comes


@record
class Trial:
    """Everybody's grades on the first day of each month from `first` on, before and after; 0 = none."""

    effective: date
    first: Month
    months: int
    grades: Mapping[UUID, tuple[tuple[int, ...], tuple[int, ...]]]


def trial_of(
    effective: date, first_month: str, months: int, rows: Iterable[tuple[UUID, list[int], list[int]]]
) -> Trial:
    """Raises Rejected for what is no trial."""
    try:
        first = Month.parse(first_month)
    except ValueError:
        raise Rejected("grade-costs.trial") from None
    grades = {worker: (tuple(before), tuple(after)) for worker, before, after in rows}
    lengths = {len(side) for both in grades.values() for side in both}
    highest = max((grade for both in grades.values() for side in both for grade in side), default=0)
    if not 1 <= months <= MOST_MONTHS or lengths - {months} or highest > 1_000:
        raise Rejected("grade-costs.trial")
    return Trial(effective=effective, first=first, months=months, grades=grades)


# The cost


@record
class GradeCostPart:
    """A month, street or grade; of a grade `people` hold it before and `people_after` after."""

    name: str
    people: int
    people_after: int
    before_fen: int
    after_fen: int


@record
class GradePersonCost:
    """Wages over all the months, and the grade on the last of them."""

    worker_id: UUID
    employer: str
    grade_before: int
    grade_after: int
    before_fen: int
    after_fen: int


@record
class GradeCost:
    """Costs are the employer's: wages and the employer's shares; winners and losers are people whose wages change."""

    winners: int
    losers: int
    before_fen: int
    after_fen: int
    by_month: tuple[GradeCostPart, ...]
    by_grade: tuple[GradeCostPart, ...]
    by_employer: tuple[GradeCostPart, ...]
    people: tuple[GradePersonCost, ...]
    left_out: tuple[RunException, ...]


def cost_of(cohort: Cohort, trial: Trial) -> GradeCost:
    """`cohort.month` is the first of the trial's months. Whoever cannot be calculated on one side is left out of both."""
    before, after = (_side(cohort, trial, side) for side in (0, 1))
    left_out = {e.worker_id: e for e in (*before.left_out, *after.left_out)}
    if {e.worker_id for e in before.left_out} != {e.worker_id for e in after.left_out}:
        known = replace(cohort, people=tuple(p for p in cohort.people if p.worker_id not in left_out))
        before, after = (_side(known, trial, side) for side in (0, 1))
    people = _people(before, after, trial)
    changes = [person.after_fen - person.before_fen for person in people]
    return GradeCost(
        winners=sum(c > 0 for c in changes), losers=sum(c < 0 for c in changes), before_fen=before.total.before_fen,
        after_fen=after.total.before_fen, by_month=_joined(before, after, "by_month"),
        by_grade=_joined(before, after, "by_grade"), by_employer=_joined(before, after, "by_employer"), people=people,
        left_out=tuple(left_out[id] for id in sorted(left_out)),
    )  # fmt: skip


def _side(cohort: Cohort, trial: Trial, side: int) -> Projection:
    """By the standards in force: the last of them laid over itself changes nothing."""
    people = tuple(_graded(p, trial, side) for p in cohort.people if p.worker_id in trial.grades)
    if not cohort.versions:
        raise Rejected("grade-costs.no-standard")
    return project(replace(cohort, people=people), cohort.versions[-1], trial.months)


def _graded(person: Person, trial: Trial, side: int) -> Person:
    """With the trial's grades from its first month on, and what was decided before it."""
    kept = [f for f in person.facts if f.kind is not FactKind.GRADE or f.effective < trial.first.first]
    return replace(person, facts=(*kept, *_grades(person.worker_id, trial, side, len(person.facts))))


def _grades(worker_id: UUID, trial: Trial, side: int, at: int) -> Iterable[Fact]:
    held = NO_GRADE
    for n, grade in enumerate(trial.grades[worker_id][side]):
        if grade not in (held, NO_GRADE):
            day = of_index(trial.first.index + n).first
            id = derived_id("payroll.grade-trial", str(worker_id), day.isoformat())
            yield Fact(at + n + 1, FactKind.GRADE, id, day, id, number=grade)
            held = grade


def _people(before: Projection, after: Projection, trial: Trial) -> tuple[GradePersonCost, ...]:
    later = {p.worker_id: p for p in after.people}
    return tuple(
        GradePersonCost(
            worker_id=p.worker_id, employer=p.employer, grade_before=trial.grades[p.worker_id][0][-1],
            grade_after=trial.grades[p.worker_id][1][-1], before_fen=p.before_fen,
            after_fen=later[p.worker_id].before_fen,
        )
        for p in before.people
    )  # fmt: skip


def _joined(before: Projection, after: Projection, name: str) -> tuple[GradeCostPart, ...]:
    was, will = ({part.name: part for part in getattr(each, name)} for each in (before, after))
    names: Sequence[str] = sorted({*was, *will}, key=lambda n: (len(n), n))
    return tuple(
        GradeCostPart(
            name=n, people=was[n].people if n in was else 0, people_after=will[n].people if n in will else 0,
            before_fen=was[n].before_fen if n in was else 0, after_fen=will[n].before_fen if n in will else 0,
        )
        for n in names
    )  # fmt: skip
