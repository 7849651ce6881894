"""Search texts in a table of their own; indexes that give the nearest deadlines of every agency and person."""

import django.db.models.deletion
from django.db import migrations, models

from congvu.kernel.casework.migrations import _words
from congvu.kernel.first_tables import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0001_cases_and_their_custody'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='CaseWords',
                fields=[
                    ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='casework.case')),
                    ('text', models.TextField()),
                    ('brief', models.BooleanField()),
                    ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
                ],
            ),
            migrations.RemoveIndex(
                model_name='case',
                name='case_open_by_official',
            ),
            migrations.RemoveIndex(
                model_name='case',
                name='case_by_accountable',
            ),
            migrations.RemoveIndex(
                model_name='case',
                name='case_by_issuing',
            ),
            migrations.RemoveIndex(
                model_name='case',
                name='case_by_holder',
            ),
            migrations.RemoveIndex(
                model_name='case',
                name='case_by_holder_official',
            ),
            migrations.RemoveIndex(
                model_name='case',
                name='case_by_doer',
            ),
            migrations.RemoveIndex(
                model_name='case',
                name='case_public',
            ),
            migrations.AddIndex(
                model_name='case',
                index=models.Index(condition=models.Q(('confidentiality', 'public')), fields=['due_at', 'id'], name='case_public'),
            ),
            migrations.AddIndex(
                model_name='case',
                index=models.Index(condition=models.Q(('closed_at', None)), fields=['holder_official', 'due_at', 'id'], name='case_open_by_official'),
            ),
            migrations.AddIndex(
                model_name='case',
                index=models.Index(condition=models.Q(('holder_agency', models.F('accountable_agency')), _negated=True), fields=['holder_agency', 'due_at', 'id'], name='case_held_elsewhere'),
            ),
            migrations.AddIndex(
                model_name='case',
                index=models.Index(condition=models.Q(('holder_official__isnull', False)), fields=['holder_official', 'holder_agency'], name='case_by_holder_official'),
            ),
            migrations.AddIndex(
                model_name='case',
                index=models.Index(condition=models.Q(('doer_official__isnull', False)), fields=['doer_official', 'holder_agency'], name='case_by_doer'),
            ),
            migrations.AddIndex(
                model_name='case',
                index=models.Index(fields=['accountable_agency', 'due_at', 'id'], name='case_by_accountable'),
            ),
            migrations.AddIndex(
                model_name='case',
                index=models.Index(condition=models.Q(('closed_at', None)), fields=['accountable_agency', 'due_at', 'id'], name='case_open_by_accountable'),
            ),
            migrations.AddIndex(
                model_name='case',
                index=models.Index(fields=['issuing_agency', 'due_at', 'id'], name='case_by_issuing'),
            ),
            migrations.AddIndex(
                model_name='case',
                index=models.Index(condition=models.Q(('closed_at', None), ('holder_official', None)), fields=['holder_agency', 'due_at', 'id'], name='case_nameless'),
            ),
            migrations.AddIndex(
                model_name='case',
                index=models.Index(condition=models.Q(('closed_at', None), ('stopped_at__isnull', False)), fields=['issuing_agency', 'stopped_at'], name='case_to_verify'),
            ),
            migrations.AddIndex(
                model_name='case',
                index=models.Index(condition=models.Q(models.Q(('holder_agency', models.F('accountable_agency')), _negated=True), ('closed_at', None)), fields=['holder_agency', 'due_at', 'id'], name='case_open_held_elsewhere'),
            ),
        ]),
        migrations.RunPython(_words.fill, migrations.RunPython.noop),
    ]
