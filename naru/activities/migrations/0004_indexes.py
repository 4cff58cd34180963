
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0003_outcomes'),
        ('directory', '0006_used_code'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['starts_on', 'id'], name='activity_in_order'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(condition=models.Q(('part_of__isnull', False)), fields=['part_of'], name='activity_part_of'),
        ),
        migrations.AddIndex(
            model_name='participation',
            index=models.Index(condition=models.Q(('organisation__isnull', False)), fields=['organisation'], name='participation_organisation'),
        ),
        migrations.AddIndex(
            model_name='participation',
            index=models.Index(condition=models.Q(('then_organisation__isnull', False)), fields=['then_organisation'], name='participation_then'),
        ),
    ]
