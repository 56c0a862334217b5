"""The token says who; grants say what. A route without a declared right does not start."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from starlette.routing import Route

from shared.kernel import region, segments
from shared.web.rates import BAD_TOKENS, Rates, address
from shared.web.rights import PUBLIC_RIGHT, Caller, Grant, Right, Role, RolesExclude
from shared.web.tokens import BadToken, Verifier

GrantsOf = Callable[[Mapping[str, Any]], Awaitable[tuple[Grant, ...]]]


@dataclass(frozen=True, slots=True)
class Access:
    """How a process checks tokens and where a caller's grants come from."""

    verifier: Verifier
    grants_of: GrantsOf
    rates: Rates = field(default_factory=Rates)

    async def caller(self, token: str) -> Caller:
        claims = await self.verifier.claims(token)
        return Caller(claims["sub"], await self.grants_of(claims))


async def claimed_grants(claims: Mapping[str, Any]) -> tuple[Grant, ...]:
    """Development profile only: the grants stand in the token."""
    try:
        return tuple(Grant(Role(g["role"]), region(*segments(g["region"]))) for g in claims.get("grants", ()))
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise BadToken("grants") from fault


async def no_grants(claims: Mapping[str, Any]) -> tuple[Grant, ...]:
    """Nobody may anything: what a process answers that knows no authority to ask for grants."""
    return ()


async def caller(request: Request) -> Caller:
    """The caller of a request, or 401."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise HTTPException(401, "access.no-token", {"www-authenticate": "Bearer"})
    access: Access = request.app.state.access
    if not access.verifier.knows(token.strip()):
        access.rates.left(address(request), BAD_TOKENS)
    try:
        return await access.caller(token.strip())
    except (BadToken, RolesExclude):
        access.rates.spend(address(request), BAD_TOKENS)
        raise HTTPException(401, "access.bad-token", {"www-authenticate": 'Bearer error="invalid_token"'}) from None


class Public:
    """Declares that everybody may ask: health and descriptions only."""

    right: Right = PUBLIC_RIGHT

    async def __call__(self) -> None:
        return None


PUBLIC: Final = Depends(Public())


class UndeclaredRight(Exception):
    """A route says nothing about who may use it, so nobody starts this service."""


def declared(app: FastAPI) -> Iterator[tuple[RouteContext, Right]]:
    """Every route with the right it declares; what is no route of the framework's own kind declares none."""
    described = {app.openapi_url, app.docs_url, app.redoc_url, app.swagger_ui_oauth2_redirect_url}
    for route in iter_route_contexts(app.routes):
        if type(route.route) is Route and route.path in described:
            continue
        rights = list(_rights(route.dependant)) if isinstance(route.original_route, APIRoute) else []
        if len(rights) != 1:
            raise UndeclaredRight(f"{sorted(route.methods or ())} {route.path} declares {len(rights)} rights")
        yield route, rights[0]


def require_rights(app: FastAPI) -> None:
    """Raises UndeclaredRight for the first route that declares none, or more than one."""
    for _ in declared(app):
        pass


def _rights(dependant: Any) -> Iterator[Right]:
    right = getattr(dependant.call, "right", None)
    if isinstance(right, Right):
        yield right
    for below in dependant.dependencies:
        yield from _rights(below)
