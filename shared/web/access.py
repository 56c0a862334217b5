"""The token says who; grants say what. A route without a declared right does not start."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from starlette.routing import Route

from shared.authority.grants import Authority
from shared.kernel import ADMINISTRATORS, Grant, Region, Role, RolesExclude, exclude, is_subject, region, segments
from shared.web.rates import BAD_TOKENS, Rates, address
from shared.web.rights import PUBLIC_RIGHT, Caller, Right
from shared.web.tokens import BadToken, Verifier

ON_BEHALF_OF: Final = "on-behalf-of"
GrantsOf = Callable[[Mapping[str, Any], Authority], Awaitable[tuple[Grant, ...]]]


@dataclass(frozen=True, slots=True)
class Access:
    """How a process checks tokens, and where a caller's own grants come from."""

    verifier: Verifier
    grants_of: GrantsOf
    rates: Rates = field(default_factory=Rates)

    async def caller(self, token: str, authority: Authority, principal: str | None = None) -> Caller:
        """Who asks, with the grants of today. Raises BadToken, RolesExclude, and NotADeputy for a principal not his."""
        claims = await self.verifier.claims(token)
        if not is_subject(subject := claims["sub"]):
            raise BadToken("sub")
        own = Caller(subject, await self.grants_of(claims, authority), None, await authority.layout())
        return own if principal is None else await _deputy(own, principal, authority)


class NotADeputy(Exception):
    """The principal delegated nothing to the caller that is in force today, or the caller is an administrator."""


async def _deputy(own: Caller, principal: str, authority: Authority) -> Caller:
    """Exactly what the principal delegated counts, nothing of the deputy's own."""
    delegated = await authority.delegated(own.subject, principal)
    if not delegated or any(grant.role in ADMINISTRATORS for grant in (*own.grants, *delegated)):
        raise NotADeputy
    return Caller(own.subject, delegated, principal, own.layout)


async def given_grants(claims: Mapping[str, Any], authority: Authority) -> tuple[Grant, ...]:
    """What personnel's authority events gave; a token only says who."""
    return await authority.grants(claims["sub"])


@lru_cache(maxsize=1_000)
def _claimed(role: str, place: Region) -> Grant:
    return Grant(Role(role), region(*segments(place)))


async def claimed_grants(claims: Mapping[str, Any], authority: Authority) -> tuple[Grant, ...]:
    """Development profile only: the grants stand in the token, if it has any word of them."""
    if "grants" not in claims:
        return await given_grants(claims, authority)
    try:
        claimed = tuple(_claimed(g["role"], g["region"]) for g in claims["grants"])
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise BadToken("grants") from fault
    if exclude(grant.role for grant in claimed):
        raise BadToken("grants")
    return claimed


async def caller(request: Request) -> Caller:
    """The caller of a request, or 401; 403 for one who says that he stands in for another and does not."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise HTTPException(401, "access.no-token", {"www-authenticate": "Bearer"})
    access: Access = request.app.state.access
    if not access.verifier.knows(token.strip()):
        access.rates.left(address(request), BAD_TOKENS)
    principal = request.headers.get(ON_BEHALF_OF)
    try:
        return await access.caller(token.strip(), request.app.state.authority, principal)
    except BadToken:
        access.rates.spend(address(request), BAD_TOKENS)
        raise HTTPException(401, "access.bad-token", {"www-authenticate": 'Bearer error="invalid_token"'}) from None
    except RolesExclude:
        raise HTTPException(403, "access.roles-exclude") from None
    except NotADeputy:
        raise HTTPException(403, "access.not-a-deputy") from None


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
