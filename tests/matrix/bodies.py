"""JSON bodies as the published OpenAPI describes them: every object in them, by its pointer."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any, Final

from deploy.local import documents
from deploy.services import SERVICES

METHODS: Final = ("get", "post", "put", "patch", "delete")


@cache
def openapi(service: str) -> dict[str, Any]:
    """The published document of a service, made once."""
    return documents.openapi(service)


@cache
def operations() -> dict[str, dict[str, Any]]:
    """Every documented operation by service and operation id."""
    return {
        f"{service}.{operation['operationId']}": operation
        for service in SERVICES
        for methods in openapi(service)["paths"].values()
        for method, operation in methods.items()
        if method in METHODS
    }


@cache
def with_body() -> tuple[str, ...]:
    return tuple(name for name, operation in operations().items() if _schema(operation) is not None)


def _schema(operation: Mapping[str, Any]) -> Any:
    content = operation.get("requestBody", {}).get("content", {})
    return content.get("application/json", {}).get("schema")


def objects(name: str) -> dict[str, frozenset[str]]:
    """The fields of every object in a body: `/` for the body itself, `/lines/0` for those of a list."""
    return dict(_objects(name.partition(".")[0], _schema(operations()[name]), ""))


def _objects(service: str, schema: Mapping[str, Any], at: str) -> Iterator[tuple[str, frozenset[str]]]:
    if "$ref" in schema:
        schema = openapi(service)["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    for below in schema.get("anyOf", ()):
        yield from _objects(service, below, at)
    if schema.get("type") == "array":
        yield from _objects(service, schema["items"], f"{at}/0")
    if schema.get("type") == "object":
        assert schema["additionalProperties"] is False, (service, at, "takes what it does not know")
        yield at, frozenset(schema.get("properties", ()))
        for field, below in schema.get("properties", {}).items():
            yield from _objects(service, below, f"{at}/{field}")


def with_fields(body: Any, at: str, more: Mapping[str, Any]) -> Any:
    """The body with more fields in the object at the pointer."""
    changed = deepcopy(body)
    place = changed
    for step in at.split("/")[1:]:
        place = place[int(step) if isinstance(place, list) else step]
    place.update(more)
    return changed
