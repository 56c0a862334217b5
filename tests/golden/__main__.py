"""`python -m tests.golden` writes the golden files that are missing. What is there is never touched: those bytes are stored somewhere."""

import sys
from pathlib import Path

from tests.golden.files import FOLDER, write_missing

if __name__ == "__main__":
    for written in write_missing(Path(FOLDER)):
        sys.stdout.write(f"{written}\n")
