"""OpenAPI as it is answered: every status a route can give, who may ask, the headers that matter, examples.

What all routes of a kind share is added here, once; a route says only what is its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from pydantic import TypeAdapter

from shared.consequences import Consequences
from shared.web.access import declared
from shared.web.problems import MEDIA_TYPE, ProblemTexts
from shared.web.rights import PUBLIC_RIGHT, Right
from shared.yaml_file import read_yaml

_HERE: Final = Path(__file__).parent
_STRING: Final = {"type": "string"}

PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "description": "A refusal (RFC 9457). `code` is stable; texts are in Chinese and English.",
    "required": ["type", "code", "status", "title", "instance", "texts"],
    "properties": {
        "type": {"type": "string", "description": "urn:problem: and the code"},
        "code": {"type": "string", "examples": ["request.invalid"]},
        "status": {"type": "integer"},
        "title": _STRING,
        "detail": _STRING,
        "instance": {"type": "string", "description": "The address that was asked"},
        "texts": {
            "type": "object",
            "required": ["zh", "en"],
            "additionalProperties": {"type": "object", "required": ["title"], "properties": {"title": _STRING, "detail": _STRING}},
        },
        "field": {"type": "string", "description": "JSON pointer into the body, or the parameter, that is at fault"},
        "facts": {"type": "object", "description": "What the rule measured"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "detail"],
                "properties": {"pointer": _STRING, "code": _STRING, "detail": _STRING},
            },
        },
    },
}  # fmt: skip

_RETRY: Final = {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "string", "pattern": "^[0-9]+$"}}}
_CHALLENGE: Final = {"WWW-Authenticate": {"description": "RFC 6750", "schema": _STRING}}

STATUSES: Final[Mapping[int, tuple[str, str, str, Mapping[str, Any]]]] = {
    400: ("Unreadable", "request.not-json", "Broken JSON or text, a missing or malformed header, a cursor of elsewhere", {}),
    401: ("Unauthorized", "access.no-token", "No token, or one that is not accepted", _CHALLENGE),
    403: ("Forbidden", "access.no-right", "The role does not give the right, or somebody else must do it", {}),
    404: ("NotFound", "request.not-found", "There is no such thing, or it lies outside the caller's regions", {}),
    408: ("TooSlow", "request.too-slow", "The body did not arrive in time", {}),
    409: ("Conflict", "request.conflict", "A rule refuses it in the present state; nothing was changed", {}),
    412: ("VersionMismatch", "request.version-mismatch", "If-Match names another version than the present one", {}),
    413: ("TooLarge", "request.too-large", "The body is larger than allowed", {}),
    415: ("UnsupportedType", "request.unsupported-type", "Another content type than the one described", {}),
    422: ("Unfitting", "request.invalid", "A field or a rule refuses what was sent; nothing was changed", {}),
    429: ("TooMany", "request.too-often", "The caller asks too often", _RETRY),
    503: ("Unavailable", "platform.unavailable", "Not now; the same request may be sent again", _RETRY),
}  # fmt: skip

PUBLIC: Final = (400,)
READING: Final = (400, 401, 403, 404, 422, 429, 503)
WITH_BODY: Final = (408, 413, 415)

HEADERS: Final[Mapping[str, tuple[str, bool, Mapping[str, Any], str]]] = {
    "idempotency-key": (
        "Idempotency-Key", True, {"type": "string", "pattern": "^[!-~]{1,255}$"},
        "Belongs to one request; sent again it gets the same receipt and happens once.",
    ),
    "if-match": (
        "If-Match", False, {"type": "string", "pattern": r'^(\*|"(0|[1-9][0-9]{0,9})")$', "examples": ['"7"']},
        "The version built on, as the ETag named it.",
    ),
    "preview": (
        "Preview", False, {"type": "string", "enum": ["true"]},
        "Answers 200 with what would happen, and does nothing: no event, no trace of the key. What would be refused is refused.",
    ),
    "min-position": (
        "Min-Position", False, {"type": "integer", "minimum": 0},
        "The position of a receipt: what is answered shows at least as much, or 503.",
    ),
    "on-behalf-of": (
        "On-Behalf-Of", False, _STRING,
        "The principal whose delegated duty is being done: both names sign, only his grants count.",
    ),
    "purpose": ("Purpose", False, _STRING, "A code of /purposes: opens what it names to whoever may unmask."),
    "last-event-id": ("Last-Event-ID", False, _STRING, "The last event seen: following goes on after it."),
}  # fmt: skip


PREVIEW: Final[dict[str, Any]] = {
    "description": "What would happen, asked for with Preview: true; nothing of it has",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Consequences"}}},
}


def _previewed() -> dict[str, Any]:
    """The schemas of what a preview answers."""
    found = TypeAdapter(Consequences).json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
    return {**found.pop("$defs"), "Consequences": found}


def describe(app: FastAPI, folder: Path) -> None:
    """From now on the application's document says all of this. Examples stand in examples.yaml of the folder."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app, plain(), ProblemTexts.load(folder), examples(folder))
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def examples(folder: Path) -> dict[str, dict[str, Any]]:
    """Requests and responses to show, by operation id."""
    found: dict[str, dict[str, Any]] = {}
    for file in (_HERE / "examples.yaml", folder / "examples.yaml"):
        if file.exists():
            found |= read_yaml(file)
    return found


def _described(
    app: FastAPI, document: dict[str, Any], texts: ProblemTexts, shown: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    components = document.setdefault("components", {})
    components["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    schemas = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = PROBLEM
    schemas |= _previewed()
    components["responses"] = {STATUSES[status][0]: _response(status, texts) for status in STATUSES} | {
        "Preview": PREVIEW
    }
    for route, right in declared(app):
        for method in route.methods or ():
            operation = document["paths"].get(route.path, {}).get(method.lower())
            if operation is not None:
                _complete(operation, method, right, _headers(route.dependant))
                _illustrate(operation, shown.get(operation["operationId"], {}))
    return document


def _response(status: int, texts: ProblemTexts) -> dict[str, Any]:
    _, code, description, headers = STATUSES[status]
    both = texts.of(code, {})
    example = {
        "type": f"urn:problem:{code}",
        "code": code,
        "status": status,
        **both["zh"],
        "instance": "/…",
        "texts": both,
    }
    schema = {"$ref": "#/components/schemas/Problem"}
    content = {MEDIA_TYPE: {"schema": schema, "example": example}}
    return {"description": description, "content": content, **({"headers": dict(headers)} if headers else {})}


def _complete(operation: dict[str, Any], method: str, right: Right, headers: Iterable[str]) -> None:
    """Statuses, security and headers by the kind of route."""
    operation["security"] = [] if right is PUBLIC_RIGHT else [{"bearer": []}]
    if right is not PUBLIC_RIGHT:
        operation["x-right"] = right.name
    operation["parameters"] = [
        *(_parameter(each) for each in operation.get("parameters", ())), *(_header(name) for name in headers)
    ]  # fmt: skip
    responses = operation["responses"]
    responses.pop("422", None)
    named = {parameter["name"] for parameter in operation["parameters"]}
    for status in _statuses(method, right, command="Idempotency-Key" in named):
        responses.setdefault(str(status), {"$ref": f"#/components/responses/{STATUSES[status][0]}"})
    if "Preview" in named:
        responses["200"] = {"$ref": "#/components/responses/Preview"}
    if "Idempotency-Key" in named and "201" in responses:
        responses["202"] = {**responses["201"], "description": "Done, but lists may not show it yet: see Min-Position"}
        responses["201"]["headers"] = responses["202"]["headers"] = {
            "ETag": {"description": "The version of what was changed", "schema": _STRING}
        }
    if not operation["parameters"]:
        del operation["parameters"]


def _statuses(method: str, right: Right, *, command: bool) -> Iterator[int]:
    yield from PUBLIC if right is PUBLIC_RIGHT else READING
    if method != "GET":
        yield from WITH_BODY
    if method == "POST":
        yield 409
    if command:
        yield 412


def _headers(dependant: Any) -> Iterator[str]:
    """What the dependencies of a route read by themselves."""
    yield from getattr(dependant.call, "headers", ())
    for below in dependant.dependencies:
        yield from _headers(below)


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    if parameter["in"] == "header":
        return _header(parameter["name"])
    return {**parameter, "schema": _not_null(parameter["schema"])}


def _header(name: str) -> dict[str, Any]:
    name, required, schema, description = HEADERS[name]
    return {"in": "header", "name": name, "required": required, "schema": dict(schema), "description": description}


def _not_null(schema: dict[str, Any]) -> dict[str, Any]:
    """What stands in an address is never null: it is left out."""
    given = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**given[0], **rest} if len(given) == 1 else schema


def _illustrate(operation: dict[str, Any], shown: Mapping[str, Any]) -> None:
    if "request" in shown:
        for content in operation["requestBody"]["content"].values():
            content["example"] = shown["request"]
    if "response" in shown:
        own = {status: said for status, said in operation["responses"].items() if "$ref" not in said}
        status = min(status for status in own if status.startswith("2"))
        for content in operation["responses"][status]["content"].values():
            content["example"] = shown["response"]
