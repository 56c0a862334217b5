"""What things are called, in both languages: read once from the service's word lists."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from shared.yaml_file import read_yaml

Words = Mapping[str, Mapping[str, str]]


@cache
def words(file: str) -> Words:
    """The list of a file beside the service: `causes`, `steps` or `words`."""
    found: Words = read_yaml(Path(__file__).parents[1] / f"{file}.yaml")
    return found
