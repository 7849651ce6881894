"""Một cửa: dossiers received at a counter or online and settled across agencies."""
