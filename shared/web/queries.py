"""A filter that is misspelt must not widen a list in silence: what a route does not ask for is refused."""

from collections.abc import Iterator
from typing import Any, Final

from fastapi import Request
from fastapi.routing import APIRoute

from shared.kernel import Rejected

_LONGEST: Final = 100
_KNOWN: Final[dict[Any, frozenset[str]]] = {}  # by what answers the route


def refuse_unknown(request: Request) -> None:
    """Raises Rejected for a query parameter that the route does not have, or that is given twice."""
    if not request.scope["query_string"]:
        return
    route: APIRoute = request.scope["route"]
    if route.endpoint not in _KNOWN:
        _KNOWN[route.endpoint] = frozenset(_names(route.dependant))
    known, seen = _KNOWN[route.endpoint], set[str]()
    for name, _ in request.query_params.multi_items():
        if name not in known or name in seen:
            raise Rejected("request.unknown-parameter", field=f"query:{name[:_LONGEST]}")
        seen.add(name)


def _names(dependant: Any) -> Iterator[str]:
    yield from (field.alias for field in dependant.query_params)
    for below in dependant.dependencies:
        yield from _names(below)
