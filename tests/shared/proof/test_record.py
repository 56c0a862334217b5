"""A service record is checked by one file and the issuer's public key; what was changed, forged or expired is found."""

import json
import subprocess
import sys
from base64 import b64encode
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.crypto import signer
from shared.proof import record

KEY, OTHER = signer(b"1" * 32), signer(b"2" * 32)
ISSUER, ON = "51/personnel", date(2027, 6, 1)
CONTENT: dict[str, Any] = {
    "issued": "2027-05-01", "expires": "2028-05-01", "clocks": {"community_work": 74}, "periods": [{"starts": "2020-03-01"}],
}  # fmt: skip


def keys(*known: Any, issuer: str = ISSUER) -> dict[str, Any]:
    return {issuer: [{"public_key": b64encode(key.public_key).decode()} for key in known]}


def note(content: dict[str, Any] = CONTENT, key: Any = KEY, issuer: str = ISSUER) -> str:
    text = record.text_of(issuer, content)
    return record.signed(text, issuer, key.public_key, key.sign(text.encode()))


def test_a_genuine_record_says_what_it_is_worth() -> None:
    said = record.check(note(), keys(OTHER, KEY), ON)
    assert said.startswith("OK 51/personnel: 1 periods, 6 years 2 months of community work, issued 2027-05-01")
    assert record.check(note(), keys(KEY), date(2028, 5, 1))


def test_a_payslip_and_a_statement_say_whose_they_are_and_are_no_service_records() -> None:
    slip = {"month": "2027-01", "net": "2826.70", "name": "何芳"}
    for kind, content, said in (
        (record.SLIP, slip, "payslip of 何芳, 2027-01, net 2826.70"),
        (record.STATEMENT, {"tax_year": 2027, "name": "何芳"}, "pay statement of 何芳, 2027"),
    ):
        text = record.text_of("51/payroll", content, kind)
        signed = record.signed(text, "51/payroll", KEY.public_key, KEY.sign(text.encode()))
        assert record.check(signed, keys(KEY, issuer="51/payroll"), ON).startswith(f"OK 51/payroll: {said}, ")
        with pytest.raises(record.Bad, match="not-genuine"):
            record.check(signed.replace("何芳", "何方"), keys(KEY, issuer="51/payroll"), ON)
        with pytest.raises(record.Bad, match="not-a-record"):
            record.opened(signed, keys(KEY, issuer="51/payroll"))


@pytest.mark.parametrize(
    ("text", "known", "on", "reason"),
    [
        (note().replace("2020-03-01", "2010-03-01"), keys(KEY), ON, "not-genuine"),
        (note(key=OTHER), keys(KEY), ON, "not-genuine"),
        (note(issuer="44/personnel"), keys(KEY), ON, "unknown-issuer"),
        (note().replace("service record 1", "service record 2"), keys(KEY), ON, "not-a-record"),
        (note().replace("\n\n", "\n{}\n\n"), keys(KEY), ON, "not-a-record"),
        (note() + note(), keys(KEY), ON, "not-a-record"), ("", keys(KEY), ON, "not-a-record"),
        (note()[:-3], keys(KEY), ON, "not-a-record"), (note().replace("— 51", "— 52"), keys(KEY), ON, "not-genuine"),
        (note(), keys(KEY), date(2028, 5, 2), "expired"),
    ],
)  # fmt: skip
def test_what_was_changed_forged_or_has_expired_is_refused(
    text: str, known: dict[str, Any], on: date, reason: str
) -> None:
    with pytest.raises(record.Bad) as bad:
        record.check(text, known, on)
    assert bad.value.reason == reason


def test_what_is_signed_has_one_way_to_be_written_so_its_hash_names_it() -> None:
    spaced = json.dumps(CONTENT, sort_keys=True)
    text = f"{record.HEAD}\n{ISSUER}\n{spaced}\n"
    with pytest.raises(record.Bad) as bad:
        record.opened(record.signed(text, ISSUER, KEY.public_key, KEY.sign(text.encode())), keys(KEY))
    assert bad.value.reason == "not-a-record"
    assert record.opened(note().replace("\n", "\r\n"), keys(KEY)) == record.opened(note(), keys(KEY))


def test_the_file_alone_checks_offline(tmp_path: Path) -> None:
    (tmp_path / "record.txt").write_text(note(), encoding="utf-8")
    (tmp_path / "keys.json").write_text(json.dumps(keys(KEY)))

    def ran(file: str, on: str) -> tuple[int, str]:
        asked = [sys.executable, "-I", record.__file__, file, "--keys", "keys.json", "--on", on]
        done = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.partition(":")[0]

    assert ran("record.txt", "2027-06-01") == (0, "OK 51/personnel")
    assert ran("record.txt", "2029-06-01") == (1, "expired")
    assert ran("missing.txt", "2027-06-01") == (2, "cannot be read")
