"""The invariants of docs/invariants.md as checks over what a log, a stream and a listener hold after everything that happened."""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from shared.eventlog import StoredEvent
from shared.proof import Seal
from shared.proof.tree import Frontier
from tests.crash.lives import SEALING

Acknowledged = Mapping[int, Sequence[int]]  # client → the position of each of its receipts, in the order it got them


def no_hole_and_no_duplicate(rows: Sequence[StoredEvent]) -> None:
    """I3."""
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    assert len({row.event_id for row in rows}) == len(rows)


def versions_count_up_in_every_stream(rows: Sequence[StoredEvent]) -> None:
    """I4."""
    last: Counter[tuple[str, UUID]] = Counter()
    for row in rows:
        last[row.stream_type, row.stream_id] += 1
        assert row.version == last[row.stream_type, row.stream_id]


def every_command_is_there_once(
    rows: Sequence[StoredEvent], names: Mapping[int, str], acknowledged: Acknowledged
) -> None:
    """I1 and I2. `names`: position → "client/number" of the command whose event it is."""
    assert len(names) == len(rows)
    assert set(Counter(names.values()).values()) <= {1}
    assert len({row.command_id for row in rows}) == len(rows)
    for client, positions in acknowledged.items():
        assert [names[position] for position in positions] == [f"{client}/{n}" for n in range(len(positions))]


def acknowledged_before_sent_is_before_in_the_log(acknowledged: Acknowledged) -> None:
    """I8: a client sends the next command only after the receipt of the last."""
    for positions in acknowledged.values():
        assert list(positions) == sorted(set(positions))


def stream_is_the_log(stream: Sequence[tuple[int, int, str]], rows: Sequence[StoredEvent]) -> None:
    """I5. `stream`: sequence, position and hash of every message."""
    assert list(stream) == [(row.position, row.position, row.hash.hex()) for row in rows]


def applied_once_each_in_order(positions: Sequence[int], cursor: int, head: int) -> None:
    """I6 and I7. `positions`: the publisher's position of each effect, in the order of the listener's own log."""
    assert list(positions) == list(range(1, head + 1))
    assert cursor == head


def each_position_lies_under_one_seal(seals: Sequence[Seal], rows: Sequence[StoredEvent]) -> None:
    """I11. Each seal names the one before, and its root is that of the log's own hashes."""
    tree, previous = Frontier(), None
    for seal in seals:
        checkpoint, _ = SEALING.keys.verified(seal.note, "crash/personnel")
        assert (checkpoint.first, checkpoint.previous) == (tree.size + 1, previous)
        tree, _ = tree.grown(row.hash for row in rows[tree.size : seal.size])
        assert (checkpoint.size, checkpoint.root) == (tree.size, tree.root())
        previous = checkpoint.hash()
    assert tree.size == len(rows)
