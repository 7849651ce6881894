"""What other systems send as files, read; what is taken to them, written."""
