"""Who can be assessed: what personnel told about a worker's employments. The stream's id is the worker's id.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.assessment.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Span, WorkerName, record

# Events


@record
class AssesseeEmployed:
    """Effective = first day of work."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    name: WorkerName
    workplace: Region
    category: str
    post_category: str


@record
class AssesseeLeft:
    """Effective = last day of work."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    ground: str


@record
class AssesseeMoved:
    """The person works in another community of the street: there the unit assesses from now on."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    workplace: Region


@record
class AssesseeReturned:
    """The exit never was, or was on another day. Effective = the last day that was said."""

    effective: date
    worker_id: UUID
    employment_id: UUID


@record
class AssesseeForgotten:
    """The name told with these employments is erased; everything else stands. Effective = day of the decision."""

    effective: date
    worker_id: UUID
    employment_ids: tuple[UUID, ...]


@record
class AssesseeRenamed:
    """The name told with these employments was corrected by whoever keeps it. Effective = day of the correction."""

    effective: date
    worker_id: UUID
    employment_ids: tuple[UUID, ...]
    name: WorkerName


AssesseeEvent = AssesseeEmployed | AssesseeLeft | AssesseeReturned | AssesseeMoved | AssesseeForgotten | AssesseeRenamed

# State


@record
class Employment:
    employment_id: UUID
    span: Span


@record
class Assessee:
    region: Region = NATION
    employments: tuple[Employment, ...] = ()
    forgotten: bool = False
    name: WorkerName | None = None

    @property
    def left(self) -> bool:
        """Whether every employment has ended or is known to end."""
        return bool(self.employments) and all(e.span.last is not None for e in self.employments)

    def days_employed(self, year: int) -> int:
        """Days of the calendar year in any employment, each counted once; no end known means to the end of the year."""
        counted, until = 0, date(year, 1, 1).toordinal()
        spans = (e.span.overlap(Span(first=date(year, 1, 1), last=date(year, 12, 31))) for e in self.employments)
        for span in sorted((s for s in spans if s is not None), key=lambda s: s.first):
            last = span.last or date(year, 12, 31)
            counted += max(0, last.toordinal() + 1 - max(until, span.first.toordinal()))
            until = max(until, last.toordinal() + 1)
        return counted


def evolve(assessee: Assessee, event: AssesseeEvent) -> Assessee:
    match event:
        case AssesseeEmployed(employment_id=id, workplace=region, effective=first):
            new = Employment(employment_id=id, span=Span(first=first))
            return replace(assessee, region=region, employments=(*assessee.employments, new))
        case AssesseeLeft(employment_id=id, effective=last):
            ended = (_ended(e, last) if e.employment_id == id else e for e in assessee.employments)
            return replace(assessee, employments=tuple(ended))
        case AssesseeMoved(workplace=region):
            return replace(assessee, region=region)
        case AssesseeReturned(employment_id=id):
            back = (_ended(e, None) if e.employment_id == id else e for e in assessee.employments)
            return replace(assessee, employments=tuple(back))
        case AssesseeForgotten():
            return replace(assessee, forgotten=True)
        case AssesseeRenamed(name=name):
            return replace(assessee, name=name)


def _ended(employment: Employment, last: date | None) -> Employment:
    return replace(employment, span=Span(first=employment.span.first, last=last))


# Commands


@record
class BeginEmployment:
    worker_id: UUID
    employment_id: UUID
    name: WorkerName
    workplace: Region
    category: str
    post_category: str
    starts: date


@record
class EndEmployment:
    worker_id: UUID
    employment_id: UUID
    last_day: date
    ground: str


@record
class ResumeEmployment:
    """An exit that was told is undone."""

    worker_id: UUID
    employment_id: UUID


@record
class MoveAssessee:
    worker_id: UUID
    employment_id: UUID
    workplace: Region
    since: date


# Decisions


def begin(assessee: Assessee, command: BeginEmployment, facts: Facts[Policies]) -> tuple[AssesseeEmployed, ...]:
    if any(e.employment_id == command.employment_id for e in assessee.employments):
        return ()
    return (
        AssesseeEmployed(
            effective=command.starts, worker_id=command.worker_id, employment_id=command.employment_id,
            name=command.name, workplace=command.workplace, category=command.category,
            post_category=command.post_category,
        ),
    )  # fmt: skip


def end(assessee: Assessee, command: EndEmployment, facts: Facts[Policies]) -> tuple[AssesseeLeft, ...]:
    if not any(e.employment_id == command.employment_id and e.span.last is None for e in assessee.employments):
        return ()
    return (
        AssesseeLeft(
            effective=command.last_day, worker_id=command.worker_id, employment_id=command.employment_id,
            ground=command.ground,
        ),
    )  # fmt: skip


def resume(assessee: Assessee, command: ResumeEmployment, facts: Facts[Policies]) -> tuple[AssesseeReturned, ...]:
    ended = next((e for e in assessee.employments if e.employment_id == command.employment_id), None)
    if ended is None or ended.span.last is None:
        return ()
    return (
        AssesseeReturned(effective=ended.span.last, worker_id=command.worker_id, employment_id=command.employment_id),
    )


def move(assessee: Assessee, command: MoveAssessee, facts: Facts[Policies]) -> tuple[AssesseeMoved, ...]:
    known = any(e.employment_id == command.employment_id for e in assessee.employments)
    if not known or assessee.region == command.workplace:
        return ()
    return (
        AssesseeMoved(
            effective=command.since, worker_id=command.worker_id, employment_id=command.employment_id,
            workplace=command.workplace,
        ),
    )  # fmt: skip
