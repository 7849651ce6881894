"""What a unit is told before a visit, and the report it owes before it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "__first__"),
        ("inspections", "0004_nothing_final_unheard"),
    ]

    operations = [
        migrations.CreateModel(
            name="VisitNotice",
            fields=[
                ("case", models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="visit_notice",
                    serialize=False, to="casework.case",
                )),
                ("number", models.CharField(blank=True, default="", max_length=60)),
                ("words", models.TextField(blank=True, default="")),
                ("reported_at", models.DateTimeField(blank=True, null=True)),
                ("reported_by", models.CharField(blank=True, default="", max_length=200)),
                ("report", models.TextField(blank=True, default="")),
                ("visit", models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, related_name="notice", to="inspections.visit",
                )),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(reported_at=None, report="") | Q(reported_at__isnull=False) & ~Q(report=""),
                        name="inspection_unit_report_whole",
                    ),
                ],
            },
        ),
    ]  # fmt: skip
