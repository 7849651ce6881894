"""Settings of the tests: those of an installation, in a data folder of their own, with a quick password hash."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_DATA = tempfile.mkdtemp(prefix="congvu-tests-")
atexit.register(shutil.rmtree, _DATA, ignore_errors=True)
os.environ["CONGVU_DATA"] = _DATA
os.environ["CONGVU_SECRET_KEY"] = "the same in every process of one run of tests"  # names of tests may be signed
os.environ.pop("CONGVU_DEMO", None)
os.environ.pop("CONGVU_BILLS", None)

from congvu.config.settings import *  # noqa: E402, F403 - the environment had to be set before

#: Argon2 is slow on purpose; hundreds of made-up people need not wait for it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.Argon2PasswordHasher"]

if DATABASES["default"]["ENGINE"] == "congvu.config.sqlite":  # noqa: F405
    # A file as in real life: threads of one test can share it, and it has a write lock and a WAL.
    DATABASES["default"]["TEST"] = {"NAME": f"{_DATA}/test.sqlite3"}  # noqa: F405

#: Collected static files; empty here, but the server of static files warns about a folder that is not there.
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
