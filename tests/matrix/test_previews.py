"""A preview of any command: refused like the command, or answered with what would happen; never a trace."""

from typing import Final

import pytest

from shared.kernel import NATION
from shared.web.rights import Role
from tests.matrix import reviewed
from tests.matrix.bodies import operations
from tests.matrix.cells import own
from tests.matrix.county import Matrix
from tests.matrix.probe import filled
from tests.matrix.probes import PROBES

LOOKED_AHEAD: Final = {"preview": "true"}
CHANGING: Final = sorted(
    name for name, route in reviewed.routes().items() if route.method not in ("GET", "HEAD") and route.service != "clock"
)  # fmt: skip


async def ask(matrix: Matrix, name: str, value: str) -> tuple[int, dict[str, object]]:
    route, probe = reviewed.routes()[name], PROBES[name]
    place = NATION if probe.at == "nation" else own(probe)
    token = matrix.token(min(route.roles or {Role.WORKER}), place, subject=str(filled(probe.subject, matrix.names)))
    path = route.template.format(**{key: filled(value, matrix.names) for key, value in probe.path.items()})
    answer = await matrix.ask(
        token, route.method, path, filled(probe.body, matrix.names), query=filled(probe.query, matrix.names),
        content=probe.content, headers={"preview": value},
    )  # fmt: skip
    return answer.status_code, answer.json()


@pytest.mark.parametrize("name", CHANGING)
async def test_a_preview_leaves_no_trace_whatever_it_answers(matrix: Matrix, name: str) -> None:
    before = await matrix.traces()
    status, said = await ask(matrix, name, "true")
    assert await matrix.traces() == before
    if status == 200:
        assert set(said) == {"stream_id", "version", "events", "told", "pay", "duties"}
    else:
        assert status in (403, 404, 409, 422), said


@pytest.mark.parametrize("name", CHANGING)
async def test_any_other_word_for_a_preview_is_refused(matrix: Matrix, name: str) -> None:
    for value in ("True", "1", "false", "", "true, true"):
        status, said = await ask(matrix, name, value)
        assert (status, said["code"]) == (400, "request.bad-preview"), (value, said)


def test_every_command_says_that_it_can_be_looked_ahead_at() -> None:
    """Whatever takes an Idempotency-Key takes a Preview, and answers 200 with nothing else."""
    for name, operation in operations().items():
        headers = {parameter["name"] for parameter in operation.get("parameters", ()) if parameter["in"] == "header"}
        assert ("Idempotency-Key" in headers) == ("Preview" in headers), name
        if "Preview" in headers:
            assert operation["responses"]["200"] == {"$ref": "#/components/responses/Preview"}, name
