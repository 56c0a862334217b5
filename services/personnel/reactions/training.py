"""What training's news means for personnel: whoever is in the reserve has been trained for it."""

from collections.abc import Iterator
from typing import Any

from services.personnel.domain.reserve import NoteReserveTrained
from services.personnel.domain.reserve_events import ReserveType, reserve_id
from services.personnel.domain.streams import RESERVE
from shared.kernel import Send
from shared.published import News
from shared.published.training.duties import ObligationMetV1

Heard = ObligationMetV1


def react(news: News[Heard]) -> Iterator[Send[Any]]:
    met = news.event
    if met.kind == "RESERVE":
        trained = NoteReserveTrained(trained_on=met.met_on, duty_id=met.duty_id)
        for type in ReserveType:
            yield Send(stream=RESERVE, to=reserve_id(met.worker_id, type), command=trained)
