"""Rules of the room: how names and limits of a text become units and dates."""
