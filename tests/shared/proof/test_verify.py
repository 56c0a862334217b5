"""An outsider with one file and the public keys finds the first position that is not as it was sealed."""

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shared.crypto import SHA_256, SM3
from shared.ids import new_id
from shared.proof import verify
from tests.shared.proof.house import CELL, ENTRIES, STRANGER, cosigned, file, found, rehashed, rows, seals

SOURCE = Path(str(verify.__file__))


@pytest.mark.parametrize("algorithm", [SHA_256, SM3])
def test_a_log_as_it_was_sealed_is_green(algorithm: str) -> None:
    of = rows(25, algorithm)
    content = file(of, seals(of, 10, algorithm=algorithm), algorithm)
    assert found(content) == (
        0,
        "OK cell/notes: 25 positions, 3 seals, the last one of 25 positions co-signed by nobody",
    )


def test_every_flipped_byte_of_a_small_export_is_found_where_it_lies() -> None:
    of = rows(4)
    under = [(size, cosigned(note, "hearing")) for size, note in seals(of, 2)]
    content = file(of, under)
    assert found(content)[0] == 0
    ends = [len(file(of[:n], [seal for seal in under if seal[0] <= n])) for n in range(5)]
    for at in range(len(content)):
        changed = content[:at] + bytes([content[at] ^ 1 << at % 8]) + content[at + 1 :]
        position, reason = found(changed)  # the first of its seal of two, or the one behind when the seal itself is hit
        lies = next((n for n in range(1, 5) if at < ends[n]), 4) if at >= ends[0] else 1
        assert position, f"byte {at} of {len(content)}"
        assert abs(position - lies) <= 1, (at, position, lies, reason)


def test_flipped_bytes_of_a_larger_export_are_found() -> None:
    of = rows(1_000)
    content = file(of, seals(of, 250))
    drawn = random.Random(7)
    for at in drawn.sample(range(len(content)), 150):
        assert found(content[:at] + bytes([content[at] ^ 0x20]) + content[at + 1 :])[0] > 0, at


def test_swapped_events_are_found_by_the_first_of_their_seal() -> None:
    of = rows(30)
    under = seals(of, 10)
    of[13], of[16] = of[16]._replace(position=14), of[13]._replace(position=17)
    assert found(file(of, under)) == (11, "positions 11-20 are not those that were sealed")
    of = rows(30)
    of[13], of[16] = of[16], of[13]
    assert found(file(of, seals(of, 10))) == (14, "missing: 17 stands in its place")


def test_a_removed_middle_is_found_at_its_first_position() -> None:
    of = rows(30)
    under = seals(of, 10)
    assert found(file(of[:12] + of[15:], under)) == (13, "missing: 16 stands in its place")
    closed = [row._replace(position=n) for n, row in enumerate(of[:12] + of[15:], 1)]
    assert found(file(closed, under)) == (11, "positions 11-20 are not those that were sealed")


def test_an_inserted_event_is_found() -> None:
    of = rows(30)
    under = seals(of, 10)
    forged = [row._replace(position=n) for n, row in enumerate([*of[:22], rehashed(of[3], data=b"{}"), *of[22:]], 1)]
    assert found(file(forged, under)) == (21, "positions 21-30 are not those that were sealed")


def test_an_event_rewritten_with_a_fitting_hash_is_found_by_its_seal() -> None:
    of = rows(30)
    under = seals(of, 10)
    of[4] = rehashed(of[4], data=of[4].data.replace(b"a note", b"a lie!"))
    assert found(file(of, under)) == (1, "positions 1-10 are not those that were sealed")


def test_a_tail_cut_inside_a_seal_leaves_positions_that_nothing_covers() -> None:
    of = rows(30)
    assert found(file(of[:27], seals(of[:20], 10))) == (21, "no seal covers it")
    assert found(file(of, seals(of, 10))[:-5])[0] == 21


def test_a_tail_cut_at_a_seal_is_seen_by_whoever_kept_a_later_one() -> None:
    of = rows(30)
    under = seals(of, 10)
    short = file(of[:20], under[:2])
    assert found(short)[0] == 0
    assert found(short, note=under[2][1]) == (21, "missing: 30 positions were sealed")
    assert found(short, note=cosigned(under[2][1], "hearing", "third"))[0] == 21


def test_a_seal_that_somebody_kept_is_the_beginning_of_the_newer_log_or_shows_where_it_differs() -> None:
    of = rows(30)
    kept = seals(of, 15)[0][1]
    assert found(file(of, seals(of, 10)), note=kept)[0] == 0
    of[12] = rehashed(of[12], data=b"{}")
    assert found(file(of, seals(of, 10)), note=kept) == (11, "positions 11-15 are not those that were sealed")


def test_a_forged_seal_is_found() -> None:
    of = rows(20)
    forged = [seals(of, 10)[0], seals(of, 10, key=STRANGER)[1]]
    reason = "a signature of the seal is forged, or of a key you do not have"
    assert found(file(of, forged)) == (11, reason)
    assert found(file(of, seals(of, 10)), entries={f"{CELL}/third": ENTRIES[f"{CELL}/third"]}) == (1, reason)


def test_a_seal_of_another_log_seals_nothing_here() -> None:
    of = rows(20)
    mixed = [seals(of, 10)[0], seals(of, 10, service="hearing")[1]]
    assert found(file(of, mixed))[0] == 11
    note = seals(of, 10, service="third", key=STRANGER)[0][1]
    assert found(file(of, seals(of, 10)), note=note)[0] == 1


def test_a_seal_that_is_missing_between_two_others_is_noticed() -> None:
    of = rows(30)
    first, _, third = seals(of, 10)
    assert found(file(of, [first, third])) == (11, "the seal does not follow on the one before")


def test_columns_that_say_something_else_than_the_bytes_are_found() -> None:
    of = rows(20)
    under = seals(of, 10)
    of[6] = of[6]._replace(actor="somebody else")
    assert found(file(of, under)) == (7, "its columns say something else than its bytes")


def test_an_envelope_older_than_a_column_is_green_while_that_column_is_empty() -> None:
    of = rows(3)
    old = of[1].meta.replace(b'"causation":null,', b"")
    of[1] = rehashed(of[1]._replace(meta=old))
    under = seals(of, 3)
    assert len(old) < len(of[0].meta)
    assert found(file(of, under))[0] == 0
    of[1] = of[1]._replace(causation=new_id())
    assert found(file(of, under))[0] == 2


def test_witnesses_are_counted_and_a_forged_one_is_refused() -> None:
    of = rows(10)
    ((size, note),) = seals(of, 10)
    both = file(of, [(size, cosigned(note, "hearing", "third"))])
    assert found(both, witnesses=2)[1].endswith("co-signed by cell/hearing, cell/third")
    assert found(both, witnesses=3) == (1, "2 witnesses signed its seal, not 3")
    other = cosigned(seals(rows(10), 10)[0][1], "hearing").splitlines(keepends=True)[-1]
    assert found(file(of, [(size, note + other)]))[0] == 1


@pytest.mark.parametrize("content", [b"", b"no export\n", b"cwlog 1 md5\n", b"cwlog 1 sha-256\n"])
def test_what_is_no_export_is_not_green(content: bytes) -> None:
    assert found(content)[0] == 1


def run(folder: Path, *asked: str) -> tuple[int, str]:
    """The program, copied alone into an empty folder, by an interpreter that looks nowhere else."""
    shutil.copy(SOURCE, folder / "verify.py")
    command = [sys.executable, "-I", "verify.py", *asked]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.returncode, done.stdout


def test_the_program_runs_alone_and_tells_by_its_status(tmp_path: Path) -> None:
    of = rows(20)
    under = seals(of, 10)
    (tmp_path / "keys.json").write_text(json.dumps(ENTRIES))
    (tmp_path / "export.bin").write_bytes(file(of, under))
    (tmp_path / "note.txt").write_text(under[0][1], "utf-8")
    code, told = run(tmp_path, "export.bin", "--keys", "keys.json", "--seal", "note.txt")
    assert (code, told[:15]) == (0, "OK cell/notes: ")
    of[4] = of[4]._replace(data=b"{}")
    (tmp_path / "export.bin").write_bytes(file(of, under))
    assert run(tmp_path, "export.bin", "--keys", "keys.json") == (
        1, "position 5: its bytes are not those that were hashed\n",
    )  # fmt: skip
    assert run(tmp_path, "nothing.bin", "--keys", "keys.json")[0] == 2
    (tmp_path / "bundle.json").write_text('{"seal": 1}')
    assert run(tmp_path, "bundle.json", "--keys", "keys.json")[0] == 2


def test_the_program_imports_the_standard_library_and_cryptography_only() -> None:
    imported: set[str] = set()
    for line in SOURCE.read_text().splitlines():
        if line.startswith(("import ", "from ")):
            imported.add(line.split()[1].split(".")[0])
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}
