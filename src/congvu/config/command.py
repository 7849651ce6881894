"""`congvu`: one command for everything. Only what a command needs is imported: `read` and `due` need no database.

`congvu X …` calls the Django command X for the names in COMMANDS; `congvu manage …` reaches all the others.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from congvu.config.words import _, gettext_noop

Main = Callable[[list[str]], int]


def _read(argv: list[str]) -> int:
    from congvu.config.read_command import read_main

    return read_main(argv)


def _due(argv: list[str]) -> int:
    from congvu.config.due_command import due_main

    return due_main(argv)


def _serve(argv: list[str]) -> int:
    from congvu.config.serve import serve_main

    return serve_main(argv)


def _manage(argv: list[str]) -> int:
    return _django(argv)


#: Commands that are not Django's, by name.
OWN: dict[str, Main] = {"read": _read, "due": _due, "serve": _serve, "manage": _manage}

#: Every command with one line of what it does, in the order of the help.
COMMANDS: dict[str, str] = {
    "read": gettext_noop("Read directives: who is ordered to do what by when (no database)"),
    "due": gettext_noop("Work out a due date and why (no database)"),
    "serve": gettext_noop("Serve the desk in the browser, with the worker beside it"),
    "worker": gettext_noop("Run background work in a process of its own"),
    "demo": gettext_noop("Load the made-up province Lam Giang"),
    "migrate": gettext_noop("Create the database or bring it up to date"),
    "create-owner": gettext_noop("Create the first account, the system owner"),
    "import-directive": gettext_noop("Register a directive from a file"),
    "verify": gettext_noop("Check the journal against the daily bills and the case rows"),
    "backup": gettext_noop("Write a backup of database, files and keys"),
    "restore": gettext_noop("Restore a backup"),
    "openapi": gettext_noop("Print the contract of the interface for machines (OpenAPI 3.1)"),
    "manage": gettext_noop("Any other management command"),
}


def help_text() -> str:
    """What `congvu --help` prints."""
    width = max(map(len, COMMANDS)) + 2
    lines = [_("Công Vụ. Usage: congvu COMMAND [OPTIONS]"), ""]
    lines += [f"  {name:<{width}}{_(line)}" for name, line in COMMANDS.items()]
    lines += [
        "",
        _("congvu COMMAND --help lists the options of a command."),
        _("CONGVU_DATA names the folder of data (default ./var), CONGVU_DATABASE_URL another database."),
    ]
    return "\n".join(lines)


def _django(argv: list[str]) -> int:
    """Run a Django command; its name may be written with hyphens."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvu.config.settings")
    from django.core.management import ManagementUtility

    name, *rest = argv or ["help"]
    utility = ManagementUtility(["congvu", name.replace("-", "_"), *rest])
    utility.prog_name = "congvu"
    utility.execute()
    return 0


def run(argv: list[str]) -> int:
    """Run `congvu` with these arguments; returns the exit status."""
    if not argv or argv[0] in ("help", "--help", "-h"):
        print(help_text())
        return 0 if argv else 2
    name, *rest = argv
    if name in ("--version", "version"):
        from importlib.metadata import version

        print(f"congvu {version('congvu')}")
        return 0
    if name not in COMMANDS:
        print(_("There is no command “%(name)s”.") % {"name": name}, help_text(), sep="\n\n", file=sys.stderr)
        return 2
    own = OWN.get(name)
    return own(rest) if own else _django([name, *rest])


def main() -> None:
    """The entry point of the installed command."""
    try:
        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    except BrokenPipeError:
        # `congvu read … | head`: the reader went away, which is its right.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 141
    sys.exit(status)
