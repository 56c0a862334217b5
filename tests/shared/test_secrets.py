"""Secrets come from the environment, or from files that it names, and from nowhere else; nothing prints them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.broker import BrokerAccess
from shared.broker.access import Login

ROOT = Path(__file__).parents[2]
SOURCES = sorted(p for top in ("services", "shared", "deploy") for p in (ROOT / top).rglob("*.py"))
SECRET = re.compile(r"(^|_)(password|passwords|secret|secrets|token|tokens|master_key|index_key|cursor_key)$")
READS_ENVIRONMENT = {
    "shared/process.py", "deploy/migrate.py", "deploy/keys.py", "deploy/authorities.py",  # the settings
    "deploy/local/process.py",  # where a child finds its libraries
}  # fmt: skip
PRINTS_TOKEN = {"deploy/local/__main__.py"}  # of the development issuer, for who asked for one
SAYS = {"print", "debug", "info", "warning", "error", "critical", "exception", "exit", "write_line"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def parsed(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text("utf-8"))))


def last(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def test_the_environment_is_read_where_settings_are_made_and_nowhere_else() -> None:
    found = {
        name(p)
        for p in SOURCES
        for node in parsed(p)
        if isinstance(node, ast.expr) and last(node) in ("environ", "getenv")
    }
    assert found == READS_ENVIRONMENT


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_secret_stands_in_the_source(path: Path) -> None:
    """Nothing called a secret is given a text, as a variable, an argument, a default or a member of a mapping."""
    assert [node.value for node in written(path)] == []


def written(path: Path) -> Iterator[ast.Constant]:
    """Texts under the name of a secret."""
    for called, value in given(path):
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value and SECRET.search(called):
            yield value


def given(path: Path) -> Iterator[tuple[str, ast.expr | None]]:
    """What is given to every name."""
    for node in parsed(path):
        match node:
            case ast.Assign(targets=[target], value=value) | ast.AnnAssign(target=target, value=value):
                yield last(target), value
            case ast.keyword(arg=str(of), value=value):
                yield of, value
            case ast.Dict(keys=keys, values=values):
                yield from ((str(k.value), v) for k, v in zip(keys, values, strict=True) if isinstance(k, ast.Constant))
            case _:
                pass


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_nothing_that_is_called_a_secret_is_printed_or_logged(path: Path) -> None:
    said = [
        last(part)
        for node in parsed(path)
        if isinstance(node, ast.Call) and last(node.func) in SAYS
        for argument in (*node.args, *(keyword.value for keyword in node.keywords))
        for part in ast.walk(argument)
        if isinstance(part, ast.expr) and SECRET.search(last(part))
    ]
    assert said == [] or name(path) in PRINTS_TOKEN


def test_who_connects_does_not_print_its_password() -> None:
    access = BrokerAccess("nats://x", {"personnel-relay": "the-password"})
    for shown in (repr(access), repr(access.login("personnel-relay")), repr(Login("nats://x", "u", "the-password"))):
        assert "the-password" not in shown
