"""Files that people write: YAML, read by the parser in C. Every start reads some thirty of them; in Python that took 0.15 s."""

from pathlib import Path
from typing import Any

from yaml import CSafeLoader, load


def read_yaml(file: Path, loader: type[CSafeLoader] = CSafeLoader) -> Any:
    """What stands in the file; None when nothing does. Raises yaml.YAMLError."""
    return load(file.read_text("utf-8"), loader)
