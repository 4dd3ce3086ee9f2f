"""`python3 dev.py bench`: measure Companion, and say what is reached and what is missed.

The exit status is 0 whatever the figures are; it is 1 where something could not be measured.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from bench import exporting, follow_up, importing, insights, live, recap, search, size, start
from bench.figures import Figure, table
from bench.screen import NotShown

BENCHMARKS: dict[str, tuple[Callable[[], list[Figure]], Callable[[], list[Figure]]]] = {
    "start": (lambda: start.measure(21), lambda: start.measure(5)),
    "live": (lambda: live.measure(300), lambda: live.measure(30)),
    "search": (lambda: search.measure(5), lambda: search.measure(1, calls=1_000)),
    "recap": (lambda: recap.measure(20, 30), lambda: recap.measure(2, 5)),
    "import": (importing.measure, importing.measure),
    "insights": (lambda: insights.measure(5), lambda: insights.measure(1, calls=1_000)),
    "follow-up": (lambda: follow_up.measure(9), lambda: follow_up.measure(1, calls=1_000)),
    "size": (lambda: size.measure(10_000), lambda: size.measure(400)),
    "export": (exporting.measure, lambda: exporting.measure(1_000)),
}
"""What can be measured: wholly, and quickly."""


def main() -> int:
    """Run what is asked for and print one table of all figures."""
    asked = _arguments()
    figures: list[Figure] = []
    failed = False
    for name in asked.only or BENCHMARKS:
        print(f"Measuring: {name} …", file=sys.stderr, flush=True)
        wholly, quickly = BENCHMARKS[name]
        try:
            figures += quickly() if asked.quick else wholly()
        except (NotShown, OSError, RuntimeError) as error:
            print(f"{name} could not be measured: {error}", file=sys.stderr)
            failed = True
    if figures:
        print(table(figures))
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 dev.py bench", description=__doc__)
    parser.add_argument(
        "--only", action="append", choices=BENCHMARKS, help="only this one; may be given again"
    )
    parser.add_argument("--quick", action="store_true", help="few rounds, to see that it works")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
