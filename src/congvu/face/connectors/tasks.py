"""Background work of the exchange: fetching and handing over."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from congvu.face.connectors import actions
from congvu.face.connectors.kinds import configured
from congvu.kernel.jobs.queue import job, schedule


@schedule("connectors.exchange", every="5 minutes")
@job("connectors.exchange", label=_("Exchange documents with the axis"), owner_permission="connectors.organ.manage")
def exchange(*, now: datetime) -> None:
    """Hand over what is due, fetch what waits. Without a gateway there is nothing to do."""
    gateway = configured()
    if gateway is None:
        return
    actions.deliver(gateway=gateway, now=now)
    actions.collect(gateway=gateway, now=now)
