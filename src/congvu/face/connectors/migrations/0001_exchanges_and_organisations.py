"""Documents exchanged with other systems, and the organisations behind their codes."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_registers_routing_and_dossiers"),
        ("org", "0001_agencies_officials_and_calendars"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Organ",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("organ_id", models.CharField(max_length=35, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("skey", models.CharField(max_length=260)),
                        (
                            "agency",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        (
                            "variant",
                            models.CharField(
                                choices=[("layered", "QCVN 102:2016, layered"), ("flat", "Older, flat")],
                                default="layered",
                                max_length=8,
                            ),
                        ),
                        ("email", models.EmailField(blank=True, default="", max_length=254)),
                        ("is_active", models.BooleanField(default=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Exchange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("direction", models.CharField(choices=[("in", "Received"), ("out", "Sent")], max_length=3)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting to be accepted"),
                                    ("registered", "Accepted and registered"),
                                    ("queued", "Waiting to be sent"),
                                    ("sent", "Sent to the axis"),
                                    ("arrived", "Arrived at the receiver"),
                                    ("accepted", "Accepted by the receiver"),
                                    ("finished", "Finished by the receiver"),
                                    ("refused", "Refused"),
                                    ("recalled", "Recalled"),
                                    ("failed", "Failed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        ("partner_id", models.CharField(blank=True, max_length=35)),
                        ("partner_name", models.CharField(blank=True, max_length=200)),
                        (
                            "identifier",
                            models.CharField(blank=True, help_text="DocumentId of the message", max_length=120),
                        ),
                        ("code", models.CharField(blank=True, max_length=90)),
                        ("kind", models.CharField(blank=True, max_length=32)),
                        ("subject", models.CharField(blank=True, max_length=1000)),
                        ("skey", models.TextField(blank=True, default="")),
                        ("promulgated_on", models.DateField(null=True)),
                        ("due_on", models.DateField(null=True)),
                        ("signer_name", models.CharField(blank=True, max_length=120)),
                        ("signer_position", models.CharField(blank=True, max_length=200)),
                        ("urgency", models.CharField(default="normal", max_length=12)),
                        ("pages", models.PositiveIntegerField(null=True)),
                        ("business", models.CharField(default="0", max_length=2)),
                        ("answers", models.JSONField(default=list)),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        ("gateway_ref", models.CharField(blank=True, max_length=200)),
                        ("at", models.DateTimeField(help_text="received, or ordered to be sent")),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("recall_asked_at", models.DateTimeField(null=True)),
                        ("recall_words", models.CharField(blank=True, max_length=500)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("next_at", models.DateTimeField(null=True)),
                        ("repeats", models.PositiveIntegerField(default=0)),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("raw", models.BinaryField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["direction", "state", "-at"], name="exchange_by_state"),
                            models.Index(
                                condition=models.Q(("state", "queued")), fields=["next_at"], name="exchange_to_send"
                            ),
                            models.Index(fields=["partner_id", "code"], name="exchange_by_code"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("identifier", ""), _negated=True),
                                fields=("direction", "agency", "partner_id", "identifier", "business"),
                                name="exchange_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "registered"), _negated=True),
                                    ("document__isnull", False),
                                    _connector="OR",
                                ),
                                name="exchange_registered_has_document",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExchangeFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "exchange",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="connectors.exchange",
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        (
                            "file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                        ("refused", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("file__isnull", False), ("refused", "")),
                                    models.Q(("file", None), models.Q(("refused", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="exchange_file_or_why_not",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExchangeStatus",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "exchange",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="statuses",
                                to="connectors.exchange",
                            ),
                        ),
                        ("ours", models.BooleanField()),
                        ("code", models.CharField(max_length=2)),
                        ("description", models.CharField(blank=True, max_length=500)),
                        ("department", models.CharField(blank=True, max_length=200)),
                        ("staff", models.CharField(blank=True, max_length=100)),
                        ("at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        (
                            "next_at",
                            models.DateTimeField(help_text="when it is tried again; empty: at once", null=True),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ours", True), ("sent_at", None)),
                                fields=["id"],
                                name="exchange_status_to_send",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("exchange", "ours", "code", "at"), name="exchange_status_once"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
