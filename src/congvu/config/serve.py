"""`congvu serve`: the web server of an installation, with the worker beside it."""

from __future__ import annotations

import argparse
import gc
import ipaddress
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from congvu.config.certificate import fingerprint, names_of, own_certificate, trouble_with_pair
from congvu.config.words import _

_CHECK = "import sys; from congvu.config.serve import readiness_main; sys.exit(readiness_main())"


def parser() -> argparse.ArgumentParser:
    """The options of `congvu serve`."""
    options = argparse.ArgumentParser(prog="congvu serve", description=_("Serve the desk on one address."))
    options.add_argument("--host", default="127.0.0.1", help=_("address to listen on (default 127.0.0.1)"))
    options.add_argument("--port", type=int, default=8000, help=_("port (default 8000)"))
    options.add_argument("--threads", type=_some, default=4, help=_("requests answered at once (default 4)"))
    options.add_argument(
        "--workers", type=_some, default=1, help=_("web processes, each answering so many at once (default 1)")
    )
    options.add_argument(
        "--tls", action="store_true", help=_("serve by https with a certificate of its own (phones need https)")
    )
    options.add_argument("--cert", type=Path, help=_("certificate to serve by https with (PEM), with --key"))
    options.add_argument("--key", type=Path, help=_("its private key (PEM, without a password)"))
    options.add_argument("--no-worker", action="store_true", help=_("leave background work to `congvu worker`"))
    return options


def _some(words: str) -> int:
    """A number of processes or threads: 1 or more."""
    if not words.isdecimal() or int(words) < 1:
        raise argparse.ArgumentTypeError(_("a number from 1 on is needed, not %(given)s") % {"given": words})
    return int(words)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens on `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def trouble_with(host: str, port: int) -> str:
    """Why a server could not listen there, in words; empty when it could."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            return error.strerror or str(error)
    return ""


def serve_main(argv: list[str]) -> int:
    """Serve until interrupted. 2 when the address cannot be used or the database is not ready."""
    options = parser().parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvu.config.settings")
    if os.environ.get("CONGVU_DEMO") == "1" and not is_loopback(options.host):
        print(
            _("The demo has known passwords and no second factor: it is served on this machine only."), file=sys.stderr
        )
        return 2
    if why := trouble_with(options.host, options.port):
        print(
            _("Cannot listen on %(host)s, port %(port)s: %(why)s. Choose another with --port (PORT= with make).")
            % {"host": options.host, "port": options.port, "why": why},
            file=sys.stderr,
        )
        return 2
    if why := _trouble_with_pair(options):
        print(why, file=sys.stderr)
        return 2
    # In a process of its own, so that the one that only watches over the server stays small.
    checked = subprocess.run([sys.executable, "-c", _CHECK], check=False)
    if checked.returncode:
        return 2
    os.environ["CONGVU_EMBEDDED_WORKER"] = "0" if options.no_worker else "1"
    if why := _load(options.workers):
        print(why, file=sys.stderr)
        return 2
    from granian import Granian
    from granian.constants import Interfaces

    cert, key = _pair(options)
    server = Granian(
        "congvu.config.served:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=options.threads,
        respawn_failed_workers=True,
        websockets=False,
        ssl_cert=cert,
        ssl_key=key,
        log_access=False,
    )
    _announce(options, cert)
    server.serve()
    return 0


def _announce(options: argparse.Namespace, cert: Path | None) -> None:
    """Say where it is served, by https with the fingerprint to compare."""
    where = {"host": options.host, "port": options.port}
    if cert is None:
        print(_("Serving on http://%(host)s:%(port)s") % where, flush=True)
        return
    print(_("Serving on https://%(host)s:%(port)s") % where)
    print(_("Fingerprint of the certificate (SHA-256): %(words)s") % {"words": fingerprint(cert)}, flush=True)


def _trouble_with_pair(options: argparse.Namespace) -> str:
    """Why the certificate and key given cannot be used, in words; empty when they can or none is given."""
    if bool(options.cert) != bool(options.key):
        return _("--cert and --key are given together.")
    why = trouble_with_pair(options.cert, options.key) if options.cert else ""
    return _("Certificate and key cannot be used: %(why)s") % {"why": why} if why else ""


def _pair(options: argparse.Namespace) -> tuple[Path | None, Path | None]:
    """Certificate and key to serve with: those given, the installation's own with --tls, or none."""
    if options.cert:
        return options.cert, options.key
    if not options.tls:
        return None, None
    from django.conf import settings

    names = names_of(options.host, settings.ALLOWED_HOSTS)
    return own_certificate(Path(settings.DATA) / "tls", names, datetime.now(UTC))


def _load(workers: int) -> str:
    """Load the application once, before the web processes are forked from this one and share it; why not, in words."""
    from django.db import connection, connections

    import congvu.config.wsgi  # noqa: F401 - loads every room

    if workers > 1 and connection.vendor == "sqlite":
        return _("SQLite has one writer at a time and is served by one process; use --threads, or PostgreSQL.")
    connections.close_all()
    settle()
    return ""


def settle() -> None:
    """Tell the collector of cycles that what is loaded now stays, and that a request makes many things that pass.

    It leaves the pages of what is loaded alone, so that processes forked from this one go on sharing them; and it
    looks again after ten thousand new things instead of seven hundred, because a request makes hardly any cycles.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def readiness_main() -> int:
    """Load every room and compare the database with the migrations; 2 with a sentence when it is not ready."""
    import django
    from django.conf import settings
    from django.db import DatabaseError, connection

    django.setup()
    from django.db.migrations.executor import MigrationExecutor
    from django.urls import get_resolver

    from congvu.kernel.ui.checks import why_it_cannot_go_on

    _patterns = get_resolver().url_patterns
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    try:
        if why := why_it_cannot_go_on(connection):
            print(why, file=sys.stderr)
            return 2
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        print(_("The database cannot be reached: %(why)s") % {"why": error}, file=sys.stderr)
        return 2
    if plan:
        print(_("The database is not up to date. Run `congvu migrate` first."), file=sys.stderr)
        return 2
    return 0
