"""The addresses of the directory."""

from django.urls import path

from naru.directory.views import (
    archive,
    choosing,
    confirming,
    countries,
    duplicates,
    organisations,
    own_organisation,
    people,
)

app_name = "directory"
urlpatterns = [
    path("", organisations.home, name="home"),
    path("find/organisations/", choosing.organisations, name="find_organisations"),
    path("find/places/", choosing.places, name="find_places"),
    path("people/", people.listing, name="people"),
    path("people/new/", people.enter, name="enter_person"),
    path("people/alike/", people.alike, name="people_alike"),
    path("people/ask-to-confirm/", confirming.ask_many, name="ask_many"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/change/", people.change, name="change_person"),
    path("people/<int:pk>/archive/", people.archive, name="archive_person"),
    path("people/<int:pk>/ask-to-confirm/", confirming.ask_one, name="ask_one"),
    path("people/<int:pk>/affiliations/new/", people.affiliate, name="affiliate"),
    path("people/<int:pk>/affiliations/<int:tie>/", people.amend, name="amend"),
    path("organisations/", organisations.listing, name="organisations"),
    path("organisations/new/", organisations.enter, name="enter_organisation"),
    path("organisations/alike/", organisations.alike, name="organisations_alike"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path("organisations/<int:pk>/change/", organisations.change, name="change_organisation"),
    path("organisations/<int:pk>/contact/", own_organisation.contact, name="contact"),
    path("organisations/<int:pk>/archive/", organisations.archive, name="archive_organisation"),
    path("archive/", archive.organisations, name="archive"),
    path("archive/people/", archive.people, name="archived_people"),
    path("countries/", countries.listing, name="countries"),
    path("countries/<slug:code>/", countries.country, name="country"),
    path("duplicates/", duplicates.listing, name="duplicates"),
    path("duplicates/look/", duplicates.look, name="look_for_duplicates"),
    path("duplicates/merges/", duplicates.merges, name="merges"),
    path("duplicates/merges/<int:pk>/undo/", duplicates.undo, name="undo_merge"),
    path("duplicates/apart/<int:pk>/reconsider/", duplicates.reconsider, name="reconsider"),
    path("duplicates/<int:pk>/", duplicates.review, name="review"),
    path("duplicates/<int:pk>/decide/", duplicates.decide, name="decide"),
    path("mine/<str:token>/", confirming.own_entry, name="own_entry"),
]
