"""From where somebody asks, what is expected of a cell, and what an answer says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import httpx

from shared.kernel import NATION, Region, region
from shared.web.rights import Role
from tests.matrix.county import PLACES, Matrix
from tests.matrix.probe import Probe, Reach, filled
from tests.matrix.reviewed import PUBLIC, Route, started_under


@dataclass(frozen=True, slots=True)
class Stand:
    """A grant's region as it lies to the region of the thing; `reaches` is decided here, not calculated."""

    name: str
    place: Region
    reaches: bool


STANDS: Final = {
    "nation": (Stand("nation", NATION, True), Stand("province", region("51"), False)),
    "county": (
        Stand("nation", NATION, True),
        Stand("parent", region("51", "01"), True),
        Stand("own", region("51", "01", "07"), True),
        Stand("child", region("51", "01", "07", "001"), False),
        Stand("sibling", region("51", "01", "08"), False),
        Stand("other province", region("44", "01", "07"), False),
        Stand("same digits, other level", region("51", "01", "_", "07"), False),
        Stand("digits that go on", region("51", "01", "071"), False),
        Stand("digits that stop short", region("51", "01", "0"), False),
    ),
    "county and below": (  # what a county declares is known in its streets
        Stand("nation", NATION, True),
        Stand("parent", region("51", "01"), True),
        Stand("own", region("51", "01", "07"), True),
        Stand("child", region("51", "01", "07", "001"), True),
        Stand("grandchild", region("51", "01", "07", "001", "004"), True),
        Stand("sibling", region("51", "01", "08"), False),
        Stand("other province", region("44", "01", "07"), False),
        Stand("same digits, other level", region("51", "01", "_", "07"), False),
        Stand("digits that go on", region("51", "01", "071"), False),
        Stand("digits that stop short", region("51", "01", "0"), False),
    ),
    "street": (
        Stand("nation", NATION, True),
        Stand("parent", region("51", "01", "07"), True),
        Stand("own", region("51", "01", "07", "001"), True),
        Stand("child", region("51", "01", "07", "001", "005"), False),
        Stand("sibling", region("51", "01", "07", "002"), False),
        Stand("other province", region("44", "01", "07", "001"), False),
        Stand("same digits, other level", region("51", "01", "_", "07", "001"), False),
        Stand("digits that go on", region("51", "01", "07", "0011"), False),
        Stand("digits that stop short", region("51", "01", "07", "00"), False),
    ),
    "community": (  # nothing lies below a community
        Stand("nation", NATION, True),
        Stand("parent", region("51", "01", "07", "001"), True),
        Stand("own", region("51", "01", "07", "001", "004"), True),
        Stand("sibling", region("51", "01", "07", "001", "005"), False),
        Stand("other province", region("44", "01", "07", "001", "004"), False),
        Stand("same digits, other level", region("51", "01", "07", "_", "004"), False),
        Stand("digits that go on", region("51", "01", "07", "001", "0041"), False),
        Stand("digits that stop short", region("51", "01", "07", "00"), False),
    ),
}  # fmt: skip

SHOWN, ADMITTED, ABSENT, MISSING, NO_RIGHT, STRANGER = "shown", "admitted", "absent", "404", "403", "401"


def expected(route: Route, probe: Probe, role: Role, stand: Stand) -> str:
    """The verdict that is declared for the cell."""
    if probe.reach is Reach.PUBLIC:
        return ADMITTED
    if role not in route.roles:
        return NO_RIGHT
    if probe.narrowed and role not in started_under(route.service, probe.narrowed):
        return MISSING
    if probe.reach is Reach.NEVER:
        return MISSING
    if probe.reach in (Reach.OWN, Reach.EVERYWHERE):
        return SHOWN if route.method == "GET" else ADMITTED
    if probe.reach is Reach.LIST:
        return SHOWN if stand.reaches else ABSENT
    return ADMITTED if stand.reaches else MISSING


def cells(probe: Probe) -> Iterator[tuple[Role, Stand]]:
    """Everybody everywhere; what is public is asked from one place."""
    stands = STANDS[probe.at][:1] if probe.reach is Reach.PUBLIC else STANDS[probe.at]
    for role in Role:
        for stand in stands:
            yield role, stand


def seen(answer: httpx.Response, probe: Probe, matrix: Matrix) -> str:
    """What the answer amounts to; anything that is none of the verdicts is told as it is."""
    code = answer.json().get("code") if answer.headers["content-type"] == "application/problem+json" else None
    if answer.status_code in (401, 403) and str(code).startswith("access."):
        return str(answer.status_code)
    if (answer.status_code, code) == (404, "request.not-found"):
        return MISSING
    if answer.status_code in (409, 422) and not str(code).startswith("request."):
        return ADMITTED
    if not answer.is_success:
        return f"{answer.status_code} {code}"
    if probe.reach in (Reach.LIST, Reach.OWN, Reach.EVERYWHERE) and probe.body is None:
        return SHOWN if _shows(answer, probe, matrix) else ABSENT
    return ADMITTED


def _shows(answer: httpx.Response, probe: Probe, matrix: Matrix) -> bool:
    if probe.shows:
        return str(filled(probe.shows, matrix.names)) in answer.text
    body = answer.json()
    return bool(body["items"] if isinstance(body, dict) and "items" in body else body)


async def asked(
    matrix: Matrix, route: Route, probe: Probe, token: str | None, *, never: bool = False
) -> httpx.Response:
    """The probe as somebody asks it; `never` names things and regions that never were."""
    names = matrix.nowhere if never else matrix.names
    path = route.template.format(**{key: filled(value, names) for key, value in probe.path.items()})
    body: Any = filled(probe.body, names)
    return await matrix.ask(token, route.method, path, body, query=filled(probe.query, names), content=probe.content)


def said(answer: httpx.Response) -> tuple[int, Any]:
    """What can be told from an answer, without the address that was asked."""
    body = answer.json()
    return answer.status_code, {k: v for k, v in body.items() if k != "instance"} if isinstance(body, dict) else body


def own(probe: Probe) -> Region:
    return PLACES[probe.at.partition(" ")[0]]


def is_public(route: Route) -> bool:
    return route.right == PUBLIC
