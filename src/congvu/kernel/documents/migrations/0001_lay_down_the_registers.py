
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '0001_the_organisation'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('direction', models.CharField(max_length=8)),
                ('kind', models.CharField(help_text='code of the catalogue of kinds', max_length=32)),
                ('number', models.CharField(blank=True, help_text='số', max_length=20)),
                ('notation', models.CharField(blank=True, help_text='ký hiệu', max_length=60)),
                ('code', models.CharField(blank=True, help_text='số, ký hiệu as written', max_length=90)),
                ('code_key', models.CharField(blank=True, max_length=90)),
                ('issued_on', models.DateField(null=True)),
                ('issuer', models.CharField(blank=True, help_text='as written on the document', max_length=300)),
                ('issuer_key', models.CharField(blank=True, max_length=300)),
                ('subject', models.CharField(help_text='trích yếu', max_length=1000)),
                ('skey', models.TextField()),
                ('urgency', models.CharField(default='normal', max_length=12)),
                ('confidentiality', models.CharField(default='internal', max_length=12)),
                ('signer_name', models.CharField(blank=True, max_length=120)),
                ('signer_position', models.CharField(blank=True, max_length=200)),
                ('pages', models.PositiveIntegerField(null=True)),
                ('recipients', models.TextField(blank=True, help_text='nơi nhận (outgoing, column 5)')),
                ('copies', models.PositiveIntegerField(help_text='số lượng bản (outgoing, column 7)', null=True)),
                ('due_on', models.DateField(help_text='reply or processing deadline named on the paper (DueDate)', null=True)),
                ('series', models.CharField(max_length=32)),
                ('year', models.PositiveSmallIntegerField()),
                ('serial', models.PositiveIntegerField(help_text='number taken from our own series', null=True)),
                ('arrived_on', models.DateField(null=True)),
                ('transferred_to', models.CharField(blank=True, help_text='unit or person (column 7)', max_length=300)),
                ('transferred_on', models.DateField(null=True)),
                ('receipt', models.CharField(blank=True, help_text='who acknowledged, and when (column 9)', max_length=200)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('registered_at', models.DateTimeField()),
                ('registered_by_name', models.CharField(max_length=200)),
                ('agency', models.ForeignKey(help_text='whose register', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
                ('issuer_agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
                ('registered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('series', models.CharField(max_length=32)),
                ('last', models.PositiveIntegerField(default=0)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.agency')),
            ],
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('size', models.BigIntegerField(help_text='bytes')),
                ('media_type', models.CharField(max_length=127)),
                ('kind', models.CharField(help_text='pdf, docx, xlsx, html, txt, csv, png, jpg, tif', max_length=8)),
                ('pages', models.PositiveIntegerField(help_text='pages where the format has pages', null=True)),
                ('notes', models.JSONField(default=list, help_text='remarks of the check at upload, as codes')),
                ('stored_at', models.DateTimeField()),
                ('stored_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SignatureCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('results', models.JSONField(default=list)),
                ('problem', models.CharField(blank=True, help_text='why the check itself could not be done', max_length=200)),
                ('checked_at', models.DateTimeField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signature_checks', to='documents.storedfile')),
            ],
            options={
                'ordering': ['-checked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ExtractedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True)),
                ('method', models.CharField(help_text='pdf-text, ocr-vie, docx, html, txt, none, …', max_length=32)),
                ('pages', models.PositiveIntegerField(default=0)),
                ('recognised', models.BooleanField(default=False)),
                ('notes', models.JSONField(default=list)),
                ('extracted_at', models.DateTimeField()),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='extracted', to='documents.storedfile')),
            ],
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('role', models.CharField(default='original', max_length=8)),
                ('added_at', models.DateTimeField()),
                ('added_by_name', models.CharField(max_length=200)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='documents.document')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='documents.storedfile')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['agency', 'direction', 'year', '-serial'], name='documents_register'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['code_key'], name='documents_code_key'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['issued_on'], name='documents_issued_on'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(condition=models.Q(('serial__isnull', False)), fields=('agency', 'year', 'series', 'serial'), name='documents_serial_once'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('direction__in', ['incoming', 'outgoing', 'internal'])), name='documents_direction'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('urgency__in', ['normal', 'urgent', 'very_urgent', 'express'])), name='documents_urgency'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('confidentiality__in', ['public', 'internal', 'restricted', 'sealed'])), name='documents_confidentiality'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('direction', 'incoming'), _negated=True), models.Q(('arrived_on__isnull', False), ('serial__isnull', False)), _connector='OR'), name='documents_incoming_has_arrival'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('serial__isnull', True), ('serial__gt', 0), _connector='OR'), name='documents_serial'),
        ),
        migrations.AddConstraint(
            model_name='numberseries',
            constraint=models.UniqueConstraint(fields=('agency', 'year', 'series'), name='documents_series_once'),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='documents_file_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['original', 'annex', 'result', 'evidence'])), name='documents_attachment_role'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(fields=('document', 'file', 'role'), name='documents_attachment_once'),
        ),
    ]
