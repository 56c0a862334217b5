"""What was once stored is read for ever: the bytes of every event and contract are pinned, and so are the words in them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from shared.crypto import leaf_hash
from shared.eventlog import decoder, encode
from shared.kernel import Sealed, record
from tests.golden.files import FOLDER, WORDS, golden_files, known_words, parsed_name, read, write_missing
from tests.golden.samples import Kind, contracts, events, kinds, sample, services, stored_form, words

CURRENT = kinds()
BY_FILE = {kind.file: kind for kind in CURRENT.values()}
STORED = golden_files()
HINT = "python -m tests.golden writes what is missing; what is there stays: a changed event needs a new version and an upcast"


@pytest.mark.parametrize("golden", sorted(CURRENT))
def test_everything_stored_or_told_has_its_golden_bytes(golden: str) -> None:
    assert (FOLDER / golden).exists(), HINT
    assert stored_form(CURRENT[golden]) == read(golden), HINT


@pytest.mark.parametrize("golden", STORED)
def test_what_was_once_written_can_still_be_read(golden: str) -> None:
    file, version = parsed_name(golden)
    assert file in BY_FILE, f"{file} may be stored somewhere; a name is never given up"
    kind, old = BY_FILE[file], read(golden)
    again = encode(kind.read(old, version))
    expected = old if version == kind.version else kind.lifted(old, version)
    assert msgspec.json.decode(again) == msgspec.json.decode(expected)
    assert version != kind.version or again == old


@pytest.mark.parametrize("enum", sorted(words(CURRENT)))
def test_every_word_that_may_be_stored_is_pinned_and_none_is_given_up(enum: str) -> None:
    assert set(words(CURRENT)[enum]) == set(known_words().get(enum, ())), HINT


def test_every_enum_that_was_ever_stored_is_still_there() -> None:
    assert set(known_words()) <= set(words(CURRENT)), "an enum that moved or went: its values may be stored somewhere"


@pytest.mark.parametrize("name", sorted(services()))
def test_every_event_of_every_service_is_among_them(name: str) -> None:
    found = {(kind.file, kind.type) for kind in events(services()[name])}
    assert len(found) == sum(len(stream.events) for stream in services()[name].streams)
    assert {file for file, _ in found} <= set(BY_FILE)


@pytest.mark.parametrize(
    ("name", "whole"), [(name, whole) for name, service in sorted(services().items()) for whole in service.told]
)
def test_what_is_told_of_an_event_read_in_part_is_told_of_the_whole(name: str, whole: type[Any]) -> None:
    service, event, nobody = services()[name], sample(whole, whole.__name__), UUID(int=1)
    (stream,) = [stream.type for stream in service.streams if whole in stream.events]
    told = service.publish(stream, nobody, event)
    assert told is not None
    assert service.publish(stream, nobody, decoder(service.told[whole])(encode(event))) == told


def test_every_publisher_has_contracts() -> None:
    publishers = {kind.type.told.service for kind in contracts()}
    assert publishers == {
        p.name for p in (FOLDER.parents[1] / "shared" / "published").iterdir() if (p / "__init__.py").exists()
    }


def test_two_contracts_never_carry_the_same_name_and_version() -> None:
    names = [kind.golden for kind in contracts()]
    assert len(names) == len(set(names))


def test_the_hash_of_an_envelope_and_its_event_is_pinned() -> None:
    meta = read("meta.v1.json")
    data = read("events/training/duty_book/CompletionRecorded.v1.json")
    assert leaf_hash(meta, data).hex() == "005ca77eb485537b20d7001a6eba76162c27b67533baca2a790ea7e5adc361a5"


def test_writing_fills_gaps_and_never_touches_what_is_there(tmp_path: Path) -> None:
    first = write_missing(tmp_path)
    assert set(first) == {*CURRENT, WORDS}
    kept, lost = sorted(CURRENT)[:2]
    (tmp_path / kept).write_bytes(b"as it was stored once\n")
    (tmp_path / lost).unlink()
    assert write_missing(tmp_path) == [lost]
    assert read(kept, tmp_path) == b"as it was stored once"
    assert write_missing(tmp_path) == []


@record
class _Changed:
    """The same event after somebody renamed a field."""

    effective: date
    worker: UUID


@record
class _Stored:
    effective: date
    worker_id: UUID


def test_a_renamed_field_changes_the_bytes_and_is_found() -> None:
    def kind(type: type) -> Kind:
        return Kind("x", 1, type, lambda data, _: data, lambda data, _: data)

    assert stored_form(kind(_Stored)) != stored_form(kind(_Changed))


def test_samples_are_the_same_every_time_and_leave_nothing_out() -> None:
    for kind in CURRENT.values():
        assert stored_form(kind) == stored_form(kind)
        assert None not in _leaves(msgspec.json.decode(stored_form(kind)))


def test_nobody_can_store_a_type_without_saying_what_a_sample_is() -> None:
    for unknown in (float, bytes, list[int], dict[str, int]):
        with pytest.raises(TypeError, match="nobody said"):
            sample(unknown, "somewhere")
    assert sample(Sealed | None, "somewhere") == sample(Sealed, "somewhere")


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    else:
        yield value
