"""Takes a picture of a program: python tests/look.py OUT.png [options] -- COMMAND…"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.journeys.x_server import XServer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--title", default=".", help="regular expression for the window's title")
    parser.add_argument("--scale", default="1", help="QT_SCALE_FACTOR")
    parser.add_argument("--size", default="2600x1900", help="of the screen")
    parser.add_argument("--layout", default="us", help="of the keyboard")
    parser.add_argument("--keys", nargs="*", default=[], help="pressed before, as in ctrl+e Tab")
    parser.add_argument("command", nargs="+")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    wanted = parser.parse_args()
    with XServer(wanted.size, wanted.layout) as x:
        x.start(*wanted.command, env={"QT_SCALE_FACTOR": wanted.scale})
        window = x.wait_for_window(wanted.title)
        x.activate(window)
        for key in wanted.keys:
            x.key(key)
        x.settle(window)
        x.screenshot(wanted.picture, window)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
