"""People who are no officials, their one-time codes and visits."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("org", "0001_agencies_officials_and_calendars"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(max_length=32, unique=True)),
                        ("issuer", models.CharField(max_length=300)),
                        ("subject", models.CharField(max_length=300)),
                        ("name", models.CharField(blank=True, default="", max_length=300)),
                        ("id_mark", models.CharField(blank=True, default="", max_length=64)),
                        ("sealed", models.TextField(blank=True, default="")),
                        ("level", models.PositiveSmallIntegerField(default=1)),
                        ("first_seen_at", models.DateTimeField()),
                        ("last_seen_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("id_mark", ""), _negated=True),
                                fields=["id_mark"],
                                name="citizen_person_by_number",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("issuer", "subject"), name="citizen_person_once"),
                            models.CheckConstraint(
                                condition=models.Q(("subject", ""), _negated=True), name="citizen_person_has_a_subject"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("level__range", (1, 3))), name="citizen_person_level_known"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        ("state_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("browser_hash", models.CharField(max_length=64)),
                        ("provider", models.CharField(max_length=40)),
                        ("sealed", models.TextField()),
                        ("wanted", models.CharField(blank=True, default="", max_length=500)),
                        ("begun_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="OneTimeCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code_hash", models.CharField(max_length=64)),
                        ("seen", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                        ("expires_at", models.DateTimeField()),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("used_at", models.DateTimeField(null=True)),
                        ("cancelled_at", models.DateTimeField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="codes", to="citizens.person"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["agency", "-made_at"], name="citizen_code_of_agency")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("cancelled_at", None), ("used_at", None)),
                                fields=("person",),
                                name="citizen_code_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("made_at"))), name="citizen_code_expires"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Presence",
                    fields=[
                        ("token_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("provider", models.CharField(blank=True, default="", max_length=40)),
                        ("hint", models.TextField(blank=True, default="")),
                        ("started_at", models.DateTimeField()),
                        ("last_seen_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="presences",
                                to="citizens.person",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["expires_at"], name="citizen_presence_expiry")],
                    },
                ),
            ],
        ),
    ]
