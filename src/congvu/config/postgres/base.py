"""Django's PostgreSQL backend, with a look at the socket where Django sends a statement.

A kept connection is looked at before each request (`CONN_HEALTH_CHECKS`), because the server may have been restarted
in between. Django asks it with a `SELECT 1`, which is a tenth of what an act costs the database. A server that ended
has closed its side of the connection, and one that wants to say something (a notice of shutdown) has written to it:
in both cases the socket is readable although nothing was asked. Only then is the statement sent.
"""

from __future__ import annotations

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is asked whether it lives only where its socket gives reason to doubt it."""

    def init_connection_state(self) -> None:
        """Without just-in-time compilation: the server would compile a list of fifty rows for longer than it reads it,
        because it fears the millions of cases that the list leaves out."""
        super().init_connection_state()
        with self.connection.cursor() as cursor:
            cursor.execute("SET jit = off")
        if not self.get_autocommit():
            self.connection.commit()

    def is_usable(self) -> bool:
        """Whether the connection still works; after an error, and where the socket has something to say, by asking."""
        if self.connection is None or self.connection.closed:
            return False
        if not self.errors_occurred and not _has_something_to_say(self.connection.fileno()):
            return True
        return bool(super().is_usable())


def _has_something_to_say(socket: int) -> bool:
    """Whether an idle connection's socket can be read: closed by the other side, or a message nobody asked for."""
    waiting = select.poll()
    waiting.register(socket, select.POLLIN)
    return bool(waiting.poll(0))
