"""Named crash points: a no-op unless a test arms them."""


def point(name: str) -> None:
    """Where a test may kill the process."""
