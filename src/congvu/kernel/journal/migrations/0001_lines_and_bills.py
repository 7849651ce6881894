"""The journal: lines, stream heads, the sealed order and daily bills, with the triggers that guard them."""

from django.db import migrations, models

from congvu.kernel.first_tables import CreateModels
from congvu.kernel.journal.migrations import _guards


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Line",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("stream", models.CharField(max_length=80)),
                        ("seq", models.PositiveIntegerField()),
                        ("at", models.DateTimeField()),
                        ("verb", models.CharField(max_length=60)),
                        ("actor", models.CharField(max_length=200)),
                        ("behalf", models.CharField(blank=True, default="", max_length=200)),
                        ("prev", models.BinaryField(max_length=32)),
                        ("commitment", models.BinaryField(max_length=32)),
                        ("leaf", models.BinaryField(max_length=32)),
                        ("salt", models.BinaryField(max_length=16, null=True)),
                        ("text", models.TextField(null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["-at"], name="journal_line_newest")],
                        "constraints": [
                            models.UniqueConstraint(fields=("stream", "seq"), name="journal_line_once_per_seq")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StreamHead",
                    fields=[
                        ("stream", models.CharField(max_length=80, primary_key=True, serialize=False)),
                        ("seq", models.PositiveIntegerField(default=0)),
                        ("head", models.BinaryField(max_length=32)),
                    ],
                ),
                migrations.CreateModel(
                    name="Sealed",
                    fields=[
                        ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("line_id", models.BigIntegerField(unique=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Bill",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(unique=True)),
                        ("tree_size", models.BigIntegerField()),
                        ("root", models.BinaryField(max_length=32)),
                        ("frontier", models.JSONField(default=list)),
                        ("text", models.TextField()),
                        ("signature", models.BinaryField(max_length=64)),
                        ("key_id", models.CharField(max_length=16)),
                        ("sealed_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-day"],
                    },
                ),
            ],
        ),
        migrations.RunPython(_guards.install, migrations.RunPython.noop),
    ]
