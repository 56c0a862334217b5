"""What every service tells of a reader who saw unusually many people; each under its own name."""

from datetime import date

from shared.kernel import record


@record
class UnusualReading:
    """On the day the reader had seen more than `threshold` different people; `shown`: masked, clear or pay."""

    reader: str
    day: date
    shown: str
    persons: int
    threshold: int
