"""Registers, numbering, files and signatures; routing, dossiers and series; recall of what was sent."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("documents", "0001_lay_down_the_registers"),
        ("documents", "0002_routing_dossiers_and_series"),
        ("documents", "0003_an_outgoing_document_may_be_recalled"),
    ]

    initial = True

    dependencies = [
        ("org", "0001_agencies_officials_and_calendars"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Dossier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("symbol", models.CharField(max_length=30)),
                        ("heading", models.CharField(blank=True, max_length=200)),
                        ("title", models.CharField(max_length=500)),
                        ("retention_years", models.PositiveSmallIntegerField(null=True)),
                        (
                            "creator",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        (
                            "creator_name",
                            models.CharField(help_text="unit or person who opens and keeps it", max_length=200),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("description", models.CharField(blank=True, max_length=500)),
                        ("confidentiality", models.CharField(default="internal", max_length=12)),
                        ("state", models.CharField(default="planned", max_length=11)),
                        (
                            "construction",
                            models.BooleanField(
                                default=False, help_text="a construction project: its own limit of hand-over"
                            ),
                        ),
                        ("opened_on", models.DateField(null=True)),
                        ("closed_on", models.DateField(null=True)),
                        ("handover_due_on", models.DateField(null=True)),
                        ("handed_over_on", models.DateField(null=True)),
                        ("handed_over_to", models.CharField(blank=True, max_length=200)),
                        ("warned_on", models.DateField(help_text="when the coming hand-over was announced", null=True)),
                        ("skey", models.TextField()),
                        ("made_at", models.DateTimeField()),
                        ("made_by_name", models.CharField(max_length=200)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["agency", "year"], name="documents_dossier_list")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "year", "symbol"), name="documents_dossier_symbol_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["planned", "open", "closed", "handed_over"])),
                                name="documents_dossier_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("confidentiality__in", ["public", "internal", "restricted"])),
                                name="documents_dossier_confidentiality",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on__isnull", True),
                                    ("closed_on__gte", models.F("opened_on")),
                                    _connector="OR",
                                ),
                                name="documents_dossier_closes_after_it_opens",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DossierList",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("approved_on", models.DateField()),
                        ("approved_by", models.CharField(max_length=200)),
                        ("decision", models.CharField(blank=True, max_length=200)),
                        ("set_at", models.DateTimeField()),
                        ("set_by_name", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("agency", "year"), name="documents_dossier_list_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StoredFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("size", models.BigIntegerField(help_text="bytes")),
                        ("media_type", models.CharField(max_length=127)),
                        (
                            "kind",
                            models.CharField(help_text="pdf, docx, xlsx, html, txt, csv, png, jpg, tif", max_length=8),
                        ),
                        ("pages", models.PositiveIntegerField(help_text="pages where the format has pages", null=True)),
                        ("notes", models.JSONField(default=list, help_text="remarks of the check at upload, as codes")),
                        ("stored_at", models.DateTimeField()),
                        (
                            "brought_at",
                            models.DateTimeField(help_text="when the same content was last brought again", null=True),
                        ),
                        (
                            "stored_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="documents_file_not_empty")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExtractedText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "file",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="extracted",
                                to="documents.storedfile",
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        (
                            "method",
                            models.CharField(help_text="pdf-text, ocr-vie, docx, html, txt, none, …", max_length=32),
                        ),
                        ("pages", models.PositiveIntegerField(default=0)),
                        ("recognised", models.BooleanField(default=False)),
                        ("notes", models.JSONField(default=list)),
                        ("extracted_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="SignatureCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signature_checks",
                                to="documents.storedfile",
                            ),
                        ),
                        ("results", models.JSONField(default=list)),
                        (
                            "problem",
                            models.CharField(
                                blank=True, help_text="why the check itself could not be done", max_length=200
                            ),
                        ),
                        ("checked_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-checked_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="NumberingPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("from_year", models.PositiveSmallIntegerField()),
                        ("mode", models.CharField(max_length=8)),
                        (
                            "separate",
                            models.JSONField(
                                blank=True, default=list, help_text="codes of kinds that have a series of their own"
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                blank=True, help_text="the decision of the head of the agency", max_length=300
                            ),
                        ),
                        ("set_at", models.DateTimeField()),
                        ("set_by_name", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["-from_year"],
                        "constraints": [
                            models.UniqueConstraint(fields=("agency", "from_year"), name="documents_plan_once"),
                            models.CheckConstraint(
                                condition=models.Q(("mode__in", ["one", "per_kind", "some"])),
                                name="documents_plan_mode",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CouncilSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("symbol", models.CharField(max_length=20)),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField(help_text="the first day it no longer exists", null=True)),
                        ("set_at", models.DateTimeField()),
                        ("set_by_name", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("agency", "symbol"), name="documents_council_symbol_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True), ("to_on__gt", models.F("from_on")), _connector="OR"
                                ),
                                name="documents_council_ends_after_begin",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                help_text="whose register",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        ("direction", models.CharField(max_length=8)),
                        ("kind", models.CharField(help_text="code of the catalogue of kinds", max_length=32)),
                        ("number", models.CharField(blank=True, help_text="số", max_length=20)),
                        ("notation", models.CharField(blank=True, help_text="ký hiệu", max_length=60)),
                        ("code", models.CharField(blank=True, help_text="số, ký hiệu as written", max_length=90)),
                        ("code_key", models.CharField(blank=True, max_length=90)),
                        ("issued_on", models.DateField(null=True)),
                        (
                            "issuer",
                            models.CharField(blank=True, help_text="as written on the document", max_length=300),
                        ),
                        ("issuer_key", models.CharField(blank=True, max_length=300)),
                        (
                            "issuer_agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
                            ),
                        ),
                        ("subject", models.CharField(help_text="trích yếu", max_length=1000)),
                        ("skey", models.TextField()),
                        ("urgency", models.CharField(default="normal", max_length=12)),
                        ("confidentiality", models.CharField(default="internal", max_length=12)),
                        ("signer_name", models.CharField(blank=True, max_length=120)),
                        ("signer_position", models.CharField(blank=True, max_length=200)),
                        ("pages", models.PositiveIntegerField(null=True)),
                        ("recipients", models.TextField(blank=True, help_text="nơi nhận (outgoing, column 5)")),
                        (
                            "copies",
                            models.PositiveIntegerField(help_text="số lượng bản (outgoing, column 7)", null=True),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                help_text="reply or processing deadline named on the paper (DueDate)", null=True
                            ),
                        ),
                        ("series", models.CharField(max_length=32)),
                        ("year", models.PositiveSmallIntegerField()),
                        (
                            "serial",
                            models.PositiveIntegerField(help_text="number taken from our own series", null=True),
                        ),
                        ("arrived_on", models.DateField(null=True)),
                        (
                            "transferred_to",
                            models.CharField(blank=True, help_text="unit or person (column 7)", max_length=300),
                        ),
                        ("transferred_on", models.DateField(null=True)),
                        (
                            "receipt",
                            models.CharField(
                                blank=True, help_text="who acknowledged, and when (column 9)", max_length=200
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        (
                            "answers",
                            models.ForeignKey(
                                help_text="the incoming one this answers",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="documents.document",
                            ),
                        ),
                        (
                            "progress",
                            models.CharField(
                                blank=True, help_text="tiến độ (follow-up register, column 5)", max_length=300
                            ),
                        ),
                        ("handled_on", models.DateField(help_text="the day its handling ended", null=True)),
                        (
                            "recalled_at",
                            models.DateTimeField(
                                help_text="when it was taken back (thu hồi); frozen since then", null=True
                            ),
                        ),
                        ("recalled_by_name", models.CharField(blank=True, default="", max_length=200)),
                        ("recall_ground", models.CharField(blank=True, default="", max_length=80)),
                        ("recall_words", models.CharField(blank=True, default="", max_length=500)),
                        ("registered_at", models.DateTimeField()),
                        (
                            "registered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("registered_by_name", models.CharField(max_length=200)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["agency", "direction", "year", "-serial"], name="documents_register"),
                            models.Index(fields=["code_key"], name="documents_code_key"),
                            models.Index(fields=["issued_on"], name="documents_issued_on"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("serial__isnull", False)),
                                fields=("agency", "year", "series", "serial"),
                                name="documents_serial_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("direction__in", ["incoming", "outgoing", "internal"])),
                                name="documents_direction",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("urgency__in", ["normal", "urgent", "very_urgent", "express"])),
                                name="documents_urgency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confidentiality__in", ["public", "internal", "restricted", "sealed"])
                                ),
                                name="documents_confidentiality",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("direction", "incoming"), _negated=True),
                                    models.Q(("arrived_on__isnull", False), ("serial__isnull", False)),
                                    _connector="OR",
                                ),
                                name="documents_incoming_has_arrival",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("serial__isnull", True), ("serial__gt", 0), _connector="OR"),
                                name="documents_serial",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("recall_ground", ""),
                                        ("recall_words", ""),
                                        ("recalled_at", None),
                                        ("recalled_by_name", ""),
                                    ),
                                    models.Q(
                                        ("direction", "outgoing"),
                                        ("recalled_at__isnull", False),
                                        models.Q(("recalled_by_name", ""), _negated=True),
                                        models.Q(("recall_ground", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="documents_recall_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DossierPaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="documents.dossier",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="in_dossiers",
                                to="documents.document",
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        ("added_by_name", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("dossier", "document"), name="documents_dossier_paper_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="documents.document",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="documents.storedfile",
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("role", models.CharField(default="original", max_length=8)),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("added_by_name", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["original", "annex", "result", "evidence"])),
                                name="documents_attachment_role",
                            ),
                            models.UniqueConstraint(
                                fields=("document", "file", "role"), name="documents_attachment_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NumberSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("series", models.CharField(max_length=32)),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("agency", "year", "series"), name="documents_series_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="documents.document",
                            ),
                        ),
                        ("stage", models.CharField(max_length=8)),
                        ("words", models.CharField(max_length=2000)),
                        ("given_at", models.DateTimeField()),
                        (
                            "given_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("given_by_name", models.CharField(max_length=200)),
                        (
                            "leader",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.official",
                            ),
                        ),
                        ("leader_name", models.CharField(blank=True, max_length=200)),
                        (
                            "turned_into",
                            models.CharField(blank=True, help_text="what a line of work made of it", max_length=60),
                        ),
                        ("references", models.JSONField(blank=True, default=list, help_text="codes of what it made")),
                    ],
                    options={
                        "ordering": ["given_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("stage__in", ["leader", "unit", "handler"])),
                                name="documents_opinion_stage",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assignment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "opinion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="documents.opinion",
                            ),
                        ),
                        ("part", models.CharField(max_length=10)),
                        (
                            "agency",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.agency",
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
                        ("name", models.CharField(max_length=200)),
                        ("due_on", models.DateField(null=True)),
                    ],
                    options={
                        "ordering": ["-part", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("part__in", ["lead", "coordinate"])),
                                name="documents_assignment_part",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("part", "lead")),
                                fields=("opinion",),
                                name="documents_assignment_one_lead",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
