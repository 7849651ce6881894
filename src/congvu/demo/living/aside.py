"""Tính riêng. Work that another process reckons while this one goes on: lives are lived beside the database.

The process is forked, so it knows everything this one knows at that moment, and gives its result back by a file
without a name. It asks the database nothing: the connection belongs to the one that goes on.
"""

from __future__ import annotations

import gc
import os
import pickle
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, Generic, NoReturn, TypeVar, cast

from django.db import connection

from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

T = TypeVar("T")


class ShortOfNumbers(Exception):
    """What was laid in for a year did not last; lay in more and begin again."""


def hands() -> int:
    """How many processes may reckon beside this one; 0 where there is no fork or but one processor."""
    if not hasattr(os, "fork"):
        return 0
    found = len(os.sched_getaffinity(0))
    return found if found > 1 else 0


class Aside(Generic[T]):
    """One piece of work in a process of its own, or done at once where `apart` is False."""

    def __init__(self, work: Callable[[], T], *, apart: bool) -> None:
        self._pid, self._file, self._work = 0, cast("IO[bytes] | None", None), work
        if apart:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 -- closed with the result
            at = time.monotonic()
            org.stamps()
            rules.version()  # what memory holds is as fresh as this moment
            self._pid = os.fork()
            if self._pid == 0:
                _reckon(work, self._file, at)

    def result(self) -> T:
        """What came of it; what was raised there is raised here."""
        if self._file is None:
            return self._work()
        with self._file as file:
            _pid, status = os.waitpid(self._pid, 0)
            self._pid = 0
            file.seek(0)
            told = pickle.load(file) if status == 0 else (None, f"its process ended with {status}")  # noqa: S301
        found, trouble = told
        if isinstance(trouble, ShortOfNumbers):
            raise trouble
        if trouble is not None:
            raise RuntimeError(f"work aside failed: {trouble}")
        return cast("T", found)

    def leave(self) -> None:
        """Nobody wants the result any more."""
        if self._pid:
            with suppress(ProcessLookupError):
                os.kill(self._pid, 9)
            os.waitpid(self._pid, 0)
            self._pid = 0
        if self._file is not None:
            self._file.close()


def _reckon(work: Callable[[], Any], file: IO[bytes], at: float) -> NoReturn:
    """In the forked process: work, hand over, end without touching what belongs to the other."""
    code = 0
    try:
        gc.disable()  # it does not live long
        cast("Any", time).monotonic = lambda: at  # for memory no time passes: nothing is looked at again
        connection.execute_wrappers.append(_refuse)
        try:
            told: tuple[Any, Any] = (work(), None)
        except ShortOfNumbers as short:
            told = (None, short)
        except BaseException:  # noqa: BLE001 -- whatever it is, the other process is told of it
            told = (None, traceback.format_exc()[-9000:])
        pickle.dump(told, file, protocol=pickle.HIGHEST_PROTOCOL)
        file.flush()
    except BaseException:  # noqa: BLE001 -- the pieces cannot be handed over; the status says so
        code = 1
    finally:
        os._exit(code)


def _refuse(*_args: Any) -> NoReturn:
    raise RuntimeError("lives are reckoned without the database")
