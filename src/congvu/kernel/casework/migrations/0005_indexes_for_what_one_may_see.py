"""Indexes by which the cases of one person are found among those of a province."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0004_a_case_row_may_come_with_its_whole_journal'),
        ('org', '0003_reorganisations_and_imports'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('transfer_official__isnull', False)), fields=['transfer_official'], name='case_offered_to'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['holder_agency'], name='case_by_holder'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('holder_official__isnull', False)), fields=['holder_official'], name='case_by_holder_official'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('doer_official__isnull', False)), fields=['doer_official'], name='case_by_doer'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('confidentiality', 'public')), fields=['id'], name='case_public'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['due_at', 'id'], name='case_open_by_due'),
        ),
    ]
