"""The `congvu` command: help, dispatch, quick commands without Django."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from congvu.config import command
from congvu.config.command import COMMANDS, OWN, run
from congvu.config.serve import is_loopback, serve_main, trouble_with
from tests.config.ports import occupied_port
from tests.patience import PATIENCE


@pytest.fixture(autouse=True)
def _vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONGVU_LANGUAGE", raising=False)


def test_no_argument_and_help_list_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    assert said.count("Cách dùng: congvu LỆNH") == 2
    assert all(f"  {name} " in said for name in COMMANDS)


def test_help_is_english_when_asked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CONGVU_LANGUAGE", "en")
    run(["help"])
    assert "Usage: congvu COMMAND" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["bogus", "runserver", "../etc", ""])
def test_unknown_command_is_told_in_vietnamese(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name]) == 2
    said = capsys.readouterr()
    assert f"Không có lệnh “{name}”." in said.err
    assert said.out == ""


def test_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("congvu 0.")


def test_hyphens_become_the_underscores_of_django(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []

    class Utility:
        def __init__(self, argv: list[str]) -> None:
            seen.append(argv)

        def execute(self) -> None:
            pass

    monkeypatch.setattr("django.core.management.ManagementUtility", Utility)
    assert run(["create-owner", "--login", "chu-he-thong"]) == 0
    assert run(["manage", "check", "--deploy"]) == 0
    assert seen == [["congvu", "create_owner", "--login", "chu-he-thong"], ["congvu", "check", "--deploy"]]


@pytest.mark.parametrize("name", sorted(set(OWN) - {"manage"}))
def test_own_commands_explain_themselves_without_a_database(name: str, tmp_path: Path) -> None:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("CONGVU_", "DJANGO_"))}
    env |= {"CONGVU_DATA": str(tmp_path / "nowhere")}
    program = "import sys; from congvu.config.command import run; sys.exit(run(sys.argv[1:]))"
    argv = [sys.executable, "-c", program, name, "--help"]
    done = subprocess.run(argv, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    assert name in done.stdout
    assert not (tmp_path / "nowhere").exists(), "asking for help leaves no data behind"


@pytest.mark.parametrize("name", ["read", "due"])
def test_commands_without_a_database_load_no_django(name: str) -> None:
    program = (
        "import sys; from congvu.config import command\n"
        f"try: command.run(['{name}', '--help'])\n"
        "except SystemExit: pass\n"
        "sys.exit('django' in sys.modules)"
    )
    argv = [sys.executable, "-c", program]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104 - the very address that must be refused
        ("::", False),
        ("192.168.1.5", False),
        ("congvu.example", False),
    ],
)
def test_is_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_serve_refuses_the_demo_outside_this_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CONGVU_DEMO", "1")
    assert serve_main(["--host", "0.0.0.0"]) == 2  # noqa: S104 - the very address that must be refused
    assert "chỉ được mở trên chính máy này" in capsys.readouterr().err


def test_serve_says_when_the_port_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with occupied_port() as port:
        assert trouble_with("127.0.0.1", port)
        assert serve_main(["--port", str(port)]) == 2
        assert f"cổng {port}" in capsys.readouterr().err
    assert trouble_with("127.0.0.1", port) == ""


def test_interruption_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_argv: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "run", interrupted)
    with pytest.raises(SystemExit) as left:
        command.main()
    assert left.value.code == 130
