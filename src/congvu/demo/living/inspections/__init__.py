"""Kiểm tra công vụ of the living province: agencies as they are, teams as they see, visits and what follows."""

from __future__ import annotations
