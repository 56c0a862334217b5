"""The rules no linter knows: size, purity of functions, a spec beside every capability, a README that tells the truth."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SERVICES = ("personnel", "training", "assessment", "payroll")
SOURCES = sorted(p for top in ("services", "shared", "deploy") for p in (ROOT / top).rglob("*.py"))
PURE_FOLDERS = {"domain", "kernel", "publications", "reactions", "published"}
PURE = [p for p in SOURCES if PURE_FOLDERS & set(p.relative_to(ROOT).parts)]
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
CAPABILITY = re.compile(r"^\| `(?P<word>[a-z_]+)` \| .* \| (?P<asked>yes|no) \|$", re.MULTILINE)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def capabilities() -> list[tuple[str, str, str]]:
    """(service, word, asked over HTTP) from the capability tables of the service READMEs."""
    found = []
    for service in SERVICES:
        readme = ROOT / "services" / service / "README.md"
        found += [(service, m["word"], m["asked"]) for m in CAPABILITY.finditer(readme.read_text())]
    return found


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_is_one_sitting(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 250


@pytest.mark.parametrize("path", PURE, ids=name)
def test_nothing_pure_waits(path: Path) -> None:
    tree = ast.parse(path.read_text())
    assert not any(isinstance(node, ast.AsyncFunctionDef) for node in ast.walk(tree))


@pytest.mark.parametrize("path", [p for p in SOURCES if "payroll" in p.parts or p.name == "money.py"], ids=name)
def test_no_float_meets_an_amount(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        assert not (isinstance(node, ast.Name) and node.id == "float")
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))


@pytest.mark.parametrize("path", [p for p in PURE if "domain" in p.parts], ids=name)
def test_who_made_something_is_asked_of_hands_and_never_of_a_text(path: Path) -> None:
    """A deputy signs with two names: `==` would let him check what his principal made."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Compare) and any(isinstance(op, ast.Eq | ast.NotEq) for op in node.ops):
            sides = {ast.unparse(side) for side in (node.left, *node.comparators)}
            assert not any(side == "facts.by" or side.endswith("_by") for side in sides), ast.unparse(node)


def test_the_services_are_those_the_import_contracts_name() -> None:
    folders = {p.name for p in (ROOT / "services").iterdir() if (p / "__init__.py").exists()}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (shape,) = [c for c in contracts if c["name"].startswith("Every service has the same shape")]
    assert folders == set(SERVICES) == {c.removeprefix("services.") for c in shape["containers"]}


@pytest.mark.parametrize("service", SERVICES)
def test_a_readme_lists_capabilities(service: str) -> None:
    assert [word for of, word, _ in capabilities() if of == service]


@pytest.mark.parametrize(("service", "word", "asked"), capabilities())
def test_each_capability_has_its_domain_file_its_spec_and_its_route(service: str, word: str, asked: str) -> None:
    assert (ROOT / "services" / service / "domain" / f"{word}.py").exists()
    assert (ROOT / "tests" / service / "domain" / f"test_{word}.py").exists()
    assert (asked == "yes") == (ROOT / "services" / service / "routes" / f"{word}.py").exists()


def test_nothing_committed_names_a_registry_or_a_path_of_a_machine() -> None:
    hosts = (
        "py"
        + r"pi\.org|python"
        + r"hosted|registry\.npm"
        + r"js|deb\.deb"
        + r"ian|/ho"
        + r"me/|/ro"
        + r"ot/|/wo"
        + r"rk/"
    )
    for tracked in TRACKED:
        path = ROOT / tracked
        if path.suffix in {".py", ".md", ".toml", ".yaml", ".lock", ".in", ".json", ".csv"} and path.exists():
            assert not re.search(hosts, path.read_text()), tracked


def test_the_lock_pins_every_file_by_hash() -> None:
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    pinned = [line for line in lines if "==" in line]
    assert pinned
    assert all(line.endswith("\\") for line in pinned)
    assert sum("--hash=sha256:" in line for line in lines) >= len(pinned)
