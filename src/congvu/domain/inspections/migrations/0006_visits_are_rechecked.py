"""Which visit a re-check looks back to, and when the team was told that one falls due."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inspections", "0005_units_are_told")]

    operations = [
        migrations.AddField(
            "visit", "first",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="followed_by",
                to="inspections.visit",
            ),
        ),
        migrations.AddField("visit", "recheck_told_at", models.DateTimeField(blank=True, null=True)),
    ]  # fmt: skip
