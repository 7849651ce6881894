"""What the desk draws, put together from the reads of the rooms below."""
