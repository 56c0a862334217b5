"""The published OpenAPI says what a client needs: refusals, rights, methods, examples that are true."""

import re
from typing import Any, Final

import jsonschema_rs
import pytest

from shared.kernel import NATION
from shared.web.rights import Role
from tests.matrix import reviewed
from tests.matrix.bodies import openapi, operations, with_body
from tests.matrix.cells import asked
from tests.matrix.county import Matrix
from tests.matrix.probe import Reach, filled
from tests.matrix.probes import PROBES


def test_every_operation_documents_its_refusals() -> None:
    for name, operation in operations().items():
        public = not operation["security"]
        assert ("401" in operation["responses"]) == (not public), name
        assert ("x-right" in operation) == (not public), name
        assert "500" not in operation["responses"], name


SHOWN_AS_IT_LOOKS: Final = sorted(
    name
    for name, operation in operations().items()
    if "application/json" in operation["responses"].get("200", {}).get("content", {}) and not name.endswith(".live")
)


@pytest.mark.parametrize("name", with_body())
def test_every_body_is_shown_by_an_example_that_fits(name: str) -> None:
    service, content = name.partition(".")[0], operations()[name]["requestBody"]["content"]["application/json"]
    schema = {**content["schema"], "components": openapi(service)["components"]}
    jsonschema_rs.validator_for(schema).validate(content["example"])


@pytest.mark.parametrize("name", SHOWN_AS_IT_LOOKS)
async def test_every_answer_is_shown_by_an_example_that_looks_like_it(matrix: Matrix, name: str) -> None:
    """The same fields on every level; what the example leaves open (null, an empty list) may be filled."""
    route, probe = reviewed.routes()[name], PROBES[name]
    example = operations()[name]["responses"]["200"]["content"]["application/json"]["example"]
    if route.method != "GET" or probe.reach is Reach.NEVER:
        return
    token = matrix.token(min(route.roles or {Role.WORKER}), NATION, subject=str(filled(probe.subject, matrix.names)))
    answer = await asked(matrix, route, probe, token)
    if answer.status_code != 404:  # another kind of operation than the one whose right the first role has
        assert differences(example, answer.json()) == []


def differences(example: Any, answer: Any, at: str = "") -> list[str]:
    if isinstance(example, dict) and isinstance(answer, dict):
        if at.endswith(OPEN):
            return []
        odd = [f"{at}/{key}" for key in sorted(set(example) ^ set(answer))]
        return odd + [
            d for key in set(example) & set(answer) for d in differences(example[key], answer[key], f"{at}/{key}")
        ]
    if isinstance(example, list) and isinstance(answer, list) and example and answer:
        return differences(example[0], answer[0], f"{at}/0")
    return []


OPEN: Final = ("/heard", "/facts", "/rules", "/headers", "/data", "/held", "/elsewhere")  # keys are values there


async def test_no_method_is_answered_but_the_documented_ones(matrix: Matrix) -> None:
    everything = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}
    known: dict[str, set[str]] = {}
    for route in reviewed.routes().values():
        known.setdefault(route.template, set()).add(route.method)
    token = matrix.token(Role.COUNTY_OFFICER, NATION)
    for template, methods in known.items():
        path = re.sub(r"\{\w+\}", matrix.names["never"], template)
        for method in everything - methods - ({"HEAD"} if template == "/clock" else set()):
            answer = await matrix.ask(token, method, path)
            assert answer.status_code == 405, (method, path, answer.status_code)
            assert method == "HEAD" or answer.json()["code"] == "request.method", (method, path)
