"""Run by the peers' own interpreter: appends and tail of `eventsourcing` on PostgreSQL, as JSON."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from uuid import UUID, uuid5

from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore

THREADS = 32
SECONDS = 2.0
STATE = b"x" * 900  # envelope and event of ours


def appended(recorder: PostgresApplicationRecorder, number: int, salt: str) -> int:
    """One event in each commit until time is up; how many."""
    id, version, until = uuid5(UUID(int=number), salt), 0, perf_counter() + SECONDS
    while perf_counter() < until:
        version += 1
        recorder.insert_events([StoredEvent(id, version, "SlipNoted", STATE)])
    return version


def tail(recorder: PostgresApplicationRecorder, events: int) -> float:
    """The last so many notifications, two thousand at a time."""
    last = recorder.max_notification_id() or 0
    start, read, began = max(1, last - events + 1), 0, perf_counter()
    while rows := recorder.select_notifications(start, 2_000):
        read += len(rows)
        start = rows[-1].id + 1
    return read / (perf_counter() - began)


def main() -> None:
    asked = json.loads(sys.stdin.read())
    datastore = PostgresDatastore(
        dbname=asked["database"], host=asked["host"], port=str(asked["port"]), user=asked["user"], password=asked["password"],
        pool_size=THREADS, max_overflow=THREADS, max_waiting=10 * THREADS,
    )  # fmt: skip
    recorder = PostgresApplicationRecorder(datastore, events_table_name="stored_events")
    recorder.create_table()
    salt = str(recorder.max_notification_id() or 0)
    with ThreadPoolExecutor(THREADS) as threads:
        began = perf_counter()
        total = sum(threads.map(lambda n: appended(recorder, n, salt), range(THREADS)))
        rate = total / (perf_counter() - began)
    for n in range(200):  # a thousand events in one call never came back
        id = uuid5(UUID(int=1_000 + n), salt)
        recorder.insert_events([StoredEvent(id, 100_000 + v, "SlipNoted", STATE) for v in range(50)])
    print(json.dumps({"peer_append_32": rate, "peer_tail": tail(recorder, 10_000)}))
    datastore.close()


if __name__ == "__main__":
    main()
