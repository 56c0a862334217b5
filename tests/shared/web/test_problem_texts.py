"""Every code that can be answered has a text in both languages: its service's, or the platform's."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any, Final

import pytest

from shared.web.problems import LANGUAGES, ProblemTexts
from shared.yaml_file import read_yaml
from tests.golden.samples import ROOT, services

PLATFORM: Final = ROOT / "shared" / "web"
CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+")
RAISING: Final = {"Rejected": 0, "HTTPException": 1, "refuse": 1, "platform_problem": 1}
FOLDERS: Final = {p.parent.name: p.parent for p in (ROOT / "services").glob("*/problems.en.yaml")}
TEXTS: Final = {name: ProblemTexts.load(folder) for name, folder in FOLDERS.items()}
OF_PLATFORM: Final = ProblemTexts.load()


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def codes(source: str) -> Iterator[str]:
    """The codes that a module may raise, also the two of a conditional one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and called(node) in RAISING:
            at = RAISING[called(node)]
            given = [*node.args[at : at + 1], *(k.value for k in node.keywords if k.arg in ("code", "detail"))]
            for value in given:
                yield from literals(value)


def literals(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.IfExp):
        yield from literals(value.body)
        yield from literals(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str) and CODE.fullmatch(value.value):
        yield value.value


def raised(folder: Path) -> dict[str, str]:
    """Each code and a file that raises it."""
    return {
        code: str(p.relative_to(ROOT)) for p in sorted(folder.rglob("*.py")) for code in codes(p.read_text("utf-8"))
    }


SHARED = raised(ROOT / "shared")
OF_SERVICES = {name: raised(folder) for name, folder in FOLDERS.items()}


@pytest.mark.parametrize("code", sorted(SHARED))
def test_a_code_of_the_platform_has_both_texts(code: str) -> None:
    for language in LANGUAGES:
        assert code in OF_PLATFORM.codes(language), f"{SHARED[code]} raises {code}"


@pytest.mark.parametrize(
    ("name", "code"), [(name, code) for name, found in OF_SERVICES.items() for code in sorted(found)]
)
def test_a_code_of_a_service_has_both_texts(name: str, code: str) -> None:
    for language in LANGUAGES:
        assert code in TEXTS[name].codes(language), f"{OF_SERVICES[name][code]} raises {code}"


@pytest.mark.parametrize("name", sorted(services()))
def test_a_refused_reservation_has_both_texts(name: str) -> None:
    for code in {*services()[name].reserved.values(), "platform.already-taken"}:
        for language in LANGUAGES:
            assert code in TEXTS[name].codes(language)


@pytest.mark.parametrize("folder", [PLATFORM, *FOLDERS.values()], ids=lambda folder: folder.name)
def test_both_languages_hold_the_same_codes_complete_and_with_the_same_facts(folder: Path) -> None:
    zh, en = (entries(folder, language) for language in LANGUAGES)
    assert set(zh) == set(en)
    for code in zh:
        assert CODE.fullmatch(code), f"{code} is not a code"
        assert zh[code].get("status") in (None, en[code].get("status")), code
        assert facts(zh[code]) == facts(en[code]), code
        assert all(each[code].get("title") and each[code].get("detail") for each in (zh, en)), code
        assert re.search(r"[\u4e00-\u9fff]", zh[code]["title"]), code
        assert not re.search(r"[\u4e00-\u9fff]", en[code]["title"]), code


@pytest.mark.parametrize("folder", [PLATFORM, *FOLDERS.values()], ids=lambda folder: folder.name)
def test_a_stated_status_is_a_refusal(folder: Path) -> None:
    assert {entry["status"] for entry in entries(folder, "en").values() if "status" in entry} <= {
        400, 403, 404, 409, 412, 422, 503,
    }  # fmt: skip


def test_the_walk_finds_codes_where_they_are_raised() -> None:
    source = """
raise Rejected("a.b", field="/x")
raise Rejected("a.c" if x else "a.d")
raise HTTPException(404)
raise HTTPException(400, "request.bad-cursor")
raise HTTPException(status_code=400, detail="request.bad-version")
raise refuse(413, "request.too-large")
raise LookupError("a.z")
print("x.y")
"""
    assert list(codes(source)) == [
        "a.b",
        "a.c",
        "a.d",
        "request.bad-cursor",
        "request.bad-version",
        "request.too-large",
    ]
    assert {"platform.too-much-contention", "national-id.check-digit", "access.no-token", "request.too-deep"} <= set(
        SHARED
    )
    assert all(len(found) > 5 for found in OF_SERVICES.values())


def entries(folder: Path, language: str) -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(folder / f"problems.{language}.yaml") or {}
    return found


def facts(entry: dict[str, Any]) -> set[str]:
    return {name for word in ("title", "detail") for _, name, _, _ in Formatter().parse(str(entry[word])) if name}
