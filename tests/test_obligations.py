"""Every obligation of the policy that personnel answers for has its sentences, its refusals and a test over HTTP.

`docs/obligations.yaml` says which; here it is held against the tests that are there.
"""

import ast
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from shared.yaml_file import read_yaml

ROOT: Final = Path(__file__).parents[1]
OBLIGATIONS: Final[dict[str, dict[str, Any]]] = read_yaml(ROOT / "docs" / "obligations.yaml")
OF_PERSONNEL: Final = (
    *(f"P-01.{n}" for n in range(1, 6)), *(f"P-02.{n}" for n in range(1, 5)), *(f"P-03.{n}" for n in range(1, 7)),
    *(f"P-04.{n}" for n in range(1, 7)), *(f"P-09.{n}" for n in range(2, 7)), "P-12.3", "P-12.4",
    *(f"P-13.{n}" for n in range(1, 6)), *(f"P-14.{n}" for n in range(2, 6)), "P-15.1", "P-15.2", "P-16.2", "P-16.3",
    "P-17.5", "P-17.7", "P-17.8",
)  # fmt: skip


@cache
def functions(path: str) -> dict[str, str]:
    """Tests of a file by name, each with its text."""
    source = (ROOT / path).read_text(encoding="utf-8")
    found = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    return {node.name: ast.unparse(node) for node in found if node.name.startswith("test_")}


def test_every_one_is_there() -> None:
    assert len(OF_PERSONNEL) == 44
    assert list(OBLIGATIONS) == list(OF_PERSONNEL)


@pytest.mark.parametrize("row", OF_PERSONNEL)
def test_an_obligation_has_sentences_and_refusals(row: str) -> None:
    told = [text for path in OBLIGATIONS[row]["rules"] for text in functions(f"tests/personnel/domain/{path}").values()]
    assert told
    assert any("reject" in text or "raises" in text for text in told)


@pytest.mark.parametrize("row", OF_PERSONNEL)
def test_an_obligation_is_met_over_http(row: str) -> None:
    for each in OBLIGATIONS[row]["http"]:
        path, _, name = each.partition("::")
        assert name in functions(f"tests/{path}" if "/" in path else f"tests/personnel/http/{path}"), each
    assert OBLIGATIONS[row]["http"]
    assert OBLIGATIONS[row]["means"]
