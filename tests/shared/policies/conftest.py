from pathlib import Path

import pytest

from tests.shared.policies.files import NATIONAL, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "national/rules.yaml", NATIONAL)
    return tmp_path
