"""Suspensions from work: once in a disciplinary file, made longer once, ended with a way."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conduct", "0002_commendations_proposals_and_work_items"),
        ("org", "0001_agencies_officials_and_calendars"),
    ]

    operations = [
        migrations.CreateModel(
            name="Suspension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ground", models.CharField(max_length=80)),
                ("words", models.CharField(max_length=1000)),
                ("number", models.CharField(max_length=100)),
                ("signed_by", models.CharField(max_length=200)),
                ("decided_on", models.DateField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("latest_on", models.DateField()),
                ("pay_percent", models.PositiveSmallIntegerField()),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.CharField(max_length=200)),
                ("longer_number", models.CharField(blank=True, default="", max_length=100)),
                ("longer_signed_by", models.CharField(blank=True, default="", max_length=200)),
                ("longer_words", models.CharField(blank=True, default="", max_length=1000)),
                ("longer_on", models.DateField(null=True)),
                ("first_until_on", models.DateField(null=True)),
                ("warned_at", models.DateTimeField(null=True)),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("over", "its time was over"),
                            ("decided", "discipline was decided"),
                            ("dropped", "the file was dropped"),
                            ("lifted", "lifted"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("ended_on", models.DateField(null=True)),
                ("end_ground", models.CharField(blank=True, default="", max_length=80)),
                ("end_number", models.CharField(blank=True, default="", max_length=100)),
                ("end_signed_by", models.CharField(blank=True, default="", max_length=200)),
                ("end_words", models.CharField(blank=True, default="", max_length=1000)),
                (
                    "agency",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"),
                ),
                (
                    "discipline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="suspension", to="conduct.discipline"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_on__gte", models.F("decided_on")),
                            ("until_on__gte", models.F("from_on")),
                            ("until_on__lte", models.F("latest_on")),
                        ),
                        name="suspension_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pay_percent__gte", 0), ("pay_percent__lte", 100)),
                        name="suspension_pays_a_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("first_until_on", None), ("longer_number", ""), ("longer_on", None)),
                            models.Q(
                                ("first_until_on__isnull", False),
                                ("first_until_on__lt", models.F("until_on")),
                                ("longer_on__isnull", False),
                                models.Q(("longer_number", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="suspension_longer_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("ended_on", None)),
                            models.Q(
                                models.Q(("end", ""), _negated=True),
                                ("ended_on__gte", models.F("decided_on")),
                                ("ended_on__lte", models.F("until_on")),
                            ),
                            _connector="OR",
                        ),
                        name="suspension_end_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", "lifted"), _negated=True),
                            models.Q(("end_ground", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="suspension_lifted_with_its_ground",
                    ),
                ],
            },
        ),
    ]
