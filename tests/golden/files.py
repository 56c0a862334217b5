"""The golden files: stored bytes as they were when an event or contract was first written."""

import json
import re
from pathlib import Path

from tests.golden.samples import kinds, stored_form, words

FOLDER = Path(__file__).parent
WORDS = "words.json"
_VERSIONED = re.compile(r"(?P<file>.+)\.v(?P<version>[0-9]+)\.json")


def golden_files(folder: Path = FOLDER) -> list[str]:
    """Every golden file there is, also of versions that are no longer written."""
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*.json") if p.name != WORDS)


def parsed_name(golden: str) -> tuple[str, int]:
    """What a golden file is of, and of which version."""
    found = _VERSIONED.fullmatch(golden)
    assert found is not None, f"{golden} names no version"
    return found["file"], int(found["version"])


def read(golden: str, folder: Path = FOLDER) -> bytes:
    return (folder / golden).read_bytes().removesuffix(b"\n")


def known_words(folder: Path = FOLDER) -> dict[str, list[str]]:
    known: dict[str, list[str]] = json.loads((folder / WORDS).read_bytes()) if (folder / WORDS).exists() else {}
    return known


def write_missing(folder: Path) -> list[str]:
    """Write what is missing, add words that are new; answers what was written."""
    written = []
    current = kinds()
    for golden, kind in current.items():
        path = folder / golden
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(stored_form(kind) + b"\n")
            written.append(golden)
    known, now = known_words(folder), words(current)
    together = {
        name: list(dict.fromkeys([*known.get(name, []), *now.get(name, [])])) for name in sorted({*known, *now})
    }
    if together != known:
        (folder / WORDS).write_text(json.dumps(together, ensure_ascii=False, indent=1) + "\n", "utf-8")
        written.append(WORDS)
    return written
