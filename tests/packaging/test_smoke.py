"""The smoke test of the bundle fails where a bundle is not well."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from icu4py import breakers

from tests.packaging import smoke


class Script(smoke.Bundle):
    """A bundle whose programs are a few lines of Python."""

    def program(self, name: str) -> list[str]:
        return [sys.executable, "-I", str(self.folder / f"{name}.py")]


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """A folder for programs, and a home that is not the tester's."""
    monkeypatch.setattr(smoke, "without_network", list)
    home = tmp_path / "home"
    home.mkdir()
    return Script(tmp_path, home)


def write(bundle: Script, source: str) -> None:
    """Give the bundle a command line."""
    (bundle.folder / "overgang-cli.py").write_text(f"import os, sys\n{source}\n", encoding="utf-8")


def test_what_a_program_prints_is_handed_on(bundle: Script) -> None:
    write(bundle, "print(*sys.argv[1:])")
    assert bundle.command("check").split() == ["--store", str(bundle.store), "check"]


def test_a_word_on_the_error_output_breaks_it(bundle: Script) -> None:
    write(bundle, "print('a warning', file=sys.stderr)")
    with pytest.raises(smoke.Broken, match="a warning"):
        bundle.run("overgang-cli")


def test_another_exit_code_breaks_it(bundle: Script) -> None:
    write(bundle, "sys.exit(3)")
    with pytest.raises(smoke.Broken, match="exit code 3"):
        bundle.run("overgang-cli")


def test_a_program_finds_nothing_of_this_machines_environment(
    bundle: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "nb_NO.UTF-8")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    write(bundle, "print(*sorted(os.environ))")
    seen = set(bundle.run("overgang-cli").split())
    assert "OVERGANG_PASSPHRASE" in seen
    assert not seen & {"LANG", "PYTHONPATH", "PATH", "DISPLAY"}


def test_weights_are_told_by_part(bundle: Script) -> None:
    for name in (
        "_internal/PySide6/QtCore.so",
        "_internal/libX11.so.6",
        "_internal/re.pyc",
        "_internal/app/x.pyc",
    ):
        file = bundle.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x" * 100)
    assert {"PySide6", "system libraries", "Python's own modules", "app"} <= set(smoke.weights(bundle.folder))


if sys.platform == "linux":

    def test_a_library_that_was_left_out_is_named(tmp_path: Path) -> None:
        (tmp_path / "breakers.so").write_bytes(Path(breakers.__file__).read_bytes())
        found = smoke.reaching_outside(tmp_path)
        assert any(line.startswith("libicuuc") and line.endswith(" for breakers.so") for line in found)
        assert not any(line.startswith(("libc.so", "libm.so", "ld-linux")) for line in found)
