"""Cases from the published OpenAPI, sent to the running county: schemathesis makes and judges them, hypothesis picks."""

import asyncio
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any, Final

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks

from shared.ids import new_id
from shared.kernel import NATION
from shared.web.rights import Role
from tests.matrix import reviewed
from tests.matrix.bodies import openapi
from tests.matrix.county import Matrix
from tests.matrix.probe import filled
from tests.matrix.probes import PROBES

SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHECKS: Final[list[CheckFunction]] = [
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
FROM_SEED: Final = settings(
    database=None, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
TURNS: Final = (
    (GenerationMode.POSITIVE, True), (GenerationMode.NEGATIVE, False), (GenerationMode.POSITIVE, False),
    (GenerationMode.NEGATIVE, True),
)  # fmt: skip
SAID_BEFORE: Final = frozenset({"authorization", "idempotency-key", "content-length", "host"})


@schemathesis.serializer(SHEET)
def _sheet(context: schemathesis.SerializationContext, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def _asked(document: dict[str, Any]) -> dict[str, Any]:
    """Token and idempotency key are sent by us, always good, and no position is asked for that has to be waited for."""
    asked = deepcopy(document)
    del asked["components"]["securitySchemes"]
    for operation in (operation for methods in asked["paths"].values() for operation in methods.values()):
        del operation["security"]
        given = operation.get("parameters", [])
        operation["parameters"] = [each for each in given if each["name"] not in ("Idempotency-Key", "Min-Position")]
    return asked


def _can_be_wrong(operation: dict[str, Any], *, known: bool) -> bool:
    """Whether anything could be sent that is not as published: any text is a header. Found out by trying it takes 450 tries."""
    sent = [each for each in operation.get("parameters", ()) if not (known and each["in"] == "path")]
    return "requestBody" in operation or any(
        each["in"] == "query" or each["schema"] != {"type": "string"} for each in sent
    )


@dataclass(slots=True)
class Fuzz:
    """Asks from a thread of its own, so that hypothesis may wait where the county runs on."""

    matrix: Matrix
    loop: asyncio.AbstractEventLoop
    told: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def service(self, name: str, cases: int) -> None:
        """At least so many cases and one valid for each operation, about things that are there and that are not, valid and
        invalid by turns; `faults` says what is not as published."""
        schema = schemathesis.openapi.from_dict(_asked(openapi(name)))
        operations = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
        for turn, (mode, known) in enumerate(cycle(TURNS)):
            examples = -(-(cases - self.told.total()) // (len(operations) * max(1, len(TURNS) - turn)))
            if examples <= 0 or self.faults:
                return
            for operation in operations:
                if mode is GenerationMode.NEGATIVE and not _can_be_wrong(operation.definition.raw, known=known):
                    continue
                self._round(name, operation, mode, known, settings(FROM_SEED, max_examples=examples), turn)

    def _round(
        self, service: str, operation: Any, mode: GenerationMode, known: bool, limits: settings, turn: int
    ) -> None:  # fmt: skip
        id = operation.definition.raw["operationId"]
        route, probe = reviewed.routes()[f"{service}.{id}"], PROBES[f"{service}.{id}"]
        subject = str(filled(probe.subject, self.matrix.names))
        token = self.matrix.token(min(route.roles or {Role.WORKER}), NATION, subject=subject)
        path = filled(probe.path, self.matrix.names) if known else None

        @limits
        @seed(turn)
        @given(operation.as_strategy(mode, path_parameters=path))
        def ask(case: Any) -> None:
            assume(all(value not in ([], {}, None) for value in (case.query or {}).values()))  # nothing would be sent
            answer = asyncio.run_coroutine_threadsafe(self._send(service, case, token), self.loop).result()
            self.told[answer.status_code] += 1
            assert answer.status_code < 500 or answer.status_code == 503, answer.text
            case.validate_response(answer, checks=CHECKS)

        try:
            ask()
        except (AssertionError, FailureGroup, Unsatisfiable) as fault:
            self.faults.append(f"{id} ({mode.value}): {fault}")

    async def _send(self, service: str, case: Any, token: str) -> httpx.Response:
        sent = case.as_transport_kwargs(base_url=f"http://county/{service}")
        headers = {k: v for k, v in (sent.pop("headers") or {}).items() if k.lower() not in SAID_BEFORE}
        headers |= {"authorization": f"Bearer {token}", "idempotency-key": str(new_id())}
        sent.pop("cookies", None)
        if "data" in sent:
            sent["content"] = sent.pop("data")
        encoded = {k.encode("latin-1", "replace"): str(v).encode("latin-1", "replace") for k, v in headers.items()}
        return await self.matrix.http.request(**sent, headers=encoded)
