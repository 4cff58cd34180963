"""The addresses of the screens at a site: the queue, the waiting tent, what was kept aside, the tablets."""

from django.urls import path

from naru.missions.views import repairs, tablets, waiting

urlpatterns = [
    path("sites/<int:pk>/queue/", waiting.queue, name="queue"),
    path("sites/<int:pk>/queue/tent/", waiting.tent, name="tent"),
    path("sites/<int:pk>/aside/", repairs.kept_aside, name="kept_aside"),
    path("sites/<int:pk>/aside/<int:aside>/", repairs.repair, name="repair"),
    path("sites/<int:pk>/tablets/", tablets.tablets, name="tablets"),
    path("sites/<int:pk>/tablets/add/", tablets.add_tablet, name="add_tablet"),
    path("sites/<int:pk>/tablets/<int:tablet>/", tablets.one_tablet, name="one_tablet"),
    path("sites/<int:pk>/tablets/<int:tablet>/revoke/", tablets.revoke_tablet, name="revoke_tablet"),
]
