"""Ending an employment (解聘、辞职、退休…): the ground decides severance; the place is free the day after."""

from datetime import date
from typing import Final

from services.personnel.domain.employment import Employment, EmploymentEvent, Ground, Probation
from services.personnel.domain.exits import freed, leave
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Rejected, record

_NEEDS_PAPER: Final = frozenset({Ground.SERIOUS_BREACH, Ground.INCOMPETENCE})


@record
class EndEmployment:
    """`document` is the number of the decision; dismissals need one."""

    ground: Ground
    last_day: date
    document: str = ""


@record
class FreePlace:
    """The calendar: the day after the last day of work has come."""


def end(employment: Employment, command: EndEmployment, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker = employment.worker_id
    if worker is None or employment.last_day is not None:
        raise Rejected("employments.not-running")
    if command.last_day < employment.starts:
        raise Rejected("dismissal.last-day", field="/last_day")
    if command.ground in _NEEDS_PAPER and not command.document.strip():
        raise Rejected("dismissal.document", field="/document")
    if command.ground is Ground.PROBATION_FAILED:
        raise Rejected("dismissal.by-probation", field="/ground")
    term = employment.term
    if command.ground is Ground.EXPIRY and (term is None or term.ends != command.last_day):
        raise Rejected("dismissal.not-expiring", field="/last_day")
    if command.ground is Ground.INCOMPETENCE and employment.probation is Probation.RUNNING:
        raise Rejected("dismissal.by-probation", field="/ground")
    return leave(employment, worker, command.ground, command.last_day, document=command.document, facts=facts)


def free_place(employment: Employment, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker, last_day = employment.worker_id, employment.last_day
    if worker is None or last_day is None or employment.freed or last_day >= facts.today:
        return ()
    return (freed(employment, worker, last_day),)
