"""Cổng thủ tục của người dân: the face everybody may look at, by phone, without an account."""
