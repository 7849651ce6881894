"""What weights are made of, the ordering person's own copy, who gave way at the door; published draws are guarded."""

from django.db import migrations, models

from congvu.domain.inspections.migrations import _draw_guards


class Migration(migrations.Migration):
    dependencies = [("inspections", "0002_selfchecks_and_guards")]

    operations = [
        migrations.AddField("round", "factors", models.JSONField(default=dict)),
        migrations.AddField("round", "own_copy", models.BinaryField(default=bytes)),
        migrations.AddField("round", "beacon_read", models.CharField(blank=True, default="", max_length=500)),
        migrations.AddField("opening", "withdrawn", models.JSONField(default=list)),
        migrations.AddField("opening", "replaced", models.JSONField(default=dict)),
        migrations.RunPython(_draw_guards.install, migrations.RunPython.noop),
    ]
