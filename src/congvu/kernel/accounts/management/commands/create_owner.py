"""`congvu create_owner LOGIN --name "…"`: the first system owner of an installation."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from congvu.core.refusals import Refusal
from congvu.kernel.accounts.actions import create_account, grant_role, sync_roles
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.accounts.queries import role_by_code


class Command(BaseCommand):
    """Opens an account with the role of system owner everywhere and prints its one-time password."""

    help = "Open an account for the system owner and print its one-time password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Log-in name and full name."""
        parser.add_argument("login")
        parser.add_argument("--name", required=True, help="full name of the person")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it in one transaction."""
        now = timezone.now()
        system = Actor.system()
        try:
            with transaction.atomic():
                sync_roles()
                account, password = create_account(
                    actor=system, login=options["login"], full_name=options["name"], now=now
                )
                grant_role(
                    actor=system, account=account, role=role_by_code("system_owner"), agency=None,
                    from_on=timezone.localdate(now), now=now,
                )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Log-in name:       {account.login}")
        self.stdout.write(f"One-time password: {password}")
        self.stdout.write("It is shown only now and must be changed at the first sign-in.")
