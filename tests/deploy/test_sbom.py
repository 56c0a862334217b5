"""The bill of materials says exactly what the lock installs, in the form that others read."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from deploy.sbom import bill, main, packages

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text()


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return bill(LOCK, (ROOT / "requirements.in").read_text())


def test_it_is_cyclonedx(document: dict[str, Any]) -> None:
    """What the specification of version 1.6 requires of a document and of each part that we write."""
    assert (document["bomFormat"], document["specVersion"], document["version"]) == ("CycloneDX", "1.6", 1)
    assert UUID(document["serialNumber"].removeprefix("urn:uuid:"))
    assert set(document) == {
        "$schema", "bomFormat", "specVersion", "serialNumber", "version", "metadata", "components", "dependencies",
    }  # fmt: skip
    for component in (document["metadata"]["component"], *document["components"]):
        assert component["type"] in ("application", "library")
        assert component["name"]
        assert component["version"]
        assert component.get("scope", "required") in ("required", "excluded")
        assert all(set(h) == {"alg", "content"} and h["alg"] == "SHA-256" for h in component.get("hashes", ()))
        assert all(re.fullmatch(r"[0-9a-f]{64}", h["content"]) for h in component.get("hashes", ()))
        for licence in component.get("licenses", ()):
            assert licence.get("expression") or licence["license"]["name"]
        if component["type"] == "library":
            assert re.fullmatch(r"pkg:pypi/[a-z0-9-]+@[^/@ ]+", component["purl"])


def test_every_reference_is_there_once(document: dict[str, Any]) -> None:
    known = [document["metadata"]["component"]["bom-ref"], *(c["bom-ref"] for c in document["components"])]
    assert len(set(known)) == len(known)
    assert [d["ref"] for d in document["dependencies"]] == known
    for dependency in document["dependencies"]:
        assert set(dependency["dependsOn"]) <= set(known)
        assert len(set(dependency["dependsOn"])) == len(dependency["dependsOn"])


def test_it_names_every_package_of_the_lock_with_all_its_files(document: dict[str, Any]) -> None:
    assert sum(len(c["hashes"]) for c in document["components"]) == LOCK.count("--hash=sha256:")
    assert len(document["components"]) == len(re.findall(r"(?m)^[A-Za-z0-9][^\n]*==", LOCK))


def test_it_tells_the_product_from_what_only_tests_need(document: dict[str, Any]) -> None:
    scopes = {c["name"]: c["scope"] for c in document["components"]}
    assert {scopes[name] for name in ("fastapi", "starlette", "cryptography", "nats-py", "typing-extensions")} == {
        "required"
    }
    assert {scopes[name] for name in ("pytest", "mypy", "schemathesis", "ruff")} == {"excluded"}


def test_most_licences_are_known(document: dict[str, Any]) -> None:
    assert sum("licenses" in c for c in document["components"]) > len(document["components"]) * 3 // 4


def test_a_lock_with_markers_extras_and_two_versions_is_read() -> None:
    zero, one, two = (f"    --hash=sha256:{digit * 64}" for digit in "012")
    lock = f"a.B_c[x]==1.0 ; python_version < '4' \\\n{zero}\nd==2 \\\n{one} \\\n{two}\nd==3 \\\n{zero}\n"
    assert [(p.name, p.version, len(p.hashes)) for p in packages(lock)] == [
        ("a-b-c", "1.0", 1),
        ("d", "2", 2),
        ("d", "3", 1),
    ]


def test_the_same_lock_makes_the_same_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        main(tmp_path / name / "sbom.json")
    assert (tmp_path / "a" / "sbom.json").read_bytes() == (tmp_path / "b" / "sbom.json").read_bytes()
    assert json.loads((tmp_path / "a" / "sbom.json").read_text())["components"]
