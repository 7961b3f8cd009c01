"""The house rules that no linter knows: what lies at the top, what the lock may say, how long a module may grow."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

TOP_LEVEL = {
    *(
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "SECURITY.md",
        "pyproject.toml",
        "requirements.lock",
        "build.spec",
        "dev.py",
    ),
    *(".gitignore", ".ci", "app", "ui", "resources", "locales", "tests"),
}
MODULES = sorted(file for package in ("app", "ui") for file in (ROOT / package).rglob("*.py"))


def locked() -> dict[str, tuple[str, list[str]]]:
    """Name → version and hashes of every part in the lock."""
    found = {}
    for name, version, rest in re.findall(r"^([a-z0-9-]+)==(\S+)(.*(?:\n    .*)*)", LOCK, flags=re.MULTILINE):
        found[name] = (version, re.findall(r"--hash=sha256:([0-9a-f]{64})", rest))
    return found


def test_the_lock_names_no_place() -> None:
    assert "://" not in LOCK
    assert "file:" not in LOCK
    assert not re.search(r"^\s*-(?!-hash=)", LOCK, flags=re.MULTILINE), "an option line in the lock"


def test_the_lock_is_nothing_but_versions_and_hashes() -> None:
    requirement = r"[a-z0-9-]+==[0-9][0-9A-Za-z.]*( ; [^\\]+)? \\"
    for line in LOCK.splitlines():
        assert re.fullmatch(rf"{requirement}|    --hash=sha256:[0-9a-f]{{64}}( \\)?", line), line


def test_every_locked_part_has_hashes() -> None:
    assert len(locked()) == len(re.findall(r"^[a-z0-9]", LOCK, flags=re.MULTILINE))
    assert [name for name, (_version, hashes) in locked().items() if not hashes] == []


def test_everything_asked_for_is_locked() -> None:
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=\[ ]", line)[0].lower().replace("_", "-") for line in wanted}
    assert names <= set(locked())


def test_qt_stays_below_the_version_that_aborts_under_python_3_11() -> None:
    major, minor = locked()["pyside6-essentials"][0].split(".")[:2]
    assert (int(major), int(minor)) < (6, 12)


def test_the_top_level_holds_only_what_belongs_there() -> None:
    ignored = {line.rstrip("/") for line in (ROOT / ".gitignore").read_text().split()} | {".git"}
    assert {entry.name for entry in ROOT.iterdir()} - ignored <= TOP_LEVEL


def test_importing_the_packages_does_nothing() -> None:
    for package in ("app", "ui"):
        source = (ROOT / package / "__init__.py").read_text(encoding="utf-8")
        lines = [line for line in source.splitlines() if line.startswith(("import ", "from "))]
        assert set(lines) <= {"from __future__ import annotations"}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ROOT).as_posix())
def test_no_module_grows_out_of_sight(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_build_machine_runs_what_a_developer_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "\npython3 dev.py build\n" in script
    assert "\npython3 dev.py test\n" in script
