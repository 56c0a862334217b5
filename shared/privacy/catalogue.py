"""The catalogue of personal fields: purpose, legal basis, retention, owner. A field without an entry cannot be sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

import yaml

Purpose = Literal["identity", "contact", "pay", "care"]
MaskKind = Literal["surname", "id_number", "phone", "tail"]
_FILE: Final = Path(__file__).with_name("catalogue.yaml")


class NotCatalogued(LookupError):
    """The field has no entry: nobody has said what it is kept for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalField:
    """`purpose` chooses the key; destroying that key erases every field of the purpose."""

    name: str
    purpose: Purpose
    basis: str
    retention: str
    owner: str
    sensitivity: str
    mask: MaskKind


@cache
def catalogue() -> Mapping[str, PersonalField]:
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    found = {name: PersonalField(name=name, **entry) for name, entry in content.items()}
    for field in found.values():
        if field.purpose not in get_args(Purpose) or field.mask not in get_args(MaskKind):
            raise ValueError(f"{field.name}: unknown purpose or mask")
    return found


def personal(name: str) -> PersonalField:
    try:
        return catalogue()[name]
    except KeyError:
        raise NotCatalogued(name) from None
