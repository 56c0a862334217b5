"""The purposes that may be stated for seeing personal values in clear: data, with a legal basis and what each opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from shared.privacy.catalogue import personal
from shared.yaml_file import read_yaml

_FILE: Final = Path(__file__).with_name("purposes.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPurpose:
    """`opens` are the catalogue names that may be seen in clear for it; everything else stays masked."""

    code: str
    zh: str
    en: str
    basis: str
    opens: tuple[str, ...]


@cache
def purposes() -> Mapping[str, StatedPurpose]:
    """Every purpose by its code. Raises NotCatalogued for one that opens a field without an entry."""
    content = read_yaml(_FILE)
    found = {
        code: StatedPurpose(code=code, **{**entry, "opens": tuple(entry["opens"])}) for code, entry in content.items()
    }
    for purpose in found.values():
        for name in purpose.opens:
            personal(name)
    return found
