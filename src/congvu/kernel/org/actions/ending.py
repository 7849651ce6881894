"""How an agency ends: its units, posts and appointments with it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.kernel.org.models import Agency, Appointment, Post
from congvu.kernel.org.policy import exists_on

#: Agencies ended by one statement; SQLite bounds the number of parameters.
PER_STATEMENT = 500


def units_below(agency: Agency, on: date) -> list[Agency]:
    """The units below the agency that exist on that day, upper before lower, locked. Refuses units still to come."""
    found: list[Agency] = []
    layer = [agency.pk]
    while layer:
        units = list(
            Agency.objects.select_for_update(no_key=True).filter(parent_id__in=layer).order_by("position", "pk")
        )
        for unit in units:
            if unit.valid_from >= on:
                raise Invalid(
                    _("%(name)s is to begin below it on or after that day.") % {"name": unit.name}, field="on"
                )
        units = [unit for unit in units if exists_on(unit, on)]
        found += units
        layer = [unit.pk for unit in units]
    return found


def open_posts(agencies: list[Agency], on: date) -> list[Post]:
    """The posts of these agencies that do not end by that day, in their order."""
    return [
        post
        for post in Post.objects.filter(agency__in=agencies).order_by("position", "pk")
        if post.valid_to is None or post.valid_to > on
    ]


def open_appointments(posts: list[Post], on: date) -> dict[int, list[Appointment]]:
    """By post: the appointments that do not end by that day."""
    found: dict[int, list[Appointment]] = {}
    for row in Appointment.objects.filter(post__in=posts).order_by("from_on", "pk"):
        if row.to_on is None or row.to_on > on:
            found.setdefault(row.post_id, []).append(row)
    return found


def same_post(post: Post, agency: Agency, on: date) -> Post:
    """The same seat in the successor, from that day on."""
    return Post.objects.create(
        agency=agency,
        code=post.code,
        title=post.title,
        is_head=post.is_head,
        is_deputy=post.is_deputy,
        position=post.position,
        valid_from=max(on, post.valid_from),
        valid_to=post.valid_to,
    )


def end_all(agencies: list[Agency], on: date) -> None:
    """End agencies, their posts and the appointments to these; what was to begin later never begins.

    Seven statements for any number of agencies (up to what one statement takes). The posts are read first: an update
    that joins them in a table filled a moment ago is planned as a loop within a loop, and takes minutes.
    """
    for start in range(0, len(agencies), PER_STATEMENT):
        some = agencies[start : start + PER_STATEMENT]
        posts = Post.objects.filter(agency__in=some)
        serving = Appointment.objects.filter(post_id__in=list(posts.values_list("pk", flat=True)))
        serving.filter(from_on__gte=on).delete()
        serving.filter(Q(to_on=None) | Q(to_on__gt=on)).update(to_on=on)
        posts.filter(valid_from__gte=on).delete()
        posts.filter(Q(valid_to=None) | Q(valid_to__gt=on)).update(valid_to=on)
        Agency.objects.filter(pk__in=[agency.pk for agency in some]).update(valid_to=on)
    for agency in agencies:
        agency.valid_to = on
