"""`make sbom`: the software bill of materials, CycloneDX 1.6 in JSON, of exactly what requirements.lock installs."""

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid5

ROOT: Final = Path(__file__).parents[1]
_NAMESPACE: Final = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
_PINNED: Final = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^]]*\])?==([^ ;\\]+)")
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LONGEST_NAME: Final = 100  # a longer licence field is the licence itself


@dataclass(frozen=True, slots=True)
class Pinned:
    """A package of the lock, and the files of it that may be installed."""

    name: str
    version: str
    hashes: tuple[str, ...]

    @property
    def reference(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def bill(lock: str, wanted: str) -> dict[str, Any]:
    """The document for a lock and the list it was made from; the same for the same lock and the same installed packages."""
    pinned = tuple(packages(lock))
    names = {package.name for package in pinned}
    needed = {name: _needs(name) & names for name in names}
    roots = _product(wanted) & names
    product = _reached(roots, needed)
    about = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    own = f"pkg:generic/{about['name']}@{about['version']}"

    def references(of: set[str]) -> list[str]:
        return [package.reference for package in pinned if package.name in of]

    application = {"type": "application", "bom-ref": own, "name": about["name"], "version": about["version"]}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(_NAMESPACE, sha256(lock.encode()).hexdigest())}",
        "version": 1,
        "metadata": {"component": application},
        "components": [_component(p, "required" if p.name in product else "excluded") for p in pinned],
        "dependencies": [
            {"ref": own, "dependsOn": references(roots)},
            *({"ref": p.reference, "dependsOn": references(needed[p.name])} for p in pinned),
        ],
    }


def packages(lock: str) -> Iterator[Pinned]:
    """In the lock's order; one that differs by platform is there more than once."""
    for entry in re.split(r"(?m)^(?=[A-Za-z0-9])", lock):
        if found := _PINNED.match(entry):
            yield Pinned(_normal(found[1]), found[2], tuple(_HASH.findall(entry)))


def _component(package: Pinned, scope: str) -> dict[str, Any]:
    """`excluded` is what only building and testing needs; a hash for each file that the lock lets in."""
    return {
        "type": "library", "bom-ref": package.reference, "name": package.name, "version": package.version, "scope": scope,
        "purl": package.reference, "hashes": [{"alg": "SHA-256", "content": each} for each in package.hashes],
        **_licences(package.name),
    }  # fmt: skip


def _licences(name: str) -> dict[str, Any]:
    """As the installed package says; nothing where it does not say or is not installed on this machine."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return {}
    if "License-Expression" in about:
        return {"licenses": [{"expression": about["License-Expression"]}]}
    said = about["License"].strip() if "License" in about else ""
    return {"licenses": [{"license": {"name": said}}]} if 0 < len(said) <= LONGEST_NAME and "\n" not in said else {}


def _needs(name: str) -> set[str]:
    """What a package asks for by itself; its extras are asked for by who wants them."""
    try:
        asked = requires(name) or []
    except PackageNotFoundError:
        return set()
    return {_normal(_NAME.match(line)[0]) for line in asked if "extra ==" not in line}  # type: ignore[index]


def _product(wanted: str) -> set[str]:
    """What stands above the line `# Development`."""
    lines = wanted.split("# Development")[0].splitlines()
    return {_normal(found[0]) for line in lines if (found := _NAME.match(line))}


def _reached(roots: set[str], needed: Mapping[str, set[str]]) -> set[str]:
    found, waiting = set[str](), list(roots)
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            waiting += needed[name]
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main(into: Path) -> None:
    document = bill((ROOT / "requirements.lock").read_text(), (ROOT / "requirements.in").read_text())
    into.parent.mkdir(parents=True, exist_ok=True)
    into.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"{len(document['components'])} components in {into}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
