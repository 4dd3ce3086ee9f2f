"""The house itself: locks without addresses, forms compiled from what is there, guarded tests."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from companion import __version__
from dev import Outcome, conclude, count_tests
from hatch_build import compile_forms

pytest_plugins = ["pytester"]

LOCKS = ("build", "dev", "runtime")
FORM = """<ui version="4.0"><class>Live</class>
<widget class="QFrame" name="Live"><widget class="QLabel" name="{label}"/></widget></ui>"""


def names_in(lock: Path) -> set[str]:
    return set(re.findall(r"^([\w.-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE))


def canonical(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(checkout: Path, name: str) -> None:
    lock = (checkout / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert re.findall(r"^.*(?:://|--index|--find|--trusted|@ ).*$", lock, re.MULTILINE) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_version_carries_a_hash(checkout: Path, name: str) -> None:
    lock = (checkout / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert len(entries) > 20
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_locks_hold_what_the_project_asks_for(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    for name in LOCKS:
        asked = project["project"]["dependencies"] + groups["backend"] + groups.get(name, [])
        locked = names_in(checkout / "requirements" / f"{name}.txt")
        assert {canonical(requirement) for requirement in asked} <= locked


def test_the_locks_agree_on_every_version(checkout: Path) -> None:
    versions: dict[str, set[str]] = {}
    for name in LOCKS:
        lock = (checkout / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        for package, version in re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE):
            versions.setdefault(package, set()).add(version)
    assert {package for package, seen in versions.items() if len(seen) > 1} == set()


def test_the_changelog_knows_this_version(checkout: Path) -> None:
    changelog = (checkout / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{__version__}]" in changelog or "## [Unreleased]" in changelog


def test_a_form_is_compiled_with_types_for_its_widgets(tmp_path: Path) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "live.ui").write_text(FORM.format(label="topic"), encoding="utf-8")
    [written] = compile_forms(tmp_path)
    code = written.read_text(encoding="utf-8")
    assert written == tmp_path / "companion" / "gui" / "forms" / "ui_live.py"
    assert "def setupUi(self, Live: QFrame) -> None:" in code
    assert "self.topic = QLabel(Live)" in code


def test_only_a_changed_form_is_compiled_again(tmp_path: Path) -> None:
    ui = tmp_path / "ui"
    ui.mkdir()
    (ui / "live.ui").write_text(FORM.format(label="topic"), encoding="utf-8")
    (ui / "recap.ui").write_text(FORM.format(label="draft"), encoding="utf-8")
    assert len(compile_forms(tmp_path)) == 2
    (ui / "live.ui").write_text(FORM.format(label="clock"), encoding="utf-8")
    assert [form.name for form in compile_forms(tmp_path)] == ["ui_live.py"]
    assert compile_forms(tmp_path) == []


def test_the_module_of_a_deleted_form_goes_with_it(tmp_path: Path) -> None:
    (tmp_path / "ui").mkdir()
    form = tmp_path / "ui" / "live.ui"
    form.write_text(FORM.format(label="topic"), encoding="utf-8")
    [written] = compile_forms(tmp_path)
    form.unlink()
    compile_forms(tmp_path)
    assert not written.exists()
    assert (written.parent / "__init__.py").exists()


def test_a_form_that_is_none_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "live.ui").write_text("<ui", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        compile_forms(tmp_path)
    assert not (tmp_path / "companion" / "gui" / "forms" / "ui_live.py").exists()


@pytest.mark.parametrize(("asked", "status"), [(["--help"], 0), ([], 2), (["dance"], 2)])
def test_the_project_commands_explain_themselves(
    checkout: Path, asked: list[str], status: int
) -> None:
    command = [sys.executable, "-S", "-E", str(checkout / "dev.py"), *asked]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == status
    assert "python3 dev.py run [--demo]" in done.stdout


@pytest.mark.parametrize(
    ("lint_passed", "pytest_passed", "failed_tests", "status", "last"),
    [
        (True, True, 0, 0, "9 passed, 0 failed"),
        (False, True, 0, 1, "8 passed, 1 failed"),
        (False, False, 3, 1, "8 passed, 4 failed"),
        (True, False, 0, 1, "9 passed, 1 failed"),  # pytest itself broke down
    ],
)
def test_the_summary_ends_with_what_passed_and_failed(
    capsys: pytest.CaptureFixture[str],
    lint_passed: bool,
    pytest_passed: bool,
    failed_tests: int,
    status: int,
    last: str,
) -> None:
    outcomes = [Outcome("ruff", lint_passed, 0.1), Outcome("pytest", pytest_passed, 2.0)]
    assert conclude(outcomes, 8, failed_tests) == status
    assert capsys.readouterr().out.splitlines()[-1] == last


@pytest.mark.parametrize(("on_ci", "counts"), [(False, (5, 3)), (True, (5, 5))])
def test_a_skipped_test_is_a_failed_one_on_ci(
    tmp_path: Path, on_ci: bool, counts: tuple[int, int]
) -> None:
    suite = '<testsuite name="pytest" tests="10" failures="2" errors="1" skipped="2"/>'
    report = tmp_path / "tests.xml"
    report.write_text(f"<testsuites>{suite}</testsuites>", encoding="utf-8")
    assert count_tests(report, on_ci=on_ci) == counts


def conclusion(pytester: pytest.Pytester, checkout: Path, body: str) -> pytest.RunResult:
    """Run one test under the project's own guard, and return how it went."""
    guard = (checkout / "tests" / "conftest.py").read_text(encoding="utf-8")
    settings = (checkout / "pyproject.toml").read_text(encoding="utf-8")
    pytester.makeconftest(guard)
    pytester.makepyprojecttoml(settings)
    pytester.makepyfile(f"import logging, socket, pytest\n{body}")
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", ".")


def test_an_unexpected_warning_in_the_log_fails_a_test(
    pytester: pytest.Pytester, checkout: Path
) -> None:
    body = "def test_it():\n    logging.getLogger('x').warning('disk nearly full')"
    result = conclusion(pytester, checkout, body)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*logged without being expected*x: disk nearly full*"])


def test_an_announced_warning_in_the_log_passes(pytester: pytest.Pytester, checkout: Path) -> None:
    body = (
        "@pytest.mark.expected_log('nearly full')\n"
        "def test_it():\n    logging.getLogger('x').warning('disk nearly full')"
    )
    conclusion(pytester, checkout, body).assert_outcomes(passed=1)


def test_a_warning_from_qt_fails_a_test(pytester: pytest.Pytester, checkout: Path) -> None:
    body = "from PySide6.QtCore import qWarning\ndef test_it():\n    qWarning('no such slot')"
    conclusion(pytester, checkout, body).assert_outcomes(failed=1)


def test_asking_for_the_network_fails_a_test_that_hides_it(
    pytester: pytest.Pytester, checkout: Path
) -> None:
    body = (
        "def test_it():\n    try:\n        socket.create_connection(('192.0.2.1', 25))\n"
        "    except OSError:\n        pass"
    )
    result = conclusion(pytester, checkout, body)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*asked for the network: *192.0.2.1*"])


def test_this_machine_itself_may_be_talked_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
