"""People who cannot be mistaken for anybody, and the search for them in every file of a folder, in every spelling."""

import json
import zipfile
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import numpy as np

from deploy.local.story.people import AREA, Person
from deploy.local.story.roster import Row
from shared.kernel.national_id import check_digit


@dataclass(frozen=True, slots=True)
class Planted:
    """What identifies one person."""

    name: str
    id_number: str
    phone: str
    certificate: str

    @property
    def values(self) -> tuple[str, ...]:
        return (self.name, self.id_number, self.phone, self.certificate)

    def row(self, community: str, today: date) -> Row:
        """A line of the district's sheet."""
        born = date.fromisoformat(f"{self.id_number[6:10]}-{self.id_number[10:12]}-{self.id_number[12:14]}")
        who = Person(self.name, self.id_number, int(self.id_number[16]) % 2 == 0, born, self.phone)
        since, starts = today.replace(year=today.year - 5), today.replace(year=today.year - 3)
        return Row(
            who, "浆洗街街道", community, "社区专职工作人员", "", "本科", "社会工作师", self.certificate, starts.isoformat(),
            since.isoformat(), starts.isoformat(), starts.isoformat(), today.replace(year=today.year + 2).isoformat(), 3,
            starts.isoformat(),
        )  # fmt: skip


def planted(number: int, name: str) -> Planted:
    digits = f"{AREA}1988{number + 1:02d}17{'001' if number % 2 else '000'}"
    return Planted(name, digits + check_digit(digits), f"1990417{number:04d}", f"ZS-PLANTED-{number:06d}")


def spellings(text: str) -> Iterator[bytes]:
    """UTF-8, both UTF-16, escaped JSON, and base64 of it wherever it may begin in what was encoded."""
    plain = text.encode()
    yield from (plain, text.encode("utf-16-le"), text.encode("utf-16-be"), json.dumps(text)[1:-1].encode())
    yield from (plain.hex().encode(), plain.hex().upper().encode())
    for shift in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            yield encode(b"\0" * shift + plain)[(0, 2, 3)[shift] : (len(plain) + shift) * 8 // 6 - 1]


def found_in(folder: Path, texts: list[str]) -> set[str]:
    """`file: text` for every text that stands in some spelling in some file below the folder, also inside of zipped files."""
    wanted = {spelling: text for text in texts for spelling in spellings(text)}
    return {f"{place}: {text}" for place, body in _bodies(folder) for text in _hits(body, wanted)}


def _hits(body: bytes, wanted: dict[bytes, str]) -> Iterator[str]:
    """Gigabytes in seconds: places where three pairs of bytes fit some spelling are looked at, the others passed over."""
    raw = np.frombuffer(body, np.uint8).astype(np.uint16)
    pairs = (raw[:-1] << 8) | raw[1:]
    likely = np.ones(max(0, len(pairs) - 4), np.bool_)
    for at in (0, 2, 4):
        known = np.zeros(65_536, np.bool_)
        known[[spelling[at] << 8 | spelling[at + 1] for spelling in wanted]] = True
        likely &= known[pairs[at : at + len(likely)]]
    for place in np.flatnonzero(likely):
        yield from (text for spelling, text in wanted.items() if body.startswith(spelling, int(place)))


def holds(folder: Path, raw: bytes) -> bool:
    return any(raw in body for _, body in _bodies(folder))


def _bodies(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            body = file.read_bytes()
            yield str(file.relative_to(folder)), body
            yield from _unzipped(str(file.relative_to(folder)), body)


def _unzipped(name: str, body: bytes) -> Iterator[tuple[str, bytes]]:
    if not body.startswith(b"PK\x03\x04"):
        return
    with zipfile.ZipFile(BytesIO(body)) as sheet:
        for part in sheet.namelist():
            yield f"{name}!{part}", sheet.read(part)
