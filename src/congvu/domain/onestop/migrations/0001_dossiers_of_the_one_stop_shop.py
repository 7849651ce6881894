"""Desks, applicants, dossiers and what happens to them."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0002_words_and_ways_to_a_case"),
        ("documents", "0001_registers_routing_and_dossiers"),
        ("org", "0001_agencies_officials_and_calendars"),
        ("procedures", "0003_delegated_settling_and_posted_sheets"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Bundle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("person", "Dossiers of one person"),
                                    ("bulk", "Received in bulk from an organisation"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("name", models.CharField(blank=True, default="", max_length=300)),
                        ("made_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Applicant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("citizen", "Citizen"),
                                    ("enterprise", "Enterprise"),
                                    ("household", "Household business"),
                                    ("organisation", "Body or organisation"),
                                ],
                                default="citizen",
                                max_length=12,
                            ),
                        ),
                        (
                            "id_kind",
                            models.CharField(
                                choices=[
                                    ("personal", "Personal identification number"),
                                    ("passport", "Passport"),
                                    ("tax", "Enterprise or tax number"),
                                    ("decision", "Decision of establishment"),
                                    ("none", "No paper at hand"),
                                ],
                                default="personal",
                                max_length=10,
                            ),
                        ),
                        ("id_number", models.CharField(blank=True, max_length=30, null=True)),
                        ("name", models.CharField(max_length=300)),
                        ("born_on", models.DateField(blank=True, null=True)),
                        ("address", models.CharField(blank=True, default="", max_length=300)),
                        ("phone", models.CharField(blank=True, default="", max_length=20)),
                        ("email", models.EmailField(blank=True, default="", max_length=254)),
                        ("skey", models.CharField(max_length=320)),
                        ("changed_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("phone", ""), _negated=True),
                                fields=["phone"],
                                name="onestop_applicant_phone",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id_kind", "id_number"), name="onestop_applicant_once"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="onestop_applicant_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("id_kind", "none"), ("id_number", None)),
                                    models.Q(
                                        models.Q(("id_kind", "none"), _negated=True),
                                        ("id_number__isnull", False),
                                        models.Q(("id_number", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="onestop_applicant_number_with_its_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Desk",
                    fields=[
                        (
                            "agency",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="one_stop_desk",
                                serialize=False,
                                to="org.agency",
                            ),
                        ),
                        ("identifier", models.CharField(max_length=20, unique=True)),
                        ("short", models.CharField(default="TTPVHCC", max_length=40)),
                        ("bank_bin", models.CharField(blank=True, default="", max_length=6)),
                        ("account", models.CharField(blank=True, default="", max_length=30)),
                        ("account_name", models.CharField(blank=True, default="", max_length=120)),
                        ("open_to_all", models.BooleanField(default=True)),
                        (
                            "serves",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("identifier", ""), _negated=True), name="onestop_desk_has_a_code"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dossier",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="dossier",
                                serialize=False,
                                to="casework.case",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("counter", "At the counter"), ("online", "Online"), ("post", "By post")],
                                max_length=8,
                            ),
                        ),
                        ("applicant_name", models.CharField(max_length=300)),
                        ("proxy", models.JSONField(blank=True, default=dict)),
                        ("contact", models.JSONField(blank=True, default=dict)),
                        ("content", models.CharField(blank=True, default="", max_length=1000)),
                        ("sets", models.PositiveSmallIntegerField(default=1)),
                        (
                            "delivery",
                            models.CharField(
                                choices=[("counter", "At the counter"), ("post", "By post"), ("online", "Online")],
                                default="counter",
                                max_length=8,
                            ),
                        ),
                        ("deliver_to", models.CharField(blank=True, default="", max_length=300)),
                        ("key", models.CharField(max_length=64, null=True, unique=True)),
                        ("secret", models.CharField(max_length=16)),
                        ("submitted_at", models.DateTimeField()),
                        ("answer_by", models.DateTimeField(null=True)),
                        ("received_at", models.DateTimeField(null=True)),
                        ("settled_at", models.DateTimeField(null=True)),
                        ("returned_at", models.DateTimeField(null=True)),
                        ("granted", models.BooleanField(null=True)),
                        ("stage", models.PositiveSmallIntegerField(default=1)),
                        ("supplements", models.PositiveSmallIntegerField(default=0)),
                        ("register_no", models.PositiveIntegerField(null=True)),
                        ("citizen", models.CharField(blank=True, default="", max_length=80)),
                        (
                            "applicant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dossiers",
                                to="onestop.applicant",
                            ),
                        ),
                        (
                            "bundle",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dossiers",
                                to="onestop.bundle",
                            ),
                        ),
                        (
                            "desk",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="onestop.desk",
                            ),
                        ),
                        (
                            "field",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="procedures.field",
                            ),
                        ),
                        (
                            "procedure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.procedure"
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        (
                            "returns",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="onestop.desk",
                            ),
                        ),
                        (
                            "settling",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        (
                            "variant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="procedures.variant",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["received_at"], name="onestop_dossier_received"),
                            models.Index(fields=["desk", "received_at"], name="onestop_dossier_at_desk"),
                            models.Index(
                                condition=models.Q(("received_at", None)),
                                fields=["desk", "submitted_at"],
                                name="onestop_dossier_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("settled_at__isnull", False)),
                                fields=["settled_at"],
                                name="onestop_dossier_settled",
                            ),
                            models.Index(
                                condition=models.Q(("citizen", ""), _negated=True),
                                fields=["citizen"],
                                name="onestop_dossier_citizen",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("settled_at", None),
                                    models.Q(
                                        ("received_at__isnull", False), ("settled_at__gte", models.F("received_at"))
                                    ),
                                    _connector="OR",
                                ),
                                name="onestop_dossier_settled_after_received",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("returned_at", None),
                                    models.Q(
                                        ("returned_at__gte", models.F("settled_at")), ("settled_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="onestop_dossier_returned_after_settled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("channel__in", ["counter", "online", "post"])),
                                name="onestop_dossier_channel_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Charge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=300)),
                        ("amount", models.PositiveBigIntegerField()),
                        ("count", models.PositiveIntegerField(default=1)),
                        ("collected", models.CharField(default="reception", max_length=12)),
                        ("exempt", models.CharField(blank=True, default="", max_length=300)),
                        ("paid_at", models.DateTimeField(null=True)),
                        (
                            "paid_by",
                            models.CharField(
                                blank=True,
                                choices=[("cash", "Cash"), ("transfer", "Bank transfer"), ("online", "Online payment")],
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("receipt_no", models.PositiveIntegerField(null=True)),
                        ("cancelled_at", models.DateTimeField(null=True)),
                        ("cancelled_why", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "taken_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="onestop.desk"
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="charges",
                                to="onestop.dossier",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("paid_at__isnull", False)),
                                fields=["desk", "paid_at"],
                                name="onestop_charge_cash_book",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("dossier", "position"), name="onestop_charge_numbered"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("paid_at", None), ("paid_by", ""), ("receipt_no", None)),
                                    models.Q(
                                        ("exempt", ""),
                                        ("paid_at__isnull", False),
                                        ("receipt_no__isnull", False),
                                        models.Q(("paid_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="onestop_charge_paid_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Duty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("station", models.CharField(max_length=40)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "variant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="procedures.variant"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("agency", "variant", "station"), name="onestop_duty_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evaluation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("device", "Device at the counter"),
                                    ("paper", "Paper form"),
                                    ("online", "Online"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("satisfaction", models.PositiveSmallIntegerField()),
                        ("contacts", models.PositiveSmallIntegerField(null=True)),
                        ("agencies", models.PositiveSmallIntegerField(null=True)),
                        ("attitude", models.PositiveSmallIntegerField(null=True)),
                        ("complaint", models.BooleanField(default=False)),
                        ("justified", models.BooleanField(null=True)),
                        ("words", models.CharField(blank=True, default="", max_length=2000)),
                        (
                            "dossier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evaluation",
                                to="onestop.dossier",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("satisfaction__range", (1, 5))), name="onestop_evaluation_of_five"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GivenPaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=1000)),
                        ("mandatory", models.BooleanField(default=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("given", "Handed in on paper or as a file"),
                                    ("shown", "Shown and given back"),
                                    ("held", "Held by the State already"),
                                    ("missing", "Still missing"),
                                ],
                                default="given",
                                max_length=8,
                            ),
                        ),
                        ("originals", models.PositiveSmallIntegerField(default=0)),
                        ("copies", models.PositiveSmallIntegerField(default=0)),
                        ("file_name", models.CharField(blank=True, default="", max_length=300)),
                        ("reused", models.BooleanField(default=False)),
                        ("added_at", models.DateTimeField()),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="onestop.dossier"
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("dossier", "position"), name="onestop_paper_numbered")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sent_at", models.DateTimeField()),
                        ("sent_by", models.CharField(max_length=200)),
                        ("due_at", models.DateTimeField(null=True)),
                        ("received_at", models.DateTimeField(null=True)),
                        ("received_by", models.CharField(blank=True, default="", max_length=200)),
                        ("note", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paper_moves",
                                to="onestop.dossier",
                            ),
                        ),
                        (
                            "from_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "to_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("received_at", None)),
                                fields=["to_agency", "sent_at"],
                                name="onestop_paper_on_its_way",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("received_at", None)),
                                fields=("dossier",),
                                name="onestop_paper_in_one_place",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reappointment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=1000)),
                        ("ground", models.CharField(max_length=80)),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=200)),
                        ("old_due_at", models.DateTimeField()),
                        ("new_due_at", models.DateTimeField()),
                        ("signed_at", models.DateTimeField(null=True)),
                        ("signed_by", models.CharField(blank=True, default="", max_length=200)),
                        ("in_time", models.BooleanField(null=True)),
                        (
                            "dossier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reappointment",
                                to="onestop.dossier",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("new_due_at__gt", models.F("old_due_at"))),
                                name="onestop_reappointment_is_later",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Slip",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("form", models.CharField(max_length=20)),
                        ("basis", models.CharField(max_length=60)),
                        ("number", models.PositiveIntegerField()),
                        ("notation", models.CharField(max_length=60)),
                        ("issued_at", models.DateTimeField()),
                        ("issued_by", models.CharField(max_length=200)),
                        ("content", models.JSONField(default=dict)),
                        ("line_seq", models.PositiveIntegerField()),
                        ("prints", models.PositiveSmallIntegerField(default=0)),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="slips", to="onestop.dossier"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["issued_at", "pk"],
                        "indexes": [models.Index(fields=["dossier", "form"], name="onestop_slip_of_dossier")],
                    },
                ),
                migrations.CreateModel(
                    name="Supplement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=200)),
                        ("items", models.TextField()),
                        ("reason", models.CharField(blank=True, default="", max_length=1000)),
                        ("ground", models.CharField(blank=True, default="", max_length=80)),
                        ("approved_by", models.CharField(blank=True, default="", max_length=200)),
                        ("answer_by", models.DateTimeField(null=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("words", models.CharField(blank=True, default="", max_length=1000)),
                        ("policy", models.CharField(blank=True, default="", max_length=8)),
                        ("old_due_at", models.DateTimeField(null=True)),
                        ("new_due_at", models.DateTimeField(null=True)),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supplement_requests",
                                to="onestop.dossier",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("dossier", "number"), name="onestop_supplement_numbered"),
                            models.CheckConstraint(
                                condition=models.Q(("items", ""), _negated=True),
                                name="onestop_supplement_lists_everything",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number", 1),
                                    models.Q(
                                        models.Q(("ground", ""), _negated=True),
                                        models.Q(("approved_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="onestop_supplement_again_has_a_ground",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("station", models.CharField(max_length=40)),
                        ("name", models.CharField(max_length=300)),
                        ("entered_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField(null=True)),
                        ("left_at", models.DateTimeField(null=True)),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "is here"),
                                    ("forward", "handed on"),
                                    ("back", "sent back"),
                                    ("ended", "work ended"),
                                ],
                                default="",
                                max_length=8,
                            ),
                        ),
                        ("ground", models.CharField(blank=True, default="", max_length=80)),
                        ("words", models.CharField(blank=True, default="", max_length=1000)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="station_visits",
                                to="casework.case",
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["entered_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_at", None)), fields=("case",), name="onestop_visit_one_open"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("left_at", None), ("way", "")),
                                    models.Q(
                                        ("left_at__gte", models.F("entered_at")), models.Q(("way", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="onestop_visit_left_some_way",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Counter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("series", models.CharField(max_length=20)),
                        ("period", models.CharField(max_length=10)),
                        ("last", models.PositiveIntegerField(default=0)),
                        (
                            "agency",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("agency", "series", "period"), name="onestop_counter_once")
                        ],
                    },
                ),
            ],
        ),
    ]
