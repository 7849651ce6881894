"""Người dân: people who come in from outside, known by an identity provider or by a clerk who saw their papers."""
