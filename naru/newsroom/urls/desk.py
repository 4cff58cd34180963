"""The newsroom's own screens for staff: translations and links."""

from django.urls import path

from naru.newsroom.views import claims, linking, reports, sides, translating

app_name = "newsroom-desk"
urlpatterns = [
    path("translations/", translating.translations, name="translations"),
    path("translations/<int:pk>/", translating.behind, name="behind"),
    path("translations/<int:pk>/follow/", translating.follow, name="follow"),
    path("translations/<int:pk>/begin/", translating.begin, name="begin"),
    path("translations/<int:pk>/text/", sides.side, name="side"),
    path("translations/<int:pk>/text/<str:block>/", sides.write, name="write"),
    path("translations/<int:pk>/text/<str:block>/drop/", sides.drop, name="drop"),
    path("translations/<int:pk>/submit/", sides.submit, name="submit"),
    path("numbers/", claims.claims, name="claims"),
    path("numbers/corrected/", claims.corrected, name="corrected"),
    path("numbers/waivers/", claims.waivers, name="waivers"),
    path("reports/", reports.shelf, name="reports"),
    path("reports/begin/", reports.begin, name="begin-report"),
    path("reports/<int:year>/", reports.compose, name="compose"),
    path("reports/<int:year>/texts/", reports.tell, name="tell-report"),
    path("reports/<int:year>/sections/", reports.add_section, name="add-section"),
    path("reports/<int:year>/sections/<int:pk>/", reports.arrange_section, name="arrange-section"),
    path("reports/<int:year>/readings/", reports.put, name="put-reading"),
    path("reports/<int:year>/readings/<int:pk>/", reports.arrange_item, name="arrange-item"),
    path("reports/<int:year>/publish/", reports.publish, name="publish-report"),
    path("reports/<int:year>/withdraw/", reports.withdraw, name="withdraw-report"),
    path("reports/<int:year>/print/", reports.ask_for_print, name="ask-for-print"),
    path("links/", linking.links, name="links"),
    path("links/<int:pk>/", linking.review, name="review"),
    path("links/<int:pk>/suggest/", linking.look_again, name="suggest"),
    path("links/<int:pk>/add/", linking.add, name="add-link"),
    path("links/decide/<int:pk>/", linking.decide, name="decide"),
]
