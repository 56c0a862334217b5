"""docs/rights.yaml: who may ask what, as a person reviewed it. The matrix expects this and nothing else."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from shared.web.rights import Role

FILE: Final = Path(__file__).parents[2] / "docs" / "rights.yaml"
PUBLIC: Final = "public"


@dataclass(frozen=True, slots=True)
class Route:
    """An operation of a service with the right it asks for."""

    service: str
    operation: str
    method: str
    template: str
    right: str

    @property
    def name(self) -> str:
        return f"{self.service}.{self.operation}"

    @property
    def roles(self) -> frozenset[Role]:
        return roles(self.right)


@cache
def document() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return found


def roles(right: str) -> frozenset[Role]:
    """What is one's own, every role may ask for."""
    named = document()["rights"][right]
    return frozenset(Role) if isinstance(named, str) else frozenset(Role(name) for name in named)


def started_under(service: str, kind: str) -> frozenset[Role]:
    """The roles that may start, see and stop a kind of operation."""
    return roles(document()["operations"][service][kind])


@cache
def routes() -> dict[str, Route]:
    """By service and operation."""
    found = [
        _route(service, operation, said)
        for service, told in document()["routes"].items()
        for operation, said in told.items()
    ]
    return {route.name: route for route in found}


def _route(service: str, operation: str, said: str) -> Route:
    right, _, address = said.partition(" <- ")
    method, _, path = address.partition(" ")
    return Route(service, operation, method, path if service == "clock" else f"/{service}{path}", right)
