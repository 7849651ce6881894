"""What the portal is told of dossiers, and where its account differs from ours."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    dependencies = [
        ("onestop", "0001_dossiers_of_the_one_stop_shop"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="PortalRecord",
                    fields=[
                        (
                            "dossier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="portal_record",
                                serialize=False,
                                to="onestop.dossier",
                            ),
                        ),
                        ("line_seq", models.PositiveIntegerField(default=0)),
                        ("digest", models.CharField(blank=True, default="", max_length=64)),
                        ("numbered", models.PositiveIntegerField(default=0)),
                        ("known_since", models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Reconciliation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField()),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("fetched", "Fetched from the portal"),
                                    ("file", "File downloaded from the portal"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("file_name", models.CharField(blank=True, default="", max_length=200)),
                        ("sha256", models.CharField(max_length=64)),
                        ("said_at", models.DateTimeField()),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                        ("theirs", models.PositiveIntegerField()),
                        ("ours", models.PositiveIntegerField()),
                        ("agreed", models.PositiveIntegerField()),
                        ("on_time_here", models.PositiveIntegerField(default=0)),
                        ("on_time_there", models.PositiveIntegerField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gte", models.F("from_on"))),
                                name="onestop_reconciliation_period",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PortalMessage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "kind",
                            models.CharField(choices=[("dossier", "Dossier"), ("progress", "Progress")], max_length=8),
                        ),
                        ("line_seq", models.PositiveIntegerField()),
                        ("status", models.PositiveSmallIntegerField()),
                        ("payload", models.JSONField()),
                        ("created_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting to be sent"),
                                    ("sent", "Taken by the portal"),
                                    ("dead", "Given up, needs somebody"),
                                    ("replaced", "Replaced by a newer one"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("silences", models.PositiveIntegerField(default=0)),
                        ("next_try_at", models.DateTimeField(null=True)),
                        ("unclear", models.BooleanField(default=False)),
                        ("last_error", models.CharField(blank=True, default="", max_length=500)),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="portal_messages",
                                to="onestop.dossier",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["next_try_at", "id"],
                                name="onestop_portal_to_send",
                            ),
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["dossier", "number"],
                                name="onestop_portal_in_order",
                            ),
                            models.Index(fields=["state", "-created_at"], name="onestop_portal_by_state"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("dossier", "number"), name="onestop_portal_message_numbered"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_at", None), ("next_try_at__isnull", False), ("state", "waiting")
                                    ),
                                    models.Q(("next_try_at", None), ("state__in", ["dead", "replaced"])),
                                    models.Q(("answered_at__isnull", False), ("next_try_at", None), ("state", "sent")),
                                    _connector="OR",
                                ),
                                name="onestop_portal_message_state_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Difference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=60)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("missing_there", "Missing on the portal"),
                                    ("missing_here", "Missing here"),
                                    ("status", "Status differs"),
                                    ("due", "Due date differs"),
                                    ("ended", "End of work differs"),
                                    ("asked", "Number of requests for papers differs"),
                                    ("verdict", "On time here, late there, or the other way round"),
                                ],
                                max_length=14,
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("ours_waits", "Our message has not been taken yet"),
                                    ("ours_dead", "Our message was refused and given up"),
                                    ("after", "Changed here after the portal's list was made"),
                                    ("applicant", "The applicant's time is counted as the agency's"),
                                    ("by_day", "The portal compares days, the law the moment"),
                                    ("agency", "The agency's own time"),
                                    ("portal", "Told to the portal, which says otherwise"),
                                    ("unknown", "Not known to us"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("ours", models.CharField(blank=True, default="", max_length=200)),
                        ("theirs", models.CharField(blank=True, default="", max_length=200)),
                        ("evidence", models.JSONField(default=list)),
                        (
                            "desk",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="onestop.desk",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="onestop.dossier",
                            ),
                        ),
                        (
                            "reconciliation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="differences",
                                to="onestop.reconciliation",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["reconciliation", "kind", "cause"], name="onestop_difference_by_kind")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("reconciliation", "code", "kind"), name="onestop_difference_once"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
