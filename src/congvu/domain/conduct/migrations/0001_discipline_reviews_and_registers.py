"""Disciplinary files, reviews of responsibility, measures, leavers, publications."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0003_ways_to_what_a_desk_has_of_others"),
        ("org", "0001_agencies_officials_and_calendars"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Discipline",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="discipline",
                                serialize=False,
                                to="casework.case",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("cadre", "Cadre"),
                                    ("civil_servant", "Civil servant"),
                                    ("public_employee", "Public employee"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("is_leader", models.BooleanField(default=False)),
                        (
                            "standing",
                            models.CharField(
                                choices=[("serving", "in service"), ("retired", "retired"), ("resigned", "resigned")],
                                default="serving",
                                max_length=10,
                            ),
                        ),
                        ("post", models.CharField(max_length=200)),
                        ("papers_received_on", models.DateField(null=True)),
                        ("discovered_on", models.DateField()),
                        (
                            "discovery",
                            models.CharField(
                                choices=[
                                    ("minutes", "Minutes of an inspection"),
                                    ("conclusion", "Conclusion of an inspection or audit"),
                                    ("denunciation", "Conclusion on a denunciation"),
                                    ("court", "Conclusion or judgment of another authority"),
                                    ("self", "Found by the agency itself"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("source", models.CharField(max_length=500)),
                        ("is_complex", models.BooleanField(default=False)),
                        (
                            "party_form",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reprimand", "Reprimand by the party"),
                                    ("warning", "Warning by the party"),
                                    ("removal", "Removal from party posts"),
                                    ("expulsion", "Expulsion from the party"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("party_number", models.CharField(blank=True, default="", max_length=100)),
                        ("party_on", models.DateField(null=True)),
                        ("review_skip", models.CharField(blank=True, default="", max_length=80)),
                        ("council_skip", models.CharField(blank=True, default="", max_length=80)),
                        ("skip_words", models.CharField(blank=True, default="", max_length=1000)),
                        ("self_review", models.TextField(blank=True, default="")),
                        ("self_review_at", models.DateTimeField(null=True)),
                        ("defence", models.TextField(blank=True, default="")),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("sent_by", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "cause",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="casework.case",
                            ),
                        ),
                        (
                            "former_agency",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_at", None), ("sent_by", "")),
                                    models.Q(("sent_at__isnull", False), models.Q(("sent_by", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="discipline_sent_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("party_form", ""), ("party_on", None)),
                                    models.Q(models.Q(("party_form", ""), _negated=True), ("party_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="discipline_party_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cause__isnull", False), models.Q(("source", ""), _negated=True), _connector="OR"
                                ),
                                name="discipline_says_how_it_was_found",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Council",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("decision", models.CharField(max_length=100)),
                        ("set_up_on", models.DateField()),
                        ("met_on", models.DateField(null=True)),
                        ("present", models.PositiveSmallIntegerField(null=True)),
                        ("in_absence", models.BooleanField(default=False)),
                        ("minutes", models.TextField(blank=True, default="")),
                        ("kept_by", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "discipline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="council",
                                to="conduct.discipline",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("met_on", None), ("present", None)),
                                    models.Q(("met_on__gte", models.F("set_up_on")), ("present__gt", 0)),
                                    _connector="OR",
                                ),
                                name="council_met_is_whole",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Circumstance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ground", models.CharField(max_length=80)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(null=True)),
                        ("evidence", models.CharField(max_length=500)),
                        ("waived", models.CharField(blank=True, default="", max_length=500)),
                        ("noted_at", models.DateTimeField()),
                        ("noted_by", models.CharField(max_length=200)),
                        ("paused_at", models.DateTimeField(null=True)),
                        ("resumed_at", models.DateTimeField(null=True)),
                        (
                            "discipline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="circumstances",
                                to="conduct.discipline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["from_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"
                                ),
                                name="discipline_circumstance_forward",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("resumed_at", None),
                                    models.Q(("paused_at__isnull", False), ("resumed_at__gte", models.F("paused_at"))),
                                    _connector="OR",
                                ),
                                name="discipline_circumstance_resumed_after_pause",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("evidence", ""), _negated=True),
                                name="discipline_circumstance_is_shown",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Breach",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("committed_on", models.DateField()),
                        ("text", models.CharField(max_length=2000)),
                        ("rule", models.CharField(max_length=300)),
                        ("rule_key", models.CharField(max_length=300)),
                        (
                            "level",
                            models.CharField(
                                choices=[("reprimand", "reprimand level"), ("heavier", "heavier than a reprimand")],
                                max_length=10,
                            ),
                        ),
                        ("exempt", models.CharField(blank=True, default="", max_length=80)),
                        (
                            "finding",
                            models.CharField(
                                choices=[
                                    ("open", "not concluded"),
                                    ("established", "established"),
                                    ("not_established", "not established"),
                                    ("time_barred", "limitation is over"),
                                ],
                                default="open",
                                max_length=16,
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reprimand", "Reprimand"),
                                    ("warning", "Warning"),
                                    ("salary_lowering", "Salary lowering"),
                                    ("demotion", "Demotion"),
                                    ("removal", "Removal from post"),
                                    ("dismissal", "Dismissal"),
                                    ("forced_resignation", "Forced resignation"),
                                ],
                                default="",
                                max_length=20,
                            ),
                        ),
                        ("is_void", models.BooleanField(default=False)),
                        (
                            "official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                        (
                            "discipline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="breaches",
                                to="conduct.discipline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("discipline", "position"), name="discipline_breach_numbered"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_void", False)),
                                fields=("official", "committed_on", "rule_key"),
                                name="discipline_breach_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("form", ""), ("finding", "established"), _connector="OR"),
                                name="discipline_form_of_an_established_breach",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EarlierSanction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("cadre", "Cadre"),
                                    ("civil_servant", "Civil servant"),
                                    ("public_employee", "Public employee"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("reprimand", "Reprimand"),
                                    ("warning", "Warning"),
                                    ("salary_lowering", "Salary lowering"),
                                    ("demotion", "Demotion"),
                                    ("removal", "Removal from post"),
                                    ("dismissal", "Dismissal"),
                                    ("forced_resignation", "Forced resignation"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("number", models.CharField(max_length=100)),
                        ("law", models.CharField(max_length=200)),
                        ("decided_on", models.DateField()),
                        ("effective_on", models.DateField()),
                        ("effect_until", models.DateField()),
                        ("entered_at", models.DateTimeField()),
                        ("entered_by", models.CharField(max_length=200)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("official", "number", "decided_on"), name="earlier_sanction_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effect_until__gt", models.F("effective_on")),
                                    ("effective_on__gte", models.F("decided_on")),
                                ),
                                name="earlier_sanction_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FilePaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=30)),
                        ("words", models.CharField(max_length=500)),
                        ("added_at", models.DateTimeField()),
                        ("added_by", models.CharField(max_length=200)),
                        (
                            "discipline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="conduct.discipline",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="casework.casedocument",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("discipline", "code"), name="discipline_paper_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.CharField(
                                choices=[("review", "Review meeting"), ("council", "Disciplinary council")],
                                max_length=8,
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("sent_on", models.DateField()),
                        ("meets_on", models.DateField()),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("waiting", "no answer yet"),
                                    ("came", "came"),
                                    ("excused", "absent with an excuse"),
                                    ("absent", "absent without an excuse"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        (
                            "discipline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to="conduct.discipline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["meeting", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("discipline", "meeting", "number"), name="discipline_invitation_numbered"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("meets_on__gte", models.F("sent_on"))),
                                name="discipline_invited_before",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Leaver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("cadre", "Cadre"),
                                    ("civil_servant", "Civil servant"),
                                    ("public_employee", "Public employee"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("post", models.CharField(max_length=200)),
                        ("is_leader", models.BooleanField(default=False)),
                        ("field", models.CharField(max_length=200)),
                        ("born_in", models.PositiveSmallIntegerField()),
                        ("left_on", models.DateField()),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("resigned", "Resigned with consent"),
                                    ("walked_out", "Left without consent"),
                                    ("restructured", "Left with the restructuring"),
                                    ("retired_early", "Retired early"),
                                    ("transferred", "Moved out of the public sector"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("pay", "Pay and income"),
                                    ("pressure", "Pressure of work, fear of responsibility"),
                                    ("prospects", "No prospects of training and promotion"),
                                    ("place", "Distance, place of work after a merger"),
                                    ("health", "Health"),
                                    ("family", "Family"),
                                    ("better_job", "Another job"),
                                    ("assessed", "After a rating or a discipline"),
                                    ("other", "Other grounds"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("basis", models.CharField(blank=True, default="", max_length=300)),
                        ("words", models.CharField(blank=True, default="", max_length=2000)),
                        ("entered_at", models.DateTimeField()),
                        ("entered_by", models.CharField(max_length=200)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
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
                    ],
                    options={
                        "indexes": [models.Index(fields=["left_on"], name="leaver_by_day")],
                        "constraints": [
                            models.UniqueConstraint(fields=("agency", "name", "left_on"), name="leaver_once"),
                            models.CheckConstraint(
                                condition=models.Q(("born_in__gte", 1940), ("born_in__lte", 2100)),
                                name="leaver_of_an_age",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "family",
                            models.CharField(
                                choices=[("remark", "Management remark"), ("personnel", "Personnel measure")],
                                max_length=10,
                            ),
                        ),
                        (
                            "sort",
                            models.CharField(
                                choices=[
                                    ("reminder", "Reminder on the spot"),
                                    ("lesson", "Lesson to be learnt"),
                                    ("criticism", "Criticism in writing"),
                                    ("correction", "Correction letter"),
                                    ("move", "Move to another post"),
                                    ("lower_post", "Lower post"),
                                    ("end_of_service", "End of service"),
                                    ("replacement", "Proposal of replacement or transfer"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("number", models.CharField(max_length=100)),
                        ("issued_on", models.DateField()),
                        ("issued_by", models.CharField(max_length=200)),
                        ("words", models.CharField(max_length=2000)),
                        ("source", models.CharField(blank=True, default="", max_length=500)),
                        ("entered_at", models.DateTimeField()),
                        ("entered_by", models.CharField(max_length=200)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "cause",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="casework.case",
                            ),
                        ),
                        (
                            "keeper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("family", "remark"),
                                        ("sort__in", ("reminder", "lesson", "criticism", "correction")),
                                    ),
                                    models.Q(
                                        ("family", "personnel"),
                                        ("sort__in", ("move", "lower_post", "end_of_service", "replacement")),
                                        ("official__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="measure_of_its_family",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cause__isnull", False), models.Q(("source", ""), _negated=True), _connector="OR"
                                ),
                                name="measure_says_its_cause",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Publication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("subject", models.CharField(choices=[("person", "Person"), ("unit", "Unit")], max_length=8)),
                        ("title", models.CharField(max_length=300)),
                        ("ground", models.CharField(max_length=80)),
                        ("basis", models.CharField(max_length=300)),
                        ("shown", models.JSONField(default=dict)),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=200)),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("approved_by", models.CharField(blank=True, default="", max_length=200)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("removed_at", models.DateTimeField(null=True)),
                        ("removed_by", models.CharField(blank=True, default="", max_length=200)),
                        ("removal", models.CharField(blank=True, default="", max_length=80)),
                        ("removal_words", models.CharField(blank=True, default="", max_length=1000)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="casework.case",
                            ),
                        ),
                        (
                            "keeper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
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
                    ],
                    options={
                        "indexes": [models.Index(fields=["from_on", "until_on"], name="publication_by_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until_on__gte", models.F("from_on"))), name="publication_ends"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at", None), ("approved_by", "")),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        models.Q(("approved_by", ""), _negated=True),
                                        models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="publication_approved_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removal", ""), ("removed_at", None)),
                                    models.Q(("removed_at__isnull", False), models.Q(("removal", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="publication_removed_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("basis", ""), _negated=True), models.Q(("ground", ""), _negated=True)
                                ),
                                name="publication_has_a_basis",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="conduct_review",
                                serialize=False,
                                to="casework.case",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                choices=[
                                    ("collective", "Collective"),
                                    ("head", "Head"),
                                    ("deputy", "Deputy of the head"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("matter", models.TextField()),
                        ("source", models.CharField(blank=True, default="", max_length=500)),
                        ("asked_at", models.DateTimeField(null=True)),
                        ("answer_by", models.DateTimeField(null=True)),
                        ("explanation", models.TextField(blank=True, default="")),
                        ("explained_at", models.DateTimeField(null=True)),
                        ("explained_by", models.CharField(blank=True, default="", max_length=200)),
                        ("work_split", models.TextField(blank=True, default="")),
                        ("gravity", models.TextField(blank=True, default="")),
                        ("damage", models.TextField(blank=True, default="")),
                        ("circumstances", models.TextField(blank=True, default="")),
                        ("link_to_management", models.TextField(blank=True, default="")),
                        (
                            "responsibility",
                            models.CharField(
                                choices=[
                                    ("open", "not concluded"),
                                    ("direct", "direct responsibility"),
                                    ("joint", "joint responsibility"),
                                    ("none", "no responsibility"),
                                ],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("result", models.TextField(blank=True, default="")),
                        ("concluded_on", models.DateField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "cause",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("official", None), ("subject", "collective")),
                                    models.Q(
                                        models.Q(("subject", "collective"), _negated=True), ("official__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="conduct_review_person_or_collective",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cause__isnull", False), models.Q(("source", ""), _negated=True), _connector="OR"
                                ),
                                name="conduct_review_says_its_cause",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer_by", None), ("asked_at", None)),
                                    ("answer_by__gt", models.F("asked_at")),
                                    _connector="OR",
                                ),
                                name="conduct_review_asks_with_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("concluded_on", None), ("responsibility", "open")),
                                    models.Q(
                                        ("asked_at__isnull", False),
                                        ("concluded_on__isnull", False),
                                        models.Q(("responsibility", "open"), _negated=True),
                                        models.Q(("result", ""), _negated=True),
                                        models.Q(("work_split", ""), _negated=True),
                                        models.Q(("gravity", ""), _negated=True),
                                        models.Q(("damage", ""), _negated=True),
                                        models.Q(("circumstances", ""), _negated=True),
                                        models.Q(("link_to_management", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="conduct_review_concludes_after_the_question",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.CharField(max_length=1000)),
                        ("due_on", models.DateField()),
                        ("done_on", models.DateField(null=True)),
                        ("done_words", models.CharField(blank=True, default="", max_length=1000)),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="conduct.review",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True), name="conduct_follow_up_says_what"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewMeeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("held_on", models.DateField()),
                        ("place", models.CharField(blank=True, default="", max_length=200)),
                        ("chair", models.CharField(max_length=200)),
                        ("secretary", models.CharField(max_length=200)),
                        ("present", models.PositiveSmallIntegerField()),
                        ("in_absence", models.BooleanField(default=False)),
                        ("for_discipline", models.PositiveSmallIntegerField()),
                        ("against", models.PositiveSmallIntegerField()),
                        ("minutes", models.TextField()),
                        ("kept_at", models.DateTimeField()),
                        ("kept_by", models.CharField(max_length=200)),
                        (
                            "discipline",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review_meeting",
                                to="conduct.discipline",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "present",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("for_discipline"), "+", models.F("against")
                                        ),
                                    ),
                                    ("present__gt", 0),
                                ),
                                name="review_meeting_counts",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sanction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("cadre", "Cadre"),
                                    ("civil_servant", "Civil servant"),
                                    ("public_employee", "Public employee"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("is_leader", models.BooleanField()),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("reprimand", "Reprimand"),
                                    ("warning", "Warning"),
                                    ("salary_lowering", "Salary lowering"),
                                    ("demotion", "Demotion"),
                                    ("removal", "Removal from post"),
                                    ("dismissal", "Dismissal"),
                                    ("forced_resignation", "Forced resignation"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "aggravated_from",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reprimand", "Reprimand"),
                                    ("warning", "Warning"),
                                    ("salary_lowering", "Salary lowering"),
                                    ("demotion", "Demotion"),
                                    ("removal", "Removal from post"),
                                    ("dismissal", "Dismissal"),
                                    ("forced_resignation", "Forced resignation"),
                                ],
                                default="",
                                max_length=20,
                            ),
                        ),
                        ("number", models.CharField(max_length=100)),
                        ("signed_by", models.CharField(max_length=200)),
                        ("sent_on", models.DateField()),
                        ("decided_on", models.DateField()),
                        ("handle_by", models.DateField()),
                        ("barred_after", models.DateField(null=True)),
                        ("exempt", models.CharField(blank=True, default="", max_length=80)),
                        ("effective_on", models.DateField()),
                        ("effect_until", models.DateField()),
                        ("reasons", models.CharField(blank=True, default="", max_length=2000)),
                        ("decided_at", models.DateTimeField()),
                        ("decided_by", models.CharField(max_length=200)),
                        ("ended_on", models.DateField(null=True)),
                        ("annulled_at", models.DateTimeField(null=True)),
                        ("annulled_why", models.CharField(blank=True, default="", max_length=1000)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "discipline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sanctions",
                                to="conduct.discipline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["decided_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("annulled_at", None)),
                                fields=("discipline",),
                                name="sanction_one_stands_in_a_file",
                            ),
                            models.UniqueConstraint(
                                fields=("agency", "number", "decided_on"), name="sanction_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decided_on__lte", models.F("handle_by"))),
                                name="sanction_within_the_handling_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("barred_after__isnull", False), ("decided_on__lte", models.F("barred_after"))
                                    ),
                                    models.Q(("barred_after", None), models.Q(("exempt", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="sanction_within_the_limitation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decided_on__gte", models.F("sent_on"))),
                                name="sanction_after_the_file_was_sent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effect_until__gt", models.F("effective_on")),
                                    ("effective_on__gte", models.F("decided_on")),
                                ),
                                name="sanction_in_effect_after_it_is_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_leader", True),
                                    models.Q(("form__in", ("removal", "demotion")), _negated=True),
                                    _connector="OR",
                                ),
                                name="sanction_of_leaders",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("category", "cadre"), models.Q(("form", "forced_resignation"), _negated=True)
                                    ),
                                    models.Q(
                                        models.Q(("category", "cadre"), _negated=True),
                                        models.Q(("form", "dismissal"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="sanction_of_the_category",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("annulled_at", None), ("annulled_why", "")),
                                    models.Q(
                                        ("annulled_at__isnull", False), models.Q(("annulled_why", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="sanction_annulled_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SanctionComplaint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField()),
                        ("filed_on", models.DateField()),
                        ("filed_at", models.DateTimeField()),
                        ("filed_by", models.CharField(max_length=200)),
                        ("is_late", models.BooleanField(default=False)),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("open", "not settled"),
                                    ("upheld", "The decision stands"),
                                    ("annulled", "The decision is annulled"),
                                    ("changed", "A milder form"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("number", models.CharField(blank=True, default="", max_length=100)),
                        ("settled_on", models.DateField(null=True)),
                        ("settled_by", models.CharField(blank=True, default="", max_length=200)),
                        ("words", models.CharField(blank=True, default="", max_length=2000)),
                        (
                            "sanction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complaints",
                                to="conduct.sanction",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["filed_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("result", "open")),
                                fields=("sanction",),
                                name="sanction_complaint_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", "open"), ("settled_on", None)),
                                    models.Q(
                                        models.Q(("result", "open"), _negated=True),
                                        ("settled_on__gte", models.F("filed_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="sanction_complaint_settled_is_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TimeWarning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.PositiveSmallIntegerField()),
                        ("at", models.DateTimeField()),
                        (
                            "discipline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="warnings",
                                to="conduct.discipline",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("discipline", "day"), name="discipline_warned_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Vote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reprimand", "Reprimand"),
                                    ("warning", "Warning"),
                                    ("salary_lowering", "Salary lowering"),
                                    ("demotion", "Demotion"),
                                    ("removal", "Removal from post"),
                                    ("dismissal", "Dismissal"),
                                    ("forced_resignation", "Forced resignation"),
                                ],
                                default="",
                                max_length=20,
                            ),
                        ),
                        ("ballots", models.PositiveSmallIntegerField()),
                        (
                            "breach",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="votes", to="conduct.breach"
                            ),
                        ),
                        (
                            "council",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="votes", to="conduct.council"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("council", "breach", "form"), name="council_vote_counted_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CouncilMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("chair", "Chair of the council"),
                                    ("secretary", "Member and secretary"),
                                    ("member", "Member"),
                                ],
                                default="member",
                                max_length=10,
                            ),
                        ),
                        (
                            "council",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="conduct.council",
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
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("council", "official"), name="council_member_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("role", "chair")), fields=("council",), name="council_one_chair"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
