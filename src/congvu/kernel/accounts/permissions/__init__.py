"""Quyền. The permission codes of this room, and the register that collects those of every room."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PERMISSIONS: dict[str, str | Promise] = {
    "accounts.account.read": _("See accounts, roles and who holds them"),
    "accounts.account.manage": _("Create accounts, give and take away roles, reset passwords"),
    "accounts.access_log.read": _("Read who looked at personal data"),
}

_REGISTER: dict[str, str | Promise] = {}


def collect() -> None:
    """Read `PERMISSIONS` of every installed room that has a permissions module; a code may stand only once."""
    _REGISTER.clear()
    for config in apps.get_app_configs():
        if not config.name.startswith("congvu.") or find_spec(f"{config.name}.permissions") is None:
            continue
        for code, label in import_module(f"{config.name}.permissions").PERMISSIONS.items():
            if code in _REGISTER:
                raise ValueError(f"permission {code!r} is declared twice (second time in {config.name})")
            _REGISTER[code] = label


def registered() -> Mapping[str, str | Promise]:
    """Every known permission code with its label, in the order of the rooms."""
    return _REGISTER


def label_of(code: str) -> str:
    """The words for a permission; the code itself when no room declares it."""
    return str(_REGISTER.get(code, code))
