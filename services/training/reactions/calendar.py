"""What a day that has come means: a duty may be overdue, a calendar year begins for a post.

The kind of a deadline is `<what>:<id>`: one book waits for many days at a time.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from services.training.domain.duties import NoticeOverdue
from services.training.domain.streams import DUTY_BOOK
from services.training.domain.yearly_duties import BeginYear
from shared.kernel import Due, Send


def react(due: Due) -> Iterator[Send[Any]]:
    what, _, which = due.kind.partition(":")
    match what:
        case "duty-overdue":
            yield Send(stream=DUTY_BOOK, to=due.stream_id, command=NoticeOverdue(duty_id=UUID(which)))
        case "annual-duty":
            year = BeginYear(appointment_id=UUID(which), year=due.day.year)
            yield Send(stream=DUTY_BOOK, to=due.stream_id, command=year)
        case _:
            raise ValueError(f"nobody waits for {due.kind}")
