"""Default deny: what says nothing about who may use it does not start."""

from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Depends, FastAPI, WebSocket
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount

from shared.ids import new_id
from shared.kernel import NATION, Region, region, within
from shared.web import operations
from shared.web.access import PUBLIC, UndeclaredRight, declared, require_rights
from shared.web.app import routed
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.rights import ADMINISTRATORS, PUBLIC_RIGHT, Caller, Grant, Right, Role, RolesExclude
from tests.golden.samples import services
from tests.shared.web.conftest import COUNTY, ELSEWHERE, STREET, Web, problem
from tests.shared.web.ledger import ACCOUNT, EVERYBODY, OFFICERS

PLACES = [NATION, region("51"), region("51", "01"), COUNTY, STREET, ELSEWHERE, region("44")]


def app(*routers: APIRouter) -> FastAPI:
    made = FastAPI()
    for router in routers:
        made.include_router(router)
    return made


def test_a_route_without_a_right_does_not_start() -> None:
    router = APIRouter()

    @router.get("/open")
    async def open_to_all() -> None: ...

    with pytest.raises(UndeclaredRight, match="/open declares 0 rights"):
        require_rights(app(router))


def test_a_route_with_two_rights_does_not_start() -> None:
    router = APIRouter()

    @router.get("/twice")
    async def twice(
        one: Annotated[Reading, Depends(reader(may=EVERYBODY))],
        two: Annotated[Handle, Depends(handler(ACCOUNT, may=OFFICERS))],
    ) -> None: ...

    with pytest.raises(UndeclaredRight, match="/twice declares 2 rights"):
        require_rights(app(router))


def test_a_public_route_that_asks_for_a_right_as_well_does_not_start() -> None:
    router = APIRouter(dependencies=[PUBLIC])

    @router.get("/both")
    async def both(one: Annotated[Reading, Depends(reader(may=EVERYBODY))]) -> None: ...

    with pytest.raises(UndeclaredRight, match="/both declares 2 rights"):
        require_rights(app(router))


def test_a_route_that_the_framework_would_not_ask_about_rights_does_not_start() -> None:
    plain, socket, mounted = APIRouter(), APIRouter(), FastAPI()

    async def answer(request: Request) -> Response:
        return PlainTextResponse("everything")

    plain.add_route("/plain", answer)

    @socket.websocket("/socket")
    async def listen(websocket: WebSocket) -> None: ...

    mounted.router.routes.append(Mount("/files", app=PlainTextResponse("everything")))
    for made in (app(plain), app(socket), mounted):
        with pytest.raises(UndeclaredRight):
            require_rights(made)


def test_every_route_of_a_service_is_told_with_its_right(web: Web) -> None:
    service: Any = web.app._app
    rights = {(route.path, *sorted(route.methods or ())): right.name for route, right in declared(service)}
    assert rights["/accounts/{account_id}/bookings", "POST"] == OFFICERS.name
    assert rights["/accounts/{account_id}", "GET"] == EVERYBODY.name
    assert {path for (path, _), name in rights.items() if name == PUBLIC_RIGHT.name} == {
        "/health/live", "/health/ready", "/metrics",
    }  # fmt: skip


async def test_each_route_but_the_public_ones_refuses_a_stranger(web: Web) -> None:
    service: Any = web.app._app
    for route, right in declared(service):
        said = {"account_id": new_id(), "operation_id": new_id(), "name": "x", "policy": "x", "size": 1, "position": 1}
        path = (route.path or "").format(**said)
        for method in route.methods or ():
            answer = await web.client.request(method, path)
            assert (answer.status_code == 401) == (right is not PUBLIC_RIGHT), (method, path, answer.status_code)


@pytest.mark.parametrize("name", sorted(services()))
def test_every_service_of_ours_declares_the_right_of_each_route(name: str) -> None:
    made = routed(services()[name])
    assert len(list(declared(made))) > len(services()[name].routers)


def test_the_platforms_own_routes_are_analysed_once_for_all_services() -> None:
    for service in services().values():
        assert {id(route) for route in operations.router.routes} <= {id(route) for route in routed(service).routes}


def test_an_administrator_holds_nothing_beside() -> None:
    for one in ADMINISTRATORS:
        for other in set(Role) - {one}:
            with pytest.raises(RolesExclude):
                Caller("ann", (Grant(one, NATION), Grant(other, COUNTY)))
        assert Caller("ann", (Grant(one, NATION), Grant(one, COUNTY))).grants


def test_business_roles_may_be_held_together() -> None:
    roles = sorted(set(Role) - ADMINISTRATORS)
    assert len(Caller("ann", tuple(Grant(role, COUNTY) for role in roles)).grants) == len(roles)


GRANTS = st.lists(
    st.builds(Grant, st.sampled_from([Role.COUNTY_OFFICER, Role.SECRETARY, Role.TRAINER]), st.sampled_from(PLACES))
)


@given(GRANTS, st.sampled_from(PLACES))
def test_a_caller_may_exactly_inside_the_regions_of_a_role_that_has_the_right(
    grants: list[Grant], place: Region
) -> None:
    caller = Caller("ann", tuple(grants))
    expected = any(grant.role in OFFICERS.roles and within(grant.region, place) for grant in grants)
    assert caller.may(OFFICERS, place) == expected
    assert bool(caller.scope(OFFICERS)) == any(grant.role in OFFICERS.roles for grant in grants)


def test_a_right_that_no_role_has_may_be_used_by_nobody() -> None:
    everything = Caller("ann", tuple(Grant(role, NATION) for role in set(Role) - ADMINISTRATORS))
    assert not everything.may(Right("nothing", frozenset()), NATION)


@pytest.mark.parametrize("subject", ["two words", "li for wang", "李", "x" * 129, ""])
async def test_a_subject_that_could_be_read_as_two_signatures_is_not_let_in(web: Web, subject: str) -> None:
    problem(await web.ask("GET", "/accounts", subject=subject), 401, "access.bad-token")


async def test_a_token_with_roles_that_exclude_one_another_is_not_let_in(web: Web) -> None:
    token = web.issuer.token("ann", [Grant(Role.SYSTEM_ADMIN, NATION), Grant(Role.FINANCE, COUNTY)])
    answer = await web.client.get("/accounts", headers={"authorization": f"Bearer {token}"})
    problem(answer, 401, "access.bad-token")


async def test_whoever_was_delegated_nothing_stands_in_for_nobody(web: Web) -> None:
    for principal in ("wang", "", "two words", "ann"):
        answer = await web.ask("GET", "/accounts", headers={"on-behalf-of": principal})
        problem(answer, 403, "access.not-a-deputy")


async def test_a_token_that_says_nothing_of_grants_gives_none_of_itself(web: Web) -> None:
    token = web.issuer.token("ann")
    answer = await web.client.get("/accounts", headers={"authorization": f"Bearer {token}"})
    problem(answer, 403, "access.no-right")


def test_what_is_ones_own_reaches_no_region() -> None:
    own = Right("own things", own=True)
    assert not Caller("ann", (Grant(Role.COUNTY_OFFICER, NATION),)).scope(own)
