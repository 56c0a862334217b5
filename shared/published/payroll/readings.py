"""Reading of personal data."""

from typing import ClassVar

from shared.kernel import record
from shared.published.envelope import Name
from shared.published.unusual_reading import UnusualReading


@record
class UnusualReadingV1(UnusualReading):
    """On the day the reader had seen more than `threshold` different people; `shown`: masked, clear or pay."""

    told: ClassVar[Name] = Name("payroll.reading.unusual")
