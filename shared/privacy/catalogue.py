"""The catalogue of personal fields: purpose, legal basis, retention, owner. A field without an entry cannot be sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

from shared.yaml_file import read_yaml

Purpose = Literal["identity", "contact", "pay", "care", "recruitment", "vetting", "file"]
MaskKind = Literal["surname", "id_number", "phone", "tail", "text"]
After = Literal["exit", "last_payment", "annulled", "registration", "finished"]
FILE: Final = "platform.operation.file"
_FILE: Final = Path(__file__).with_name("catalogue.yaml")


class NotCatalogued(LookupError):
    """The field has no entry: nobody has said what it is kept for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Law and article that allow the field to be kept."""

    law: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Kept for `months` and `days` after exit, the last payment, the annulment, an applicant's
    registration, or the end of the work; `source` is the law."""

    after: After
    source: str
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalField:
    """`purpose` chooses the key; destroying that key erases every field of the purpose. `coming`: nothing stores it yet."""

    name: str
    purpose: Purpose
    basis: tuple[Basis, ...]
    retention: Retention
    owner: str
    sensitivity: str
    mask: MaskKind
    coming: bool = False


@cache
def catalogue() -> Mapping[str, PersonalField]:
    content = read_yaml(_FILE)
    return {name: _field(name, entry) for name, entry in content.items()}


def _field(name: str, entry: Mapping[str, Any]) -> PersonalField:
    basis = tuple(Basis(**each) for each in entry["basis"])
    found = PersonalField(name=name, **{**entry, "basis": basis, "retention": Retention(**entry["retention"])})
    if found.purpose not in get_args(Purpose) or found.mask not in get_args(MaskKind):
        raise ValueError(f"{name}: unknown purpose or mask")
    if not basis or found.retention.after not in get_args(After):
        raise ValueError(f"{name}: no legal basis, or nobody knows when it may go")
    return found


def personal(name: str) -> PersonalField:
    try:
        return catalogue()[name]
    except KeyError:
        raise NotCatalogued(name) from None
