#!/usr/bin/env python3
"""Sets a fresh machine up and does the work: `python3 dev.py run`, `python3 dev.py test`, and the rest of COMMANDS.

Standard library only. What is installed comes from requirements.lock, hash by hash, into .venv; a second call
starts at once.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "installed.sha256"  # hash of the lock that was installed to the end
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST, TOO_NEW = (3, 11), (3, 15)
AT_ONCE = 4  # processes that share the tests out, at most
ROOM = 2 << 30  # bytes of memory that must be free for the tests' files to lie there

# Debian package by the library that is missed without it.
DRAWING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
DISPLAY = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def main(arguments: list[str]) -> int:
    """Does the command named first; returns its exit code."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(usage())
        return 0
    command = COMMANDS.get(arguments[0])
    if command is None:
        print(usage(), file=sys.stderr)
        return 2
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        stop(f"Python 3.11 to 3.14 is needed; this is {sys.version.split()[0]}.")
    return command(arguments[1:])


def usage() -> str:
    """Every command with the first line of what it does."""
    lines = [
        f"  {name:9} {(command.__doc__ or '').splitlines()[0].rstrip('.')}"
        for name, command in COMMANDS.items()
    ]
    return "\n".join(["usage: python3 dev.py COMMAND [arguments]", "", *lines])


# --- the commands ------------------------------------------------------------------------------------


def run(arguments: list[str]) -> int:
    """Opens the window; what follows goes to it (try: run --demo)."""
    if not has_display():
        print(
            "There is no display here, so the window cannot open. The command line does the same work without one:\n"
            f"  {PYTHON.relative_to(ROOT)} -m app --help",
            file=sys.stderr,
            flush=True,
        )
        set_up({})
        return 1
    set_up(DRAWING | (DISPLAY if "QT_QPA_PLATFORM" not in os.environ else {}))
    return child("-m", "ui", *arguments, cwd=Path.cwd())


def test(arguments: list[str]) -> int:
    """Checks style, types and import direction and runs the everyday tests; with arguments, only pytest with them."""
    set_up(DRAWING, tools=fault_tools())
    if arguments:
        return child("-m", "pytest", *arguments)
    failed = failed_checks()
    result = shared_out(min(AT_ONCE, max(2, os.cpu_count() or 1)))
    if failed:
        print(f"\nNot well: {', '.join(failed)} (see above the tests).", file=sys.stderr)
    return result or int(bool(failed))


def check(arguments: list[str]) -> int:
    """Checks style, types and import direction, no tests."""
    refuse(arguments)
    set_up(DRAWING)
    return int(bool(failed_checks()))


def bench(arguments: list[str]) -> int:
    """Runs the benchmarks; every figure is a ratio measured in one run."""
    set_up(DRAWING)
    return child("-m", "pytest", "-m", "bench", "-s", *(arguments or ["tests/bench"]))


def full(arguments: list[str]) -> int:
    """Runs every test with the long fault and size runs and many fresh examples (hours); every day a sample of each."""
    set_up(DRAWING, tools=fault_tools())
    os.environ.setdefault("OVERGANG_EXAMPLES", "full")
    return child("-m", "pytest", "-m", "not bench", "-s", *arguments)


def faults(arguments: list[str]) -> int:
    """Tries what must hold when something fails, and prints a table: a sample of each, or with --full all (hours)."""
    set_up(DRAWING, tools=fault_tools())
    return child("-m", "tests.faults.report", *arguments)


def build(arguments: list[str]) -> int:
    """Makes the bundle in dist/, starts it with an empty environment, and says what it weighs."""
    refuse(arguments)
    set_up(
        DRAWING | DISPLAY,
        tools=("binutils",) if sys.platform == "linux" and not shutil.which("objdump") else (),
    )
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    made = child("-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "build.spec")
    return made or child("-m", "tests.packaging.smoke", "dist/Overgang")


def messages(arguments: list[str]) -> int:
    """Brings locales/*/ui.po in step with the texts in the code and lists what is not translated."""
    refuse(arguments)
    set_up({})
    return child("-m", "tests.packaging.messages")


# Wheel tags of the two families of systems; Debian 12 has glibc 2.36.
PLATFORMS = {
    "win32": ["win_amd64"],
    "linux": [
        f"manylinux{glibc}_x86_64" for glibc in ("_2_34", "_2_28", "_2_17", "2014", "_2_12", "2010", "1")
    ],
}


def lock(arguments: list[str]) -> int:
    """Writes requirements.lock anew (needs uv) and sees that every part has wheels for Windows and Linux."""
    refuse(arguments)
    set_up({})
    uv = shutil.which("uv") or stop("uv is needed for this; see its installation page.")
    options = "--universal --generate-hashes --no-header --no-annotate --no-config --quiet --upgrade".split()
    fresh = LOCK.with_suffix(".new")
    command = [uv, "pip", "compile", "pyproject.toml", "--extra", "dev", "--python-version", "3.11", *options]
    # Without this machine's own package locations, which have no place in the file.
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    if subprocess.run(
        [*command, "-o", str(fresh)], cwd=ROOT, env=clean, stdout=subprocess.DEVNULL
    ).returncode:
        return 1
    if not all(has_wheels(fresh, family) for family in PLATFORMS):
        return 1
    fresh.replace(LOCK)
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    command.__name__: command for command in (run, test, check, bench, full, faults, build, messages, lock)
}


# --- checks and children -----------------------------------------------------------------------------


def failed_checks() -> list[str]:
    """The names of the checks that did not pass; each has said why."""
    checks = {
        "ruff check": ("-m", "ruff", "check", "--quiet", "."),
        "ruff format": ("-m", "ruff", "format", "--check", "--quiet", "."),
        "mypy": ("-m", "mypy", "--no-error-summary"),
        "lint-imports": (
            "-c",
            "from importlinter.cli import lint_imports_command as lint; lint()",
            "--no-logo",
        ),
    }
    failed = []
    for name, command in checks.items():
        done = subprocess.run(
            [str(PYTHON), *command], cwd=ROOT, env=environment(), text=True, stdout=subprocess.PIPE
        )
        print(f"{name}: {'not well' if done.returncode else 'well'}", flush=True)
        if done.returncode:
            print(done.stdout, flush=True)
            failed.append(name)
    return failed


def environment() -> dict[str, str]:
    """This process's environment, with the project importable."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}


def child(*arguments: str, cwd: Path = ROOT) -> int:
    """Runs the environment's Python with the project importable; returns its exit code."""
    try:
        return subprocess.run([str(PYTHON), *arguments], cwd=cwd, env=environment()).returncode
    except KeyboardInterrupt:
        return 130


@contextmanager
def beside(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Runs the environment's Python while something else runs; waits for it at the end and then prints what it said."""
    with tempfile.TemporaryFile() as said:
        command = [str(PYTHON), *arguments]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(), stdout=said, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            process.wait()
            said.seek(0)
            print(said.read().decode(errors="replace"), flush=True)


def shared_out(count: int) -> int:
    """Runs the tests in so many processes, each taking what no other has; the exit code of the first that failed."""
    with ExitStack() as stack:
        folder = stack.enter_context(in_memory())
        taken = folder / "taken"
        taken.mkdir()
        # With "=": of two words pytest would take the folder for one of tests, and look for its settings there.
        command = ["-m", "pytest", "-p", "tests.sharing", f"--taken={taken}"]
        command += ["-o", "tmp_path_retention_policy=failed"]
        ends = [["--from-the-end"] if number % 2 == 0 else [] for number in range(count - 1)]
        others = [
            stack.enter_context(beside(*command, *end, "--basetemp", str(folder / str(number))))
            for number, end in enumerate(ends)
        ]
        codes = [child(*command, "--basetemp", str(folder / "first"))]
        codes += [other.wait() for other in others]
    return next(filter(None, codes), 0)


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder for the tests' files: in memory where there is room, so that no test waits for a disk."""
    memory = Path("/dev/shm")
    place = str(memory) if has_room(memory) else None
    with tempfile.TemporaryDirectory(
        prefix="overgang-tests-", dir=place, ignore_cleanup_errors=True
    ) as folder:
        before = os.environ.get("TMPDIR")
        os.environ["TMPDIR"] = folder  # for what the tests' own children put somewhere
        try:
            yield Path(folder)
        finally:
            del os.environ["TMPDIR"]
            os.environ |= {"TMPDIR": before} if before is not None else {}


def has_room(memory: Path) -> bool:
    """Whether a folder lies in memory with room, may be written and lets a library be loaded from it."""
    if sys.platform != "linux" or not os.access(memory, os.W_OK):
        return False
    found = os.statvfs(memory)
    return found.f_bavail * found.f_frsize > ROOM and not found.f_flag & os.ST_NOEXEC


def refuse(arguments: list[str]) -> None:
    """Stops where a command that takes no arguments was given some."""
    if arguments:
        stop(f"This command takes no arguments: {' '.join(arguments)}", code=2)


def stop(message: str, code: int = 1) -> NoReturn:
    """Ends with one message on the error output."""
    print(message, file=sys.stderr, flush=True)
    raise SystemExit(code)


# --- set-up ------------------------------------------------------------------------------------------


def set_up(libraries: dict[str, str], *, tools: Iterable[str] = ()) -> None:
    """Makes this machine ready: system libraries and tools, environment, catalogues. Does only what is missing."""
    fresh = not is_installed()
    add_system_packages([*missing(libraries), *tools, *(missing_venv() if fresh else [])])
    if fresh:
        install()
    if any(stale(po) for po in ROOT.glob("locales/*/LC_MESSAGES/*.po")) and child("-c", CATALOGUES):
        stop("The catalogues in locales/ could not be compiled; see above.")


# Asking for a catalogue compiles it where its source is newer.
CATALOGUES = """
from app.base import languages
for code in languages.WINDOW_LANGUAGES: languages.catalogue(code)
for sheet in languages.sheet_languages(): languages.sheet_text(sheet.code)
"""


def stale(po: Path) -> bool:
    """Whether the compiled catalogue is missing or older than its source."""
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def has_display() -> bool:
    """Whether a window can be shown, or Qt was told where to draw instead."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def missing(libraries: dict[str, str]) -> list[str]:
    """The Debian packages of those system libraries that cannot be loaded here."""
    return [package for library, package in libraries.items() if not loads(library)]


def loads(library: str) -> bool:
    """Whether the loader finds a shared library; always so where libraries are not the system's business."""
    if sys.platform != "linux":
        return True
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def fault_tools() -> list[str]:
    """The Debian packages of what the fault programme is missing: a compiler for its disk, and what follows calls."""
    if sys.platform != "linux":
        return []
    tools = {"gcc": ("gcc", "libc6-dev"), "strace": ("strace",)}
    return [package for tool, packages in tools.items() if not shutil.which(tool) for package in packages]


def missing_venv() -> list[str]:
    """Debian keeps what `python -m venv` needs in a package of its own."""
    if importlib.util.find_spec("ensurepip"):
        return []
    return ["python{}.{}-venv".format(*sys.version_info[:2])]


def add_system_packages(packages: list[str]) -> None:
    """Installs Debian packages, or says which command installs them."""
    if not packages:
        return
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        stop(f"Some system libraries are missing. On Debian they are called: {names}")
    if os.geteuid() == 0:
        prefix = []
    elif (
        shutil.which("sudo")
        and not subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL).returncode
    ):
        prefix = ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive"]
    else:
        stop(
            f"Some system packages are missing. Please run this, then try again:\n  sudo apt-get install {names}"
        )
    print(f"Installing system packages: {names}", flush=True)
    apt = [*prefix, "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*apt, "update"], env=quiet, stdout=subprocess.DEVNULL)
    done = subprocess.run(
        [*apt, "install", "-y", "--no-install-recommends", *packages], env=quiet, stdout=subprocess.DEVNULL
    )
    if done.returncode:
        stop(f"apt-get could not install: {names}\nThe program needs them; see above for the reason.")


def is_installed() -> bool:
    """Whether .venv holds exactly what the lock says: the stamp is written last, so a half install has none."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == lock_hash()


def lock_hash() -> str:
    """SHA-256 of requirements.lock, line ends aside, as hexadecimal digits."""
    return hashlib.sha256(LOCK.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def install() -> None:
    """Makes .venv anew and installs the lock into it."""
    if Path(sys.prefix) == VENV:
        stop(
            "The environment must be made anew: call dev.py with the system's Python, not with the one in .venv."
        )
    print("Setting up .venv from requirements.lock (once; about two minutes) …", flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)]).returncode:
        stop("Python could not make the environment in .venv; see above.")
    if pip("install", "--require-hashes", "--only-binary=:all:", "-r", str(LOCK)):
        shutil.rmtree(VENV)
        stop(
            "Installing from requirements.lock failed; see above. It needs the package index, or, without a network,"
            "\na folder with the wheels:  PIP_NO_INDEX=1 PIP_FIND_LINKS=/path/to/wheels python3 dev.py test"
        )
    STAMP.write_text(lock_hash())


def pip(command: str, *arguments: str) -> int:
    """Runs pip inside the environment, quietly but for warnings and errors."""
    return child("-m", "pip", command, "--quiet", "--disable-pip-version-check", "--no-input", *arguments)


def has_wheels(file: Path, family: str) -> bool:
    """Whether every line of a lock that counts on a family of systems has a wheel there; pip says which has not."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wanted.txt"
        wanted.write_text("".join(for_family(file.read_text().splitlines(keepends=True), family)))
        where = [word for platform in PLATFORMS[family] for word in ("--platform", platform)]
        where += ["--python-version", "3.11", "--dest", folder, "-r", str(wanted)]
        return not pip("download", "--require-hashes", "--no-deps", "--only-binary=:all:", *where)


def for_family(lines: Iterable[str], family: str) -> Iterable[str]:
    """The lines of a lock without those that only another family of systems needs, and without that marker."""
    wanted = True
    for line in lines:
        if not line.startswith(" "):
            wanted = "sys_platform" not in line or f"sys_platform == '{family}'" in line
        if wanted:
            yield line.replace(f" ; sys_platform == '{family}'", "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
