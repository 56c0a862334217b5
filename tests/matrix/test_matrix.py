"""Every route × every role × every place to stand: each cell is decided by a declaration, none by accident."""

import pytest
from starlette.routing import BaseRoute, Mount, Route

from deploy.local.documents import rights
from deploy.services import SERVICES
from shared.kernel import NATION
from shared.web.rights import Role
from tests.matrix import reviewed
from tests.matrix.cells import (
    ABSENT,
    MISSING,
    NO_RIGHT,
    STRANGER,
    Stand,
    asked,
    cells,
    expected,
    is_public,
    own,
    said,
    seen,
)
from tests.matrix.county import Matrix
from tests.matrix.probe import Probe, Reach, filled
from tests.matrix.probes import PROBES

EVERY_ROUTE = pytest.mark.parametrize("name", sorted(PROBES))


def test_the_reviewed_rights_are_those_of_the_code() -> None:
    assert reviewed.document() == rights(), "run make docs, and look at what changes"


def test_every_route_has_a_probe_and_every_probe_a_route() -> None:
    assert set(PROBES) == set(reviewed.routes())


def test_whoever_asks_without_a_right_is_public_on_purpose() -> None:
    assert {route.operation for route in reviewed.routes().values() if is_public(route)} == {
        "live", "ready", "metrics", "read_clock",
    }  # fmt: skip
    assert all(is_public(reviewed.routes()[name]) == (probe.reach is Reach.PUBLIC) for name, probe in PROBES.items())


async def test_nothing_is_mounted_but_the_services_and_the_clock(matrix: Matrix) -> None:
    mounted: list[BaseRoute] = matrix.journey.county.app._app.routes  # type: ignore[attr-defined]
    assert {route.path for route in mounted if isinstance(route, Mount)} == {
        "/personnel", "/training", "/assessment", "/payroll",
    }  # fmt: skip
    assert {route.path for route in mounted if isinstance(route, Route)} == {"/clock"}
    assert all(isinstance(route, Mount | Route) for route in mounted)


@EVERY_ROUTE
async def test_a_stranger_is_told_nothing(matrix: Matrix, name: str) -> None:
    """No token, an expired one, one for another audience, one of another key: for every role the same 401."""
    route, probe = reviewed.routes()[name], PROBES[name]
    before = await matrix.traces()
    subject = str(filled(probe.subject, matrix.names))
    tokens: dict[str, str | None] = {"none": None, "nonsense": "x.y.z"}
    for kind in ("expired", "other audience", "other key"):
        tokens |= {f"{kind} {r}": matrix.token(r, own(probe), subject=subject, kind=kind) for r in Role}
    found = {kind: seen(await asked(matrix, route, probe, token), probe, matrix) for kind, token in tokens.items()}
    wanted = "admitted" if is_public(route) else STRANGER
    assert found == dict.fromkeys(tokens, wanted)
    assert await matrix.traces() == before


@EVERY_ROUTE
async def test_every_cell_is_as_declared(matrix: Matrix, name: str) -> None:
    """What is refused leaves no trace at all; what is admitted meets a rule, or finds its work done."""
    route, probe = reviewed.routes()[name], PROBES[name]
    wanted = {cell: expected(route, probe, *cell) for cell in cells(probe)}
    before = await matrix.traces()
    for refused in (True, False):
        part = {cell: verdict for cell, verdict in wanted.items() if (verdict in (MISSING, NO_RIGHT)) == refused}
        assert {cell: await _found(matrix, route, probe, *cell) for cell in part} == part
        if refused:
            assert await matrix.traces() == before
    assert await matrix.heads() == {service: before[service] for service in SERVICES}


async def _found(matrix: Matrix, route: reviewed.Route, probe: Probe, role: Role, stand: Stand) -> str:
    """The verdict met; what is missing is to the letter as what never was."""
    token = matrix.token(role, stand.place, subject=str(filled(probe.subject, matrix.names)))
    answer = await asked(matrix, route, probe, token)
    found = seen(answer, probe, matrix)
    if found == MISSING:
        assert said(answer) == said(await asked(matrix, route, probe, token, never=True)), (role, stand)
    return found


@pytest.mark.parametrize("name", sorted(name for name in PROBES if PROBES[name].reach is Reach.OWN))
async def test_what_is_ones_own_is_nobody_elses(matrix: Matrix, name: str) -> None:
    """Whatever else he may: an answer to the letter as if it never was."""
    route, probe = reviewed.routes()[name], PROBES[name]
    if probe.subject == "mallory":
        return  # the same for everybody
    before = await matrix.traces()
    for role in Role:
        token = matrix.token(role, NATION, subject="mallory")
        answer = await asked(matrix, route, probe, token)
        assert said(answer) == said(await asked(matrix, route, probe, token, never=True)), role
        assert answer.status_code == 404 or seen(answer, probe, matrix) == ABSENT, (role, answer.text)
    assert await matrix.traces() == before
