"""Kỷ luật, khen thưởng, trách nhiệm: what follows for people and units, and protection of those who dare."""
