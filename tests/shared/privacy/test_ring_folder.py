"""A ring of wrapping keys is a folder: each key for its owner alone, destroyed for everybody."""

import stat
from pathlib import Path

import pytest

from shared.privacy import BadRing, KeyRing, NotInRing


def test_a_key_is_for_its_owner_alone_and_the_newest_is_the_highest(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path / "ring")
    assert [ring.add() for _ in range(11)] == list(range(1, 12))
    assert ring.numbers[-1] == 11
    for file in (tmp_path / "ring").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len({ring.key(number) for number in ring.numbers}) == 11


def test_the_single_master_key_of_before_is_entry_one_until_it_is_destroyed(tmp_path: Path) -> None:
    first = tmp_path / "master.key"
    first.write_text(bytes(range(32)).hex() + "\n")
    ring = KeyRing(tmp_path / "ring", first)
    assert (ring.numbers, ring.key(1)) == ([1], bytes(range(32)))
    assert ring.add() == 2
    ring.destroy(1)
    assert (ring.numbers, first.exists()) == ([2], False)
    with pytest.raises(NotInRing):
        ring.key(1)
    ring.destroy(1)


def test_without_a_folder_there_is_nothing_to_turn(tmp_path: Path) -> None:
    first = tmp_path / "master.key"
    first.write_text(bytes(range(32)).hex())
    with pytest.raises(BadRing):
        KeyRing(None, first).add()


@pytest.mark.parametrize("content", ["", "zz" * 32, "00" * 32, "ab" * 31, "ab" * 32])
def test_what_nobody_drew_is_no_key(tmp_path: Path, content: str) -> None:
    (tmp_path / "1.key").write_text(content)
    with pytest.raises(BadRing) as bad:
        KeyRing(tmp_path).key(1)
    assert not content or content not in str(bad.value)


def test_another_process_sees_a_new_key_and_forgets_a_destroyed_one(tmp_path: Path) -> None:
    one, two = KeyRing(tmp_path), KeyRing(tmp_path)
    one.add()
    assert two.key(1) == one.key(1)
    one.add()
    one.destroy(1)
    assert two.key(2) == one.key(2)
    with pytest.raises(NotInRing):
        two.key(1)
