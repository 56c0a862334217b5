"""RFC 9457 everywhere: a stable code, the field, Chinese and English; no stack traces, no personal data."""

import dataclasses
import json
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import asyncpg
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from shared.eventlog import LogUnavailable, Overloaded
from shared.handling import KeyReused, OutOfScope, VersionMismatch
from shared.kernel import NoValueYet, Rejected
from shared.operations import TooMany
from shared.privacy import NotInRing
from shared.telemetry import log
from shared.yaml_file import read_yaml

MEDIA_TYPE: Final = "application/problem+json"
LANGUAGES: Final = ("zh", "en")
MOST_ERRORS: Final = 100
_HERE: Final = Path(__file__).parent


class ProblemTexts:
    """Titles and details by code, in both languages, from problems.zh.yaml and problems.en.yaml."""

    def __init__(self, texts: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        self._texts = texts

    @staticmethod
    def load(*folders: Path) -> "ProblemTexts":
        """The platform's own texts and those of the folders given."""
        texts: dict[str, dict[str, Mapping[str, Any]]] = {language: {} for language in LANGUAGES}
        for folder in (_HERE, *folders):
            for language in LANGUAGES:
                texts[language].update(read_yaml(folder / f"problems.{language}.yaml") or {})
        return ProblemTexts(texts)

    def codes(self, language: str) -> frozenset[str]:
        return frozenset(self._texts[language])

    def status(self, code: str, default: int) -> int:
        return int(self._texts["en"].get(code, {}).get("status", default))

    def of(self, code: str, facts: Mapping[str, object]) -> dict[str, dict[str, str]]:
        """Both languages; a code without a text says only its own name."""
        filled = _Filled(facts)
        found = {}
        for language in LANGUAGES:
            entry = self._texts[language].get(code, {"title": code})
            found[language] = {k: str(entry[k]).format_map(filled) for k in ("title", "detail") if k in entry}
        return found


class _Filled(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One refusal as it goes out; `errors` name the parts of a body that were not understood."""

    status: int
    code: str
    texts: Mapping[str, Mapping[str, str]]
    field: str | None = None
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)
    errors: Sequence[Mapping[str, Any]] = ()
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def body(self, language: str, instance: str) -> bytes:
        content: dict[str, Any] = {
            "type": f"urn:problem:{self.code}",
            "code": self.code,
            "status": self.status,
            **self.texts[language],
            "instance": instance,
            "texts": self.texts,
        }
        if self.field is not None:
            content["field"] = self.field
        if self.facts:
            content["facts"] = dict(self.facts)
        if self.errors:
            content["errors"] = list(self.errors)
        return json.dumps(content, ensure_ascii=False, default=str).encode()

    def response(self, request: Request) -> Response:
        language = preferred(request.headers.get("accept-language", ""))
        headers = {**self.headers, "content-language": language, "cache-control": "no-store"}
        return Response(self.body(language, request.url.path), self.status, headers, MEDIA_TYPE)

    async def send(self, scope: MutableMapping[str, Any], send: Any) -> None:
        """Answer without the framework and end the connection: the rest of the body is not waited for."""
        accept = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
        language = preferred(accept)
        body = self.body(language, scope["path"])
        headers = [
            (b"content-type", MEDIA_TYPE.encode()),
            (b"content-language", language.encode()),
            (b"cache-control", b"no-store"),
            *((name.encode(), value.encode()) for name, value in self.headers.items()),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
        ]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def preferred(accept_language: str) -> str:
    """Chinese unless English is asked for first."""
    return "en" if accept_language.strip().lower().startswith("en") else "zh"


_PLATFORM: Final = ProblemTexts.load()


def platform_problem(status: int, code: str, headers: Mapping[str, str] | None = None) -> Problem:
    return Problem(status=status, code=code, texts=_PLATFORM.of(code, {}), headers=headers or {})


_BY_STATUS: Final = {
    400: "request.invalid", 401: "access.no-token", 403: "access.no-right", 404: "request.not-found", 405: "request.method",
    406: "request.not-acceptable", 409: "request.conflict", 412: "request.version-mismatch", 415: "request.unsupported-type",
    422: "request.invalid", 428: "request.version-required", 429: "request.too-often", 503: "platform.unavailable",
}  # fmt: skip


def install_problems(app: FastAPI, texts: ProblemTexts) -> None:  # noqa: C901  one place for every refusal
    """Every way a request can fail becomes a problem."""

    def answer(
        request: Request, status: int, code: str, *, facts: Mapping[str, object] | None = None, field: str | None = None,
        errors: Sequence[Mapping[str, Any]] = (), headers: Mapping[str, str] | None = None,
    ) -> Response:  # fmt: skip
        problem = Problem(
            status=status, code=code, texts=texts.of(code, facts or {}), field=field, facts=facts or {}, errors=errors,
            headers=headers or {},
        )  # fmt: skip
        return problem.response(request)

    async def rejected(request: Request, error: Exception) -> Response:
        assert isinstance(error, Rejected)
        status = texts.status(error.code, 409 if error.field is None else 422)
        return answer(request, status, error.code, facts=error.facts, field=error.field)

    async def too_early(request: Request, error: Exception) -> Response:
        assert isinstance(error, NoValueYet)
        return answer(request, 422, "request.before-any-rule", facts={"day": error.day})

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        errors = [
            {"pointer": pointer(e["loc"]), "code": e["type"], "detail": e["msg"]} for e in error.errors()[:MOST_ERRORS]
        ]
        return answer(request, 422, "request.invalid", errors=errors)

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        code = _BY_STATUS.get(error.status_code, "request.refused")
        if isinstance(error.detail, str) and "." in error.detail and " " not in error.detail:
            code = error.detail
        return answer(request, error.status_code, code, headers=error.headers)

    async def unavailable(request: Request, error: Exception) -> Response:
        return answer(request, 503, "platform.unavailable", headers={"retry-after": "1"})

    async def too_many(request: Request, error: Exception) -> Response:
        return answer(request, 429, "request.too-many-operations", headers={"retry-after": "10"})

    async def unexpected(request: Request, error: Exception) -> Response:
        if database_is_away(error):
            return await unavailable(request, error)
        log.error("request.failed", path=request.url.path, error=type(error).__name__, exc_info=error)
        return answer(request, 500, "platform.unexpected")

    handlers: dict[type[Exception], Any] = {
        Rejected: rejected,
        NoValueYet: too_early,
        RequestValidationError: invalid,
        HTTPException: http,
        LogUnavailable: unavailable,
        Overloaded: unavailable,
        NotInRing: unavailable,
        DBAPIError: unexpected,
        asyncpg.PostgresError: unexpected,
        asyncpg.InterfaceError: unexpected,
        ConnectionError: unexpected,
        VersionMismatch: _fixed(answer, 412, "request.version-mismatch"),
        KeyReused: _fixed(answer, 422, "request.key-reused"),
        OutOfScope: _fixed(answer, 404, "request.not-found"),
        TooMany: too_many,
        Exception: unexpected,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


async def nowhere(request: Request, error: Exception) -> Response:
    """For what stands in front of the services: an address or method that none of them has."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    return platform_problem(status, _BY_STATUS.get(status, "request.refused")).response(request)


def database_is_away(error: BaseException) -> bool:
    """The connection broke or none was to be had (SQLSTATE classes 08, 53, 57): the same request may do later."""
    if isinstance(error, DBAPIError):
        error = error.orig.__cause__ or error.orig if error.orig is not None else error
    if isinstance(error, asyncpg.PostgresError):
        return (error.sqlstate or "")[:2] in ("08", "53", "57")
    return isinstance(error, asyncpg.InterfaceError | ConnectionError)


def _fixed(answer: Any, status: int, code: str) -> Any:
    async def handle(request: Request, error: Exception) -> Response:
        response: Response = answer(request, status, code)
        return response

    return handle


def pointer(loc: Sequence[Any]) -> str:
    """A validation location as a JSON pointer into the body, or as the parameter's name."""
    where, *rest = loc or ("body",)
    path = "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in rest)
    return f"/{path}" if where == "body" else f"{where}:{path}"
