"""Somebody was erased: the book keeps its facts and forgets the name."""

from datetime import date
from uuid import UUID

from services.training.domain.duty_book import DutyBook
from services.training.domain.duty_events import PersonForgotten
from services.training.domain.policies import Policies
from shared.kernel import Facts, record


@record
class ForgetPerson:
    worker_id: UUID
    erased_on: date


def forget(state: DutyBook, command: ForgetPerson, facts: Facts[Policies]) -> tuple[PersonForgotten, ...]:
    if state.worker_id is None or state.forgotten:
        return ()
    return (PersonForgotten(effective=command.erased_on, worker_id=command.worker_id),)
