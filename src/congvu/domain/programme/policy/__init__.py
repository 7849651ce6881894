"""Rules of the room: days of a programme, kinds of errors, and how two versions of a text differ."""
