"""What stands in a policy file: each rule with its meaning, its source, its days, and what it leaves open to lower levels."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from shared.policies.faults import PolicyFault
from shared.yaml_file import read_yaml

OWN: Final = "own"
"""A bound that is the value itself, on each day that of the day."""
UNGROUNDED: Final = ("local demonstration value", "not found")
"""What a source says that has no article: a value of ours, or a paper whose number or article could not be found."""
_WORDS: Final = frozenset({"means", "source", "values", "open"})
_OPENING: Final = frozenset({"by", "at_least", "at_most", "only"})
_ARTICLE: Final = re.compile(
    r"(第[^第；;，,、（(\s]{1,12}[条款项][^；;，,\s]*|附表[^；;，,\s]*|art(?:icle|s)?\.?\s*\d+[\w., ]*)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a rule leaves to lower levels: everything, a value within bounds, or `only` these fields of it.

    `by`: the document that lets them; `at_least` and `at_most` as written in the file, or `own`.
    """

    by: str
    at_least: Any = None
    at_most: Any = None
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One rule as its file states it, before its values are typed. Without `open` it binds every level below."""

    name: str
    file: Path
    level: tuple[str, ...]
    means: str
    source: str
    values: Mapping[date, Any]
    open: Opening | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One document that a rule rests on, and the article where one is named."""

    document: str
    article: str | None


def clauses(source: str) -> tuple[Clause, ...]:
    """A source, document by document."""
    return tuple(_clause(part.strip()) for part in re.split(r"[；;]", source) if part.strip())


def _clause(part: str) -> Clause:
    found = _ARTICLE.search(part)
    if found is None or not found.start():
        return Clause(part, None)
    return Clause(part[: found.start()].strip(" ,，"), part[found.start() :].strip())


class _Strict(yaml.CSafeLoader):
    """Where a name or a day is given twice, plain YAML keeps the last without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = [key for n, key in enumerate(keys) if key in keys[:n]]
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"{twice[0]} is given twice", node.start_mark)
        return super().construct_mapping(node, deep)


def entries(file: Path, level: tuple[str, ...]) -> Iterator[Entry]:
    """Every rule of a file. Raises PolicyFault."""
    try:
        content = read_yaml(file, _Strict)
    except yaml.YAMLError as fault:
        raise PolicyFault(f"{file}: {fault}") from fault
    if not isinstance(content, dict):
        raise PolicyFault(f"{file}: a mapping of names is expected")
    for name, entry in content.items():
        yield _entry(file, level, name, entry)


def _entry(file: Path, level: tuple[str, ...], name: str, entry: Any) -> Entry:
    if not isinstance(entry, dict) or set(entry) - _WORDS:
        raise PolicyFault(f"{file}: {name} must hold means, source, values and nothing else but open")
    for word in ("means", "source", "values"):
        if not entry.get(word):
            raise PolicyFault(f"{file}: {name} has no {word}")
    if not _grounded(entry["source"]):
        raise PolicyFault(f"{file}: {name} names no article, and not that it is a demonstration value or was not found")
    values = entry["values"]
    if not isinstance(values, dict) or not all(type(day) is date for day in values):
        raise PolicyFault(f"{file}: the values of {name} must be given by day")
    return Entry(
        name=name, file=file, level=level, means=entry["means"], source=entry["source"], values=values,
        open=_opening(file, name, entry["open"]) if "open" in entry else None,
    )  # fmt: skip


def _grounded(source: str) -> bool:
    """Each rule rests on an article (B-07), or says openly that it rests on none."""
    return any(mark in source for mark in UNGROUNDED) or any(each.article for each in clauses(source))


def _opening(file: Path, name: str, said: Any) -> Opening:
    if not isinstance(said, dict) or set(said) - _OPENING or not said.get("by"):
        raise PolicyFault(f"{file}: what {name} leaves open must say by which document, and at_least, at_most or only")
    only = said.get("only", [])
    if not isinstance(only, list) or any(not isinstance(word, str) for word in only):
        raise PolicyFault(f"{file}: {name} leaves open only fields by name")
    return Opening(by=said["by"], at_least=said.get("at_least"), at_most=said.get("at_most"), only=tuple(only))
