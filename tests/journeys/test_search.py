"""The search for planted values would find them: in every spelling, in sheets, in encoded text."""

from base64 import b64encode
from datetime import date
from pathlib import Path

import pytest

from deploy.local.story.roster import workbook
from tests.journeys.planted import found_in, planted, spellings

HIRED = planted(1, "欧阳忘川")


@pytest.mark.parametrize("spelling", sorted(set(spellings("欧阳忘川")) | set(spellings("ZS-PLANTED-000001"))))
def test_the_search_finds_a_value_in_every_spelling_and_in_zipped_sheets(tmp_path: Path, spelling: bytes) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "page").write_bytes(b"\0" * 4_095 + spelling + b"\0" * 9)
    assert len(found_in(tmp_path, ["欧阳忘川", "ZS-PLANTED-000001"])) == 1
    assert found_in(tmp_path, ["慕容长存"]) == set()


def test_the_search_looks_into_sheets_and_encoded_text(tmp_path: Path) -> None:
    (tmp_path / "sheet").write_bytes(workbook([HIRED.row("社区", date(2027, 1, 4))], []))
    assert {hit.partition(": ")[2] for hit in found_in(tmp_path, list(HIRED.values))} == set(HIRED.values)
    for shift in range(3):
        (tmp_path / "sheet").write_bytes(b64encode(b"\xff" * shift + f"{HIRED.name},{HIRED.id_number}".encode()))
        assert {hit.partition(": ")[2] for hit in found_in(tmp_path, list(HIRED.values))} == {
            HIRED.name,
            HIRED.id_number,
        }
