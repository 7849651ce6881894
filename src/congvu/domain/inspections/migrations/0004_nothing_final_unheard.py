"""Who answered and considered; remedies with report and verification; samples that can be drawn again; guards.

The check that nothing becomes final unheard is laid down anew: a comparison with an empty moment is unknown, and a
check lets what is unknown pass.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import F, Q

from congvu.domain.inspections.migrations import _after_guards


def _name() -> Any:
    return models.CharField(blank=True, default="", max_length=200)


class Migration(migrations.Migration):
    dependencies = [("inspections", "0003_draws_are_sealed")]

    operations = [
        migrations.RemoveConstraint("finding", "inspection_final_after_answer"),
        migrations.AddField("finding", "answered_by", _name()),
        migrations.AddField("finding", "considered_by", _name()),
        migrations.AddField("recommendation", "reported_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("recommendation", "reported_by", _name()),
        migrations.AddField("recommendation", "report", models.TextField(blank=True, default="")),
        migrations.AddField("recommendation", "verified_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("recommendation", "verified_by", _name()),
        migrations.AddField("recommendation", "verified", models.TextField(blank=True, default="")),
        migrations.AddField(
            "recommendation", "rechecks",
            models.ManyToManyField(blank=True, related_name="rechecked", to="inspections.visit"),
        ),
        migrations.AddField("resample", "population", models.PositiveIntegerField(default=0)),
        migrations.AddField("resample", "seed", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddField("resample", "listing_hash", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddField("resample", "cases", models.JSONField(default=list)),
        migrations.AddConstraint(
            "finding",
            models.CheckConstraint(
                condition=Q(final_at=None)
                | Q(praise=True)
                | Q(explanation__isnull=False, noticed_at__isnull=False, considered_at__isnull=False)
                & Q(answer_by__isnull=False, answer_by__gt=F("noticed_at"), final_at__gte=F("considered_at"))
                & ~Q(considered="")
                & (
                    Q(answered_at__isnull=False, answered_at__gte=F("noticed_at"), considered_at__gte=F("answered_at"))
                    | Q(silent_at__isnull=False, silent_at__gt=F("answer_by"), considered_at__gte=F("silent_at"))
                ),
                name="inspection_final_after_answer",
            ),
        ),
        migrations.AddConstraint(
            "recommendation",
            models.CheckConstraint(
                condition=Q(reported_at=None, report="") | Q(reported_at__isnull=False) & ~Q(report=""),
                name="inspection_remedy_report_whole",
            ),
        ),
        migrations.AddConstraint(
            "recommendation",
            models.CheckConstraint(
                condition=Q(verified_at=None)
                | Q(reported_at__isnull=False, verified_at__gte=F("reported_at")) & ~Q(verified=""),
                name="inspection_remedy_verified_after_report",
            ),
        ),
        migrations.RunPython(_after_guards.install, migrations.RunPython.noop),
    ]  # fmt: skip
