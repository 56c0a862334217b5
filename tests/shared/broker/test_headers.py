"""Our quicker reading of message headers is the library's reading."""

import pytest
from nats.aio.client import Client

from shared.broker.jetstream import QuickClient


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"ce-id: 1\r\nce-type: personnel.worker.hired.v1\r\n\r\n",
        b"Name:Value\r\nName2:\tValue\r\n",
        "region: 51/01/07/017/k3f\r\nactor: 张三\r\n".encode(),
        b"broken line\r\nwith space: x\r\nok: a:b: c \r\n",
        b"bad: \xff\xfe\r\n \xc3\xa4: x\r\n",
    ],
)
def test_headers_are_read_as_the_library_reads_them(raw: bytes) -> None:
    assert QuickClient._parse_header_lines(raw) == Client._parse_header_lines(raw)
