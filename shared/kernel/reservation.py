"""Facts that must be unique across streams: a national id, a certificate number, a headcount place."""

from shared.kernel.record import record


@record
class Take:
    """Refuse the whole append if somebody else holds (kind, key)."""

    kind: str
    key: str


@record
class Release:
    """Give (kind, key) back; harmless when nobody holds it."""

    kind: str
    key: str


Reservation = Take | Release
