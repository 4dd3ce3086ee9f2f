"""Build hook: compiles the forms of `ui/` into `companion/gui/forms/`, and ships resources.

`python3 dev.py run` starts this file as a script, so that a form edited a moment ago is used
without a new installation; hatchling loads it when a wheel or an editable install is made.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
FORMS = Path("companion", "gui", "forms")
UIC = "from PySide6.scripts.pyside_tool import uic; uic()"


class FormsHook(BuildHookInterface[Any]):
    """Makes the forms before hatchling collects the files of the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what changed; `version` is "standard" for a wheel, "editable" for a checkout.

        Resources go beside the code only into a real wheel: in an editable install the same
        rewrite would leave a second, incomplete `companion` behind.
        """
        root = Path(self.root)
        compile_forms(root)
        if version == "standard" and (root / "resources").is_dir():
            build_data["force_include"]["resources"] = "companion/resources"


def compile_forms(root: Path) -> list[Path]:
    """Bring `companion/gui/forms/` up to date with `ui/*.ui`; return the forms that were written.

    Raises `subprocess.CalledProcessError` when uic refuses a form, with its words on stderr.
    """
    target = root / FORMS
    target.mkdir(parents=True, exist_ok=True)
    sources = sorted((root / "ui").glob("*.ui"))
    _write(target / "__init__.py", '"""Compiled from ui/*.ui; not written by hand."""\n')
    wanted = {target / f"ui_{source.stem}.py": source for source in sources}
    for stale in set(target.glob("ui_*.py")) - wanted.keys():
        stale.unlink()
    return [form for form, source in wanted.items() if _compile(source, form)]


def _compile(source: Path, form: Path) -> bool:
    """Compile one form unless the module at hand was made from the very same text."""
    text = source.read_bytes()
    made_from = f"# From {source.name}, sha256 {hashlib.sha256(text).hexdigest()}.\n"
    if form.exists() and form.read_text(encoding="utf-8").startswith(made_from):
        return False
    code = subprocess.run(
        [sys.executable, "-c", UIC, "-g", "python", str(source)],
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ).stdout
    _write(form, made_from + _without_idle(_with_types(code, _widget_class(text))))
    return True


def _without_idle(code: str) -> str:
    """Drop the Qt classes that uic imports and a form does not use.

    PySide makes a class when it is imported first: those that are idle took 8 ms of the start.
    """

    def kept(found: re.Match[str]) -> str:
        rest = code.replace(found[0], "")
        names = [name for name in re.findall(r"\w+", found[2]) if re.search(rf"\b{name}\b", rest)]
        return f"{found[1]} ({', '.join(names)})\n" if names else ""

    return re.sub(r"^(from PySide6\.\w+ import) \(([^)]*)\)\n", kept, code, flags=re.MULTILINE)


def _widget_class(form: bytes) -> str:
    """Return the Qt class of the outermost widget, such as "QWidget"."""
    widget = ET.fromstring(form).find("widget")
    return "QWidget" if widget is None else widget.get("class", "QWidget")


def _with_types(code: str, widget_class: str) -> str:
    """Annotate the two methods that uic writes, so that mypy knows the widgets of a form."""
    signature = re.compile(r"def (setupUi|retranslateUi)\(self, (\w+)\):")
    return signature.sub(rf"def \1(self, \2: {widget_class}) -> None:", code)


def _write(path: Path, text: str) -> None:
    """Write a file only when it says something new: a running checker sees no needless change."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for written in compile_forms(ROOT):
        print(f"compiled {written.relative_to(ROOT)}")
