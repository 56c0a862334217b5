"""Two cadres are sent to the community for the year."""

from collections.abc import Mapping
from typing import Any

from deploy.local.story.people import person
from tests.journeys.conftest import COMMUNITIES, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    sent = [
        (await journey.cast.organisation.post("/personnel/secondments", _body(journey, n)))["stream_id"]
        for n in (801, 802)
    ]
    return {"secondment": sent[0]}


def _body(journey: Journey, number: int) -> dict[str, Any]:
    who = person(number)
    return {
        "name": who.name, "id_number": who.id_number, "education": "MASTER", "community": COMMUNITIES[0],
        "kind": "TRAINING_POST", "home_unit": "区农业农村局", "starts": str(journey.day(1, 4)), "ends": str(journey.day(12, 31)),
    }  # fmt: skip
