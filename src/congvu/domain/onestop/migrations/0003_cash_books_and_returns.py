"""Cash books as they were closed, receipts cancelled, and to whom results were handed."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels


class Migration(migrations.Migration):
    dependencies = [
        ("onestop", "0002_what_the_portal_is_told"),
        ("org", "0001_agencies_officials_and_calendars"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="CashDay",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("day", models.DateField()),
                        ("since", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField()),
                        ("closed_by", models.CharField(max_length=200)),
                        ("receipts", models.PositiveIntegerField()),
                        ("cancelled", models.PositiveIntegerField(default=0)),
                        ("amount", models.BigIntegerField()),
                        ("totals", models.JSONField(default=list)),
                        ("note", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "desk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cash_days",
                                to="onestop.desk",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-day"],
                        "constraints": [
                            models.UniqueConstraint(fields=("desk", "day"), name="onestop_cash_day_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since", None), ("closed_at__gt", models.F("since")), _connector="OR"
                                ),
                                name="onestop_cash_day_after_the_last",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResultReturn",
                    fields=[
                        (
                            "dossier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="result_return",
                                serialize=False,
                                to="onestop.dossier",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("by", models.CharField(max_length=200)),
                        (
                            "taker",
                            models.CharField(
                                choices=[
                                    ("applicant", "The applicant in person"),
                                    ("proxy", "Somebody with an authorisation"),
                                    ("post", "Postal service"),
                                    ("online", "Electronic result, nothing on paper"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(blank=True, default="", max_length=300)),
                        ("id_number", models.CharField(blank=True, default="", max_length=30)),
                        ("authority", models.CharField(blank=True, default="", max_length=300)),
                        ("tracking", models.CharField(blank=True, default="", max_length=60)),
                        ("papers_back", models.CharField(blank=True, default="", max_length=1000)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taker", "proxy"), _negated=True),
                                    models.Q(
                                        models.Q(("name", ""), _negated=True), models.Q(("authority", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="onestop_return_proxy_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taker", "post"), _negated=True),
                                    models.Q(("tracking", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="onestop_return_post_is_tracked",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="charge",
            name="cancelled_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.official"
            ),
        ),
        migrations.AddField(
            model_name="charge",
            name="cash_day",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taken",
                to="onestop.cashday",
            ),
        ),
        migrations.AddField(
            model_name="charge",
            name="cancel_day",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="given_back",
                to="onestop.cashday",
            ),
        ),
        migrations.AddConstraint(
            model_name="charge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cancelled_at", None),
                    models.Q(("paid_at__isnull", False), models.Q(("cancelled_why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="onestop_charge_cancelled_with_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="charge",
            index=models.Index(
                condition=models.Q(("cash_day", None), ("paid_at__isnull", False)),
                fields=["desk"],
                name="onestop_charge_open_book",
            ),
        ),
    ]
