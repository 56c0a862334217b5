"""Read models: pure projections, followed from the log in batches."""

from shared.readmodel.due import due
from shared.readmodel.follower import Follower
from shared.readmodel.positions import ReadPositions
from shared.readmodel.projection import Projection
from shared.readmodel.rows import Add, Drop, Patch, Put, RowChange, metadata, sealed_column

__all__ = [
    "Add", "Drop", "Follower", "Patch", "Projection", "Put", "ReadPositions", "RowChange", "due", "metadata", "sealed_column",
]  # fmt: skip
