"""The workforce as the log tells it: who worked where in what standing on any day, known by any position of the log.

A statistic is counted from this and from nothing else, so that the same prefix of the log gives the same figures for ever.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.personnel.domain import appointment_events as appointments
from services.personnel.domain import (
    employment,
    grade_events,
    papers_held,
    profile_events,
    region_events,
    worker,
)
from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.grading import opening_fact
from services.personnel.domain.papers_held import PapersHeld
from services.personnel.domain.region_events import (
    Place,
    RegionFounded,
    RegionMerged,
    RegionMoved,
    RegionNameAnnulled,
    RegionNameCorrected,
    RegionRenamed,
)
from services.personnel.domain.scheme_terms import highest_education
from services.personnel.domain.spell import Spell, begun, within
from shared.kernel import Month, Move, Recorded, Region, Span, Timeline, Tree, record


@record
class Tenure:
    """A post held; `last_day` is the last day in it, if it has one."""

    id: UUID
    post: str
    starts: date
    last_day: date | None = None


@record
class Person:
    """`birth_month` is written 1990-05. The later fact of a day wins."""

    sex: str = ""
    birth_month: str = ""
    education: str = ""
    educations: Timeline[str] = Timeline()
    papers: PapersHeld = ()
    grades: Timeline[int] = Timeline()
    post_categories: Timeline[str] = Timeline()
    spells: tuple[Spell, ...] = ()
    tenures: tuple[Tenure, ...] = ()

    def education_on(self, day: date) -> str:
        """The highest by the day, what the hire said among them."""
        held = [each.value for each in self.educations.entries if each.effective <= day]
        return highest_education((self.education, *held))

    def certificate_on(self, day: date) -> str | None:
        """The highest level that counted on the day."""
        found = papers_held.highest(self.papers, day)
        return None if found is None else found.value

    def spell_on(self, day: date) -> Spell | None:
        return next((s for s in self.spells if s.covers(day)), None)

    def newest_spell(self, day: date) -> Spell | None:
        """The last that had begun by the day, over or not."""
        return max((s for s in self.spells if s.starts <= day), key=lambda s: s.starts, default=None)

    def posts_on(self, day: date) -> frozenset[str]:
        return frozenset(t.post for t in self.tenures if Span(first=t.starts, last=t.last_day).covers(day))

    def age_on(self, day: date) -> int:
        """In full years; a person grows older on the first of the month of birth, the day is not kept."""
        return (Month.of(day).index - Month.parse(self.birth_month).index) // 12


def told(person: Person, recorded: Recorded[Any]) -> Person:  # noqa: C901  one match
    """The person after one more event about them; what does not bear on the counts changes nothing."""
    event, id = recorded.event, recorded.stream_id
    match event:
        case worker.WorkerRegistered(sex=sex, birth_month=month, education=education):
            return replace(person, sex=sex, birth_month=month, education=education.value)
        case profile_events.IdentityCorrected(sex=sex, birth_month=month):
            return replace(person, sex=sex, birth_month=month)
        case worker.QualificationRegistered(effective=day, level=level):
            return replace(person, papers=papers_held.received(person.papers, level, day))
        case worker.QualificationEnded(effective=last_day, level=level):
            return replace(person, papers=papers_held.ended(person.papers, level, last_day))
        case employment.Hired():
            return _hired(person, id, event)
        case _ if any(s.employment_id == id for s in person.spells):
            spells = tuple(within(s, recorded) if s.employment_id == id else s for s in person.spells)
            return replace(person, spells=spells)
        case appointments.AppointmentStarted() | appointments.AppointmentEnded():
            return _appointed(person, id, event)
        case appointments.AppointmentCorrected(effective=starts):
            moved = tuple(replace(t, starts=starts) if t.id == id else t for t in person.tenures)
            return replace(person, tenures=moved)
        case appointments.AppointmentAnnulled():
            return replace(person, tenures=tuple(t for t in person.tenures if t.id != id))
        case _:
            return _graded(person, recorded)


def _hired(person: Person, id: UUID, event: employment.Hired) -> Person:
    of = person.post_categories.record(id, event.effective, event.post_category.value)
    return replace(person, spells=(*person.spells, begun(id, event)), post_categories=of)


def _appointed(
    person: Person, id: UUID, event: appointments.AppointmentStarted | appointments.AppointmentEnded
) -> Person:
    match event:
        case appointments.AppointmentStarted(effective=starts, post=post):
            others = tuple(t for t in person.tenures if t.id != id)  # one whose end was undone begins again
            return replace(person, tenures=(*others, Tenure(id=id, post=post.value, starts=starts)))
        case appointments.AppointmentEnded(effective=last_day):
            ended = tuple(replace(t, last_day=last_day) if t.id == id else t for t in person.tenures)
            return replace(person, tenures=ended)


def _learned(person: Person, event: grade_events.GradeFactCounted | grade_events.GradeFactCorrected) -> Person:
    """What the hire said is corrected for all days."""
    base = event.word if event.fact == opening_fact(event.worker_id, GradeFactKind.EDUCATION) else person.education
    educations = person.educations.correct(event.fact, event.effective, event.word)
    return replace(person, education=base, educations=educations)


def _returned(person: Person, event: grade_events.GradingOpened) -> Person:
    """Whoever comes back may have learned in between: a hire says it to the grade, not to the person's record."""
    id = opening_fact(event.worker_id, GradeFactKind.EDUCATION)
    educations = person.educations.correct(id, event.effective, event.education.value)
    if event.certificate is None:
        return replace(person, educations=educations)
    papers = papers_held.received(person.papers, event.certificate, event.effective)
    return replace(person, educations=educations, papers=papers)


def _graded(person: Person, recorded: Recorded[Any]) -> Person:
    event = recorded.event
    match event:
        case grade_events.GradingOpened():
            return _returned(person, event)
        case grade_events.GradeDecided(effective=day, decision_id=id, grade=grade, post_category=category):
            grades = person.grades.record(id, day, grade)
            return replace(person, grades=grades, post_categories=person.post_categories.record(id, day, category))
        case grade_events.GradeFactCounted() | grade_events.GradeFactCorrected() if (
            event.kind is GradeFactKind.EDUCATION
        ):
            return _learned(person, event)
        case grade_events.GradeFactAnnulled(fact=id):
            return replace(person, educations=person.educations.annul(id))
        case grade_events.GradeRevoked(decision_id=id):
            categories = person.post_categories.annul(id)
            return replace(person, grades=person.grades.annul(id), post_categories=categories)
        case _:
            return person


@dataclass(slots=True)
class Workforce:
    """Everybody, and what the regions were called, as far as it was heard: one pass over a prefix of the log."""

    people: dict[UUID, Person] = field(default_factory=dict[UUID, Person])
    places: dict[Region, Place] = field(default_factory=dict[Region, Place])
    moves: tuple[Move, ...] = ()

    def hear(self, recorded: Recorded[Any]) -> None:
        if recorded.subject is not None:
            person = self.people.get(recorded.subject, Person())
            self.people[recorded.subject] = told(person, recorded)
            return
        match recorded.event:
            case RegionMoved(path=path, to=to, effective=day):
                self.moves = (*self.moves, Move(path=path, to=to, since=day))
            case RegionMerged(path=path, into=to, effective=day):
                self.moves = (*self.moves, Move(path=path, to=to, since=day, merged=True))
            case RegionFounded() | RegionRenamed() | RegionNameCorrected() | RegionNameAnnulled() as event:
                self.places[event.path] = region_events.evolve(self.places.get(event.path, Place()), event)
            case _:
                return

    def standing(self, day: date) -> Iterator[tuple[Region, str]]:
        """(path, name) of every region that stands on the day."""
        layout = Tree(self.moves).on(day)
        for path, place in sorted(self.places.items()):
            called = place.called_on(day)
            if called is not None and layout.resolve(path) == path:
                yield path, called.name
