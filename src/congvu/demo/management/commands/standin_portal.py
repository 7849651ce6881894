"""`congvu manage standin_portal`: a portal on loopback to try the exchange with; see docs/portal-interface.md."""

from __future__ import annotations

import random
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from congvu.demo.standin_portal import Mood, StandIn

BAD = (Mood.REFUSE, Mood.LOSE, Mood.HALF, Mood.TWICE, Mood.STUTTER, Mood.DOWN, Mood.BROKEN, Mood.GARBAGE, Mood.RESTART)


class Command(BaseCommand):
    """A stand-in for the national portal. Nothing it keeps outlives it."""

    help = "Chạy Cổng Dịch vụ công thay thế trên máy này để thử đồng bộ hồ sơ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8199)
        parser.add_argument("--moody", type=int, default=0, help="phần trăm yêu cầu gặp sự cố (0–100)")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Serve until it is stopped."""
        chance = random.Random(options["seed"])

        def mood(_service: str) -> Mood:
            return chance.choice(BAD) if chance.randrange(100) < options["moody"] else Mood.GOOD

        portal = StandIn(port=options["port"], mood=mood)
        self.stdout.write(f"CONGVU_PORTAL={portal.url}")
        portal.server.serve_forever()
