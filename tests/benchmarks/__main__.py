"""`python -m tests.benchmarks [--json] [--rounds N]`: one table, each row a ratio against a floor of the same run."""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import elements, protecting, reporting, saving, searching, starting
from tests.benchmarks.row import Row


def main() -> int:
    """Measure everything and print it; exit status 1 when a bar does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in (starting.rows, saving.rows, reporting.rows, elements.rows, searching.rows, protecting.rows):
            rows += part(folder, options.rounds)
    if options.json:
        sys.stdout.write(json.dumps([row.as_json() for row in rows], indent=1) + "\n")
    else:
        sys.stdout.write("".join(row.line() + "\n" for row in rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
