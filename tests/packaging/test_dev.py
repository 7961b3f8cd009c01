"""The set-up tool: what it says without a display, when it installs anew, and what it passes on."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

import dev


class Done(list[tuple[str, ...]]):
    """The child processes that would have been started."""

    beside_ends = 0

    def __call__(self, *arguments: str, cwd: Path | None = None) -> int:
        self.append(arguments)
        return 0

    @contextmanager
    def beside(self, *arguments: str) -> Iterator[SimpleNamespace]:
        self.append(("beside", *arguments))
        yield SimpleNamespace(wait=lambda: self.beside_ends)


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Done:
    """No set-up and no child process; what would have been started is noted."""
    done = Done()
    monkeypatch.setattr(dev, "set_up", lambda libraries, tools=(): None)
    monkeypatch.setattr(dev, "child", done)
    monkeypatch.setattr(dev, "beside", done.beside)
    return done


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a lock and nothing installed."""
    monkeypatch.setattr(dev, "LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(dev, "STAMP", tmp_path / "installed.sha256")
    dev.LOCK.write_text("click==8.5.1 --hash=sha256:00\n")
    return tmp_path


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse(Path(dev.__file__).read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_without_a_display_it_names_the_command_line(
    children: Done, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(dev.sys, "platform", "linux")
    assert dev.main(["run", "--demo"]) == 1
    said = capsys.readouterr().err
    assert "no display" in said
    assert f"{dev.PYTHON.relative_to(dev.ROOT)} -m app --help" in said
    assert children == []


def test_what_follows_run_goes_to_the_window(children: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert dev.main(["run", "--demo", "--store", "a b.db"]) == 0
    assert children == [("-m", "ui", "--demo", "--store", "a b.db")]


def test_what_follows_test_goes_to_pytest_alone(children: Done) -> None:
    assert dev.main(["test", "-k", "steps"]) == 0
    assert children == [("-m", "pytest", "-k", "steps")]


def test_a_failed_check_fails_the_whole_though_every_test_passes(
    children: Done, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "failed_checks", lambda: ["mypy"])
    monkeypatch.setattr(dev.os, "cpu_count", lambda: 2)
    assert dev.main(["test"]) == 1
    beside, alone = children
    shared = ("-m", "pytest", "-p", "tests.sharing")
    assert beside[:5] == ("beside", *shared)
    assert alone[:4] == shared
    assert "--from-the-end" in beside
    assert "--from-the-end" not in alone
    taken = {word for words in children for word in words if word.startswith("--taken=")}
    assert len(taken) == 1  # both know what the other has taken
    assert "mypy" in capsys.readouterr().err


def test_a_promise_that_was_not_kept_fails_the_whole(children: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "failed_checks", list)
    assert dev.main(["test"]) == 0
    children.beside_ends = 1
    assert dev.main(["test"]) == 1


def test_what_runs_beside_is_waited_for_and_printed_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    with dev.beside("-c", "print('said'); raise SystemExit(3)") as process:
        print("first")
    assert process.returncode == 3
    assert capsys.readouterr().out.split() == ["first", "said"]


@pytest.mark.parametrize("arguments", [["no-such-command"], []])
def test_help_and_wrong_commands_list_the_commands(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = dev.main(arguments)
    shown = "".join(capsys.readouterr())
    assert code == (2 if arguments else 0)
    assert all(f"\n  {name} " in shown for name in dev.COMMANDS)


def test_an_install_counts_only_when_it_was_finished(machine: Path) -> None:
    assert not dev.is_installed()
    dev.PYTHON.touch()
    assert not dev.is_installed()
    dev.STAMP.write_text(dev.lock_hash())
    assert dev.is_installed()


def test_a_changed_lock_is_installed_anew(machine: Path) -> None:
    dev.PYTHON.touch()
    dev.STAMP.write_text(dev.lock_hash())
    dev.LOCK.write_text("click==8.5.2 --hash=sha256:01\n")
    assert not dev.is_installed()


def test_line_ends_of_a_checkout_do_not_change_the_lock(machine: Path) -> None:
    before = dev.lock_hash()
    dev.LOCK.write_bytes(dev.LOCK.read_bytes().replace(b"\n", b"\r\n"))
    assert dev.lock_hash() == before


def test_missing_libraries_are_named_as_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.sys, "platform", "linux")
    assert dev.missing({"libno-such-thing.so.9": "libno-such-thing9"}) == ["libno-such-thing9"]


def test_elsewhere_libraries_are_not_the_systems_business(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.sys, "platform", "win32")
    assert dev.missing({"libno-such-thing.so.9": "libno-such-thing9"}) == []


def test_without_rights_the_command_to_run_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit) as ended:
        dev.add_system_packages(["libegl1"])
    assert ended.value.code == 1
    assert "sudo apt-get install libegl1" in capsys.readouterr().err


def test_a_lock_is_read_for_one_family_of_systems() -> None:
    lines = [
        "a==1 ; sys_platform == 'win32' \\\n",
        "    --hash=sha256:1\n",
        "b==2 \\\n",
        "    --hash=sha256:2\n",
    ]
    assert list(dev.for_family(lines, "win32")) == ["a==1 \\\n", *lines[1:]]
    assert list(dev.for_family(lines, "linux")) == lines[2:]
