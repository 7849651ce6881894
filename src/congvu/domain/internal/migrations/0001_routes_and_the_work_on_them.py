"""Routes for internal work, their versions and stations, and the work on them."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0001_cases_and_their_custody"),
        ("org", "0001_agencies_officials_and_calendars"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Route",
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
                        ("name", models.CharField(max_length=300)),
                        ("purpose", models.CharField(blank=True, default="", max_length=1000)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("agency", "name"), name="internal_route_named_once"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="internal_route_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RouteVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "route",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="internal.route",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("limit_minutes", models.PositiveIntegerField(default=0)),
                        ("from_on", models.DateField(blank=True, null=True)),
                        ("to_on", models.DateField(blank=True, null=True)),
                        ("basis", models.CharField(blank=True, default="", max_length=300)),
                        ("note", models.CharField(blank=True, default="", max_length=2000)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("route", "number"), name="internal_version_numbered"),
                            models.UniqueConstraint(
                                condition=models.Q(("from_on", None)),
                                fields=("route",),
                                name="internal_version_one_draft",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on", None),
                                    models.Q(("from_on__isnull", False), ("to_on__gt", models.F("from_on"))),
                                    _connector="OR",
                                ),
                                name="internal_version_ends_after_begin",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RouteStation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stations",
                                to="internal.routeversion",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=200)),
                        ("duty", models.CharField(max_length=1000)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.post",
                            ),
                        ),
                        ("minutes", models.PositiveIntegerField()),
                        ("article", models.CharField(blank=True, default="", max_length=200)),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "position"), name="internal_station_numbered"),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gt", 0)), name="internal_station_takes_time"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("duty", ""), _negated=True), models.Q(("name", ""), _negated=True)
                                ),
                                name="internal_station_says_what_is_done",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Work",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="internal_work",
                                serialize=False,
                                to="casework.case",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="works",
                                to="internal.routeversion",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="casework.case",
                            ),
                        ),
                    ],
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
                        (
                            "work",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="internal.work"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("entered_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        ("left_at", models.DateTimeField(null=True)),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "is here"),
                                    ("forward", "handed on"),
                                    ("back", "sent back"),
                                    ("done", "finished"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="",
                                max_length=10,
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
                        ("ground", models.CharField(blank=True, default="", max_length=80)),
                        ("words", models.CharField(blank=True, default="", max_length=1000)),
                    ],
                    options={
                        "ordering": ["entered_at", "pk"],
                        "indexes": [models.Index(fields=["due_at"], name="internal_visit_due")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_at", None)), fields=("work",), name="internal_visit_one_open"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("left_at", None), ("way", "")),
                                    models.Q(
                                        ("left_at__gte", models.F("entered_at")), models.Q(("way", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="internal_visit_left_some_way",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
