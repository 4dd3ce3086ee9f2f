"""The commands of the project, for a machine that has only Python 3.11 or newer.

    python3 dev.py run [--demo] [...]    open Companion; what follows goes to the program
    python3 dev.py test [...]            every check and every test; what follows goes to pytest
    python3 dev.py lint                  the checks without the tests
    python3 dev.py faults                the kill tests, with full figures
    python3 dev.py bench [...]           the benchmarks
    python3 dev.py build                 a folder with the program, made by PyInstaller, in dist/
    python3 dev.py lock                  write requirements/*.txt anew from pyproject.toml

Each one first brings the private environment `.venv` up to date, which takes a minute the first
time and no time after that. Only the standard library is used here.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = ROOT / "requirements"
SYSTEM = LOCKS / "system.toml"
REPORT = VENV / "tests.xml"
ON_LINUX = sys.platform.startswith("linux")
ON_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}

QT_FILES = (
    "plugins/platforms/libqxcb.so",
    "lib/libQt6Widgets.so.6",
    "lib/libQt6Network.so.6",
    "lib/libQt6DBus.so.6",
)


class Trouble(Exception):
    """What stands in the way, in words for the person at the terminal."""


@dataclass(frozen=True)
class Outcome:
    """How one check ended, and how long it took in seconds."""

    name: str
    passed: bool
    seconds: float


def main(arguments: Sequence[str]) -> int:
    """Do the verb that is asked for; return the exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 - said in words before anything fails in others
        raise SystemExit("Companion needs Python 3.11 or newer: python3.11 dev.py ...")
    verb = VERBS.get(arguments[0]) if arguments else None
    if verb is None:
        print(__doc__)
        return 0 if arguments in (["-h"], ["--help"], ["help"]) else 2
    try:
        return verb(list(arguments[1:]))
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


# ---------------------------------------------------------------- the verbs


def run(arguments: list[str]) -> int:
    """Open the window, or with --demo a window on a throwaway history."""
    set_up("runtime")
    verb = ["demo"] if "--demo" in arguments else []
    passed_on = [argument for argument in arguments if argument != "--demo"]
    return call(python("-m", "companion", *passed_on, *verb))


def test(arguments: list[str]) -> int:
    """Run every check and every test, whatever fails on the way."""
    set_up("dev", "build")
    left_out = [folder for folder, is_ready in NEEDS.items() if not is_ready()]
    pytest = python("-m", "pytest", "--cov", "--cov-report=term", f"--junit-xml={REPORT}")
    REPORT.unlink(missing_ok=True)
    ignored = [f"--ignore={folder}" for folder in left_out]
    outcomes = [*checks(), check("pytest", [*pytest, *ignored, *arguments])]
    if left_out:
        print(f"\nLeft out, as said at the start: {', '.join(left_out)}")
    return conclude(outcomes, *count_tests(REPORT, on_ci=ON_CI))


def lint(_arguments: list[str]) -> int:
    """Run the checks that read the code without running it."""
    set_up("dev")
    return conclude(checks(), 0, 0)


def faults(arguments: list[str]) -> int:
    """Kill the program as often as the figures in the documentation say."""
    set_up("dev", "build")
    if not x_server_is_ready():
        return 1
    os.environ["COMPANION_FAULTS"] = "full"
    return call(python("-m", "pytest", "-s", "tests/faults", *arguments))


def bench(arguments: list[str]) -> int:
    """Measure Companion against its peers."""
    set_up("dev")
    return call(python("-m", "bench", *arguments))


def build(arguments: list[str]) -> int:
    """Make the one-folder program in dist/."""
    set_up("build")
    return call(python("-m", "PyInstaller", "--noconfirm", *arguments, "build.spec"))


def lock(arguments: list[str]) -> int:
    """Resolve the dependencies for every system at once; hashes go in, addresses stay out.

    With `--upgrade` to the newest versions, else only as far as pyproject.toml asks.
    """
    make_environment()
    must(python("-m", "pip", "install", "--quiet", "uv"), "uv, which resolves, is out of reach.")
    options = ["--quiet", "--universal", "--generate-hashes", "--no-header", "--no-annotate"]
    command = python("-m", "uv", "pip", "compile", *options, "--python-version", "3.11", *arguments)
    constraints: list[str] = []
    for name in ("runtime", "dev", "build"):
        target = f"requirements/{name}.txt"
        groups = ["--group", "backend"] + ([] if name == "runtime" else ["--group", name])
        plan = [*command, "pyproject.toml", *groups, *constraints, "-o", target]
        must(plan, f"{target} cannot be resolved.")
        constraints += ["-c", target]
    return 0


VERBS: dict[str, Callable[[list[str]], int]] = {
    verb.__name__: verb for verb in (run, test, lint, faults, bench, build, lock)
}


# ---------------------------------------------------------------- the environment


def set_up(*locks: str) -> None:
    """Bring `.venv` up to date with the locks and with this checkout."""
    make_environment()
    for name in locks:
        lock_file = LOCKS / f"{name}.txt"
        once(name, [lock_file], partial(install_lock, lock_file))
    provide_qt_libraries()
    once("ours", [ROOT / "pyproject.toml", ROOT / "hatch_build.py"], install_ours)
    must(python("hatch_build.py"), "A form in ui/ cannot be compiled.")


def make_environment() -> None:
    """Create `.venv` unless a whole one is there: one that was interrupted is made again."""
    made = VENV / "made"
    if PYTHON.exists() and made.exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        provide("Python's venv module", [f"python{version}-venv"])
    print("Making the private environment .venv", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    must(command, "The environment .venv cannot be made.")
    made.touch()


def install_lock(lock_file: Path) -> None:
    """Install exactly what a lock names, each file proved by its hash, showing how far it is."""
    total = lock_file.read_text(encoding="utf-8").count("==")
    options = ["--require-hashes", "--only-binary=:all:", "--no-input", "--progress-bar=off"]
    command = python("-m", "pip", "install", *options, "-r", lock_file)
    started = time.monotonic()
    show_progress(command, f"Installing requirements/{lock_file.name}", total)
    seconds = time.monotonic() - started
    print(f"Installed requirements/{lock_file.name} in {seconds:.0f} s", flush=True)


def install_ours() -> None:
    """Install this checkout, editable: pip's hash mode refuses that, hence on its own."""
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-input"]
    command = python("-m", "pip", "install", *options, "-e", ROOT)
    must(command, "This checkout cannot be installed into .venv.")


def once(name: str, files: Iterable[Path], step: Callable[[], None]) -> None:
    """Do a step unless it was last done with these very contents; `.venv` remembers which."""
    stamp = VENV / f"{name}.sha256"
    now = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    if not stamp.exists() or stamp.read_text() != now:
        step()
        stamp.write_text(now)


def show_progress(command: Sequence[str], title: str, total: int) -> None:
    """Run pip with one line that says how far it is; raise Trouble with pip's words if it fails."""
    said: list[str] = []
    seen = 0
    print(title, end="\n" if not sys.stdout.isatty() else "", flush=True)
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", errors="replace",
    ) as pip:  # fmt: skip
        for line in pip.stdout or ():
            said.append(line)
            seen += line.startswith(("Collecting", "Requirement already", "Ignoring"))
            if sys.stdout.isatty() and len(line.split()) > 1:
                step = "unpacking" if line.startswith("Installing") else line.split(maxsplit=2)[1]
                print(f"\r\033[K{title}: {seen} of {total}, {step:.40}", end="", flush=True)
    if sys.stdout.isatty():
        print("\r\033[K", end="")
    if pip.returncode:
        raise Trouble("".join(said[-20:]) + "\nThe dependencies cannot be installed: see above.")


# ---------------------------------------------------------------- the system underneath


def provide_qt_libraries() -> None:
    """See to the native libraries that Qt loads on Linux; elsewhere its wheels bring them all."""
    missing = missing_libraries() if ON_LINUX else []
    if not missing:
        return
    packages = system_packages("libraries")
    provide("The libraries that Qt needs", [packages.get(name, name) for name in missing])
    still = missing_libraries()
    if still:
        raise Trouble(f"Qt still misses these libraries of the system: {', '.join(still)}")


def system_packages(kind: str) -> dict[str, str]:
    """Return what Linux brings of one kind, "libraries" or "tools", with each Debian package."""
    import tomllib  # not before Python 3.11, where the words above would never be said

    with SYSTEM.open("rb") as file:
        return {str(name): str(package) for name, package in tomllib.load(file)[kind].items()}


def missing_libraries() -> list[str]:
    """Ask the system's own loader what it cannot find for Qt."""
    qt = next(VENV.glob("lib*/python*/site-packages/PySide6/Qt"), None)
    if qt is None or shutil.which("ldd") is None:
        return []
    command = ["ldd", *(str(qt / file) for file in QT_FILES)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    lines = [line.split() for line in answer.splitlines() if "=> not found" in line]
    return sorted({words[0] for words in lines})


@cache
def x_server_is_ready() -> bool:
    """See to what the tests on a real X server need; False where they have to be left out."""
    if not ON_LINUX:
        print("The tests on a real X server run on Linux only.")
        return False
    packages = missing_tools("tools")
    packages += [] if Path("/usr/share/X11/xkb/symbols/fr").exists() else ["xkb-data"]
    packages += [] if has_font("Inter") else ["fonts-inter"]
    packages += missing_bindings()
    packages += missing_libpython()
    return can_be_provided("What the tests on an X server need", packages)


@cache
def mail_servers_are_ready() -> bool:
    """See to a postfix and a dovecot for the tests; False where these have to be left out."""
    if not (ON_LINUX and is_root()):
        print("The tests with real mail servers run on Linux as root only.")
        return False
    missing = missing_tools("mail_servers")
    with nothing_started(missing):
        # Never in the place of a mail server that somebody runs here.
        if not can_be_provided("What the tests with mail servers need", missing, "--no-remove"):
            return False
    version = subprocess.check_output(["/usr/sbin/dovecot", "--version"], text=True)
    if not version.startswith("2.3."):
        print(f"The tests with real mail servers are written for Dovecot 2.3; here is {version}")
        return False
    return True


def secret_service_is_ready() -> bool:
    """See to a keyring for the tests; False where these have to be left out."""
    if not ON_LINUX:
        print("The tests with a real Secret Service run on Linux only.")
        return False
    missing = missing_tools("secret_service")
    return can_be_provided("What the tests with a real Secret Service need", missing)


NEEDS: dict[str, Callable[[], bool]] = {
    "tests/mail_servers": mail_servers_are_ready,
    "tests/mail_journeys": lambda: mail_servers_are_ready() and x_server_is_ready(),
    "tests/secret_service": secret_service_is_ready,
    "tests/notifications": x_server_is_ready,
    "tests/journeys": x_server_is_ready,
    "tests/faults": x_server_is_ready,
    "tests/packaging": x_server_is_ready,
}
"""The tests that start programs of the system, each with what sees to these."""


def can_be_provided(what: str, packages: Sequence[str], *options: str) -> bool:
    """Install packages that some tests need; where that cannot be, say so and return False.

    On CI no test may be left out for want of a package, so there it raises Trouble.
    """
    try:
        if packages:
            provide(what, packages, *options)
    except Trouble as trouble:
        if ON_CI:
            raise
        print(trouble)
        return False
    return True


def missing_tools(kind: str) -> list[str]:
    """Return the packages of the programs of that kind that are not on this machine yet."""
    tools = system_packages(kind)
    return [package for tool, package in tools.items() if shutil.which(tool) is None]


@contextmanager
def nothing_started(packages: Sequence[str]) -> Iterator[None]:
    """Let Debian install servers, and neither configure nor start nor enable them.

    The tests start them on ports and with configurations of their own; this machine itself is to
    send and receive no more mail than before.
    """
    if not packages or shutil.which("apt-get") is None:
        yield
        return
    chosen = "postfix postfix/main_mailer_type select No configuration"
    subprocess.run(["debconf-set-selections"], input=chosen, text=True, check=True)
    policy = Path("/usr/sbin/policy-rc.d")  # asked by every package that would start something
    is_ours = not policy.exists()
    if is_ours:
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
    try:
        yield
    finally:
        if is_ours:
            policy.unlink()
        disable(packages)


def disable(packages: Sequence[str]) -> None:
    """Keep what was just installed from starting with the machine, where systemd would do that."""
    units = {"postfix": "postfix", "dovecot-core": "dovecot"}
    new = [unit for package, unit in units.items() if package in packages]
    if new and Path("/run/systemd/system").exists():
        subprocess.call(["systemctl", "disable", "--quiet", *new])


def has_font(family: str) -> bool:
    """Return whether fontconfig knows a font."""
    command = ["fc-list", "-q", family]
    return shutil.which("fc-list") is not None and subprocess.call(command) == 0


def missing_bindings() -> list[str]:
    """Return the packages of what the system's own Python cannot import: the tests listen by it."""
    bindings = system_packages("bindings")
    return [bindings[name] for name in bindings if not imports_for_system(name)]


def imports_for_system(module: str) -> bool:
    """Return whether the system's own Python, not this one, can import a module."""
    command = ["/usr/bin/python3", "-W", "ignore", "-c", f"import {module}"]
    there = Path(command[0]).exists()
    return there and subprocess.run(command, capture_output=True, check=False).returncode == 0


def missing_libpython() -> list[str]:
    """Name the package of libpython where Debian's python runs without it: PyInstaller needs it."""
    name = str(sysconfig.get_config_var("INSTSONAME") or "")
    folders = [sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("MULTIARCH")]
    places = [Path(str(folders[0])), Path(str(folders[0]), str(folders[1]))]
    if Path(sys.base_prefix) != Path("/usr") or any((place / name).exists() for place in places):
        return []
    return [f"libpython{sys.version_info.major}.{sys.version_info.minor}"]


def provide(what: str, packages: Sequence[str], *options: str) -> None:
    """Install packages of the system as root on Debian and Ubuntu; else raise Trouble naming them.

    Nothing is installed anywhere for a person who is not root: they are given the line to run.
    """
    apt = shutil.which("apt-get")
    if apt and is_root():
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        print(f"{what}: installing {' '.join(sorted(set(packages)))}", flush=True)
        subprocess.call([apt, "-qq", "update"])
        command = [apt, "-qq", "install", "-y", "--no-install-recommends", *options]
        must([*command, *debian_names(packages)], f"{what} cannot be installed.", quiet=True)
        return
    words = " ".join(debian_names(packages) if apt else sorted(set(packages)))
    line = f"sudo apt-get install -y {words}" if apt else f"the packages (Debian's names) {words}"
    raise Trouble(f"{what}: not on this machine yet. Install them with:\n\n    {line}\n")


def is_root() -> bool:
    """Return whether this person may install and start what belongs to the system."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def debian_names(packages: Iterable[str]) -> list[str]:
    """Return the names that this release knows: libglib2.0-0 became libglib2.0-0t64 in 2024."""

    def name_here(package: str) -> str:
        command = ["apt-cache", "show", "--no-all-versions", f"{package}t64"]
        known = subprocess.run(command, capture_output=True, check=False).stdout
        return f"{package}t64" if known else package

    return sorted({name_here(package) for package in packages})


# ---------------------------------------------------------------- the checks


def checks() -> list[Outcome]:
    """Read the code with every tool that the project holds itself to."""
    python_files = [name for name in ("companion", "tests", "bench") if (ROOT / name).is_dir()]
    return [
        check("ruff format", python("-m", "ruff", "format", "--check", ".")),
        check("ruff check", python("-m", "ruff", "check", ".")),
        check("mypy", python("-m", "mypy", "dev.py", "hatch_build.py", *python_files)),
        check("layers", [str(PYTHON.with_name("lint-imports"))]),
    ]


def check(name: str, command: Sequence[str]) -> Outcome:
    """Run one check in the open and time it."""
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    passed = call(command) == 0
    return Outcome(name, passed, time.monotonic() - started)


def count_tests(report: Path, *, on_ci: bool) -> tuple[int, int]:
    """Return how many tests of pytest's XML report passed and failed; on CI none may be skipped."""
    if not report.exists():
        return 0, 0
    suites = [suite.attrib for suite in ET.parse(report).getroot().iter("testsuite")]
    total, failures, errors, skipped = (
        sum(int(suite[kind]) for suite in suites)
        for kind in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    return total - failed - skipped, failed + (skipped if on_ci else 0)


def conclude(outcomes: Sequence[Outcome], tests_passed: int, tests_failed: int) -> int:
    """Print how every check ended, then the counts of the tests and checks together."""
    print("\n== Summary")
    for outcome in outcomes:
        verdict = "passed" if outcome.passed else "FAILED"
        print(f"{outcome.name:12} {verdict}  {outcome.seconds:6.1f} s")
    others = [outcome.passed for outcome in outcomes if outcome.name != "pytest"]
    pytest_passed = all(outcome.passed for outcome in outcomes if outcome.name == "pytest")
    failed = max(tests_failed, not pytest_passed) + others.count(False)
    print(f"{tests_passed + others.count(True)} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def python(*arguments: str | Path) -> list[str]:
    """Return the command line that starts the environment's Python."""
    return [str(PYTHON), *map(str, arguments)]


def call(command: Sequence[str]) -> int:
    """Run a command at the top of the checkout; return its exit status."""
    return subprocess.call(command, cwd=ROOT)


def must(command: Sequence[str], otherwise: str, *, quiet: bool = False) -> None:
    """Run a command that has to succeed, or raise Trouble; `quiet` shows its words only then."""
    pipe = subprocess.PIPE if quiet else None
    done = subprocess.run(
        command, cwd=ROOT, stdout=pipe, stderr=subprocess.STDOUT if quiet else None,
        encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if done.returncode:
        raise Trouble(f"{done.stdout or ''}\n{otherwise}".strip())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
