"""A person's and a unit's file at two times (B-13): what was so on a day, from what was known up to a position of the log.

Folded from the events themselves, so that a file of any day, as it was known at any instant, is the same whenever it is asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from services.personnel.domain.contract_events import EmploymentStatus
from services.personnel.domain.employment import Probation
from services.personnel.domain.file_sections import SECTION_OF, FactThen, FileSections, fact_of, sections_on
from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.grading import Grading
from services.personnel.domain.headcount_events import Quota
from services.personnel.domain.profile_events import IdentityCorrected
from services.personnel.domain.region_events import Place
from services.personnel.domain.spell import ContractKind, Spell
from services.personnel.domain.streams.grade import GRADE
from services.personnel.domain.worker import WorkerRegistered
from services.personnel.domain.workforce import Person, Tenure, told
from shared.kernel import Recorded, Region, Span, WorkerIdNumber, WorkerName, record

TOLD_BY_OWN_PART: Final = frozenset({"worker", "employment", "appointment", "grade"})


@record
class EmploymentThen:
    """One spell with one employer; contract, status and probation are those of the day, `contracts` how many had begun by it."""

    employment_id: UUID
    employer: Region
    workplace: Region
    category: str
    starts: date
    last_day: date | None
    employed: bool
    contract_starts: date | None
    contract_ends: date | None
    contracts: int
    contract: ContractKind
    status: EmploymentStatus
    probation: Probation


@record
class PostThen:
    appointment_id: UUID
    post: str
    starts: date
    last_day: date | None
    holds: bool


@record
class HonourThen:
    """An honour that counted on the day, as assessment told it; `rank` is the level of whoever gave it."""

    honour_id: UUID
    honour: str
    rank: str
    granted_on: date


@record
class PersonThen:
    """A person on the day, with the sealed identity. `others` is what belongs to no section."""

    name: WorkerName
    id_number: WorkerIdNumber
    sex: str
    birth_month: str
    education: str
    certificate: str | None
    workplace: Region
    employments: tuple[EmploymentThen, ...]
    posts: tuple[PostThen, ...]
    grade: int | None
    grade_since: date | None
    post_category: str | None
    honours: tuple[HonourThen, ...]
    sections: FileSections
    others: tuple[FactThen, ...]


@record
class UnitThen:
    """A region on the day: code, name, and its part of the establishment; `requested` are places that wait for approval."""

    level: str
    code: str | None
    name: str | None
    founded: date
    stands: bool
    successor: Region | None
    gone: date | None
    residents: int | None
    places: int
    requested: int | None


def person_then(events: Iterable[Recorded[Any]], day: date) -> PersonThen | None:
    """The file from a person's events in the order of the log; None where the person was not known."""
    known = sorted(events, key=lambda recorded: recorded.position)
    registered = next((r.event for r in known if isinstance(r.event, WorkerRegistered)), None)
    if registered is None:
        return None
    named = next(r.event for r in reversed(known) if isinstance(r.event, WorkerRegistered | IdentityCorrected))
    person = Person()
    for recorded in known:
        person = told(person, recorded)
    spells = [spell for spell in person.spells if spell.starts <= day]
    grade = person.grades.entry_on(day)
    return PersonThen(
        name=named.name, id_number=named.id_number, sex=person.sex, birth_month=person.birth_month,
        education=person.education_on(day), certificate=person.certificate_on(day),
        workplace=spells[-1].workplace_on(day) if spells else registered.region,
        employments=tuple(_employment(spell, day) for spell in spells),
        posts=tuple(_post(tenure, day) for tenure in person.tenures if tenure.starts <= day),
        grade=None if grade is None else grade.value, grade_since=None if grade is None else grade.effective,
        post_category=person.post_categories.on(day), honours=tuple(_honours(known, day)), sections=sections_on(known, day),
        others=tuple(_others(known, day)),
    )  # fmt: skip


def unit_then(place: Place, level: str, quota: Quota, day: date) -> UnitThen:
    called = place.called_on(day)
    asked = quota.requested
    return UnitThen(
        level=level, code=called.code if called else None, name=called.name if called else None, founded=place.founded,
        stands=place.stands_on(day), successor=place.successor, gone=place.gone, residents=quota.residents_on(day),
        places=quota.places_on(day), requested=asked.places if asked is not None and asked.effective <= day else None,
    )  # fmt: skip


def _employment(spell: Spell, day: date) -> EmploymentThen:
    terms = [entry.value for entry in spell.terms.entries if entry.effective <= day]
    return EmploymentThen(
        employment_id=spell.employment_id, employer=spell.employer, workplace=spell.workplace_on(day),
        category=spell.category_on(day), starts=spell.starts, last_day=spell.last_day, employed=spell.covers(day),
        contract_starts=terms[-1].starts if terms else None, contract_ends=terms[-1].ends if terms else None,
        contracts=len(terms), contract=spell.contract_on(day), status=spell.status_on(day),
        probation=spell.probation_on(day),
    )  # fmt: skip


def _honours(known: Sequence[Recorded[Any]], day: date) -> Iterator[HonourThen]:
    grading: Grading = GRADE.decider.fold(r.event for r in known if r.stream_type == GRADE.type)
    for fact in grading.book.of(GradeFactKind.HONOUR, day):
        rank = "" if fact.rank is None else fact.rank.value
        yield HonourThen(honour_id=fact.fact, honour=fact.word, rank=rank, granted_on=fact.effective)


def _post(tenure: Tenure, day: date) -> PostThen:
    return PostThen(
        appointment_id=tenure.id, post=tenure.post, starts=tenure.starts, last_day=tenure.last_day,
        holds=Span(first=tenure.starts, last=tenure.last_day).covers(day),
    )  # fmt: skip


def _others(known: Sequence[Recorded[Any]], day: date) -> Iterator[FactThen]:
    told_elsewhere = TOLD_BY_OWN_PART | set(SECTION_OF)
    return (fact_of(r) for r in known if r.stream_type not in told_elsewhere and r.effective <= day)
