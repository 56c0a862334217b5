"""What a day that has come means: a contract runs out, the years for a grade are full, a place is free."""

from collections.abc import Iterator
from typing import Any

from services.personnel.domain.contracts import NoticeExpiry
from services.personnel.domain.dismissal import FreePlace
from services.personnel.domain.grade_triggers import TakeStep
from services.personnel.domain.streams import EMPLOYMENT, GRADE
from shared.kernel import Due, Send


def react(due: Due) -> Iterator[Send[Any]]:
    match due.kind:
        case "contract-expiry":
            yield Send(stream=EMPLOYMENT, to=due.stream_id, command=NoticeExpiry())
        case "grade-step":
            yield Send(stream=GRADE, to=due.stream_id, command=TakeStep())
        case "place-free":
            yield Send(stream=EMPLOYMENT, to=due.stream_id, command=FreePlace())
        case _:
            raise ValueError(f"nobody waits for {due.kind}")
