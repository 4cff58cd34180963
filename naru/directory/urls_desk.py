"""The desk's addresses for accounts, posts, roles and invitations."""

from django.urls import path

from naru.directory.views import accounts, invitations, posts

app_name = "accounts"
urlpatterns = [
    path("", accounts.accounts, name="accounts"),
    path("posts/", posts.posts, name="posts"),
    path("roles/", posts.roles, name="roles"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/new/", invitations.invite, name="invite"),
    path("invitations/<int:pk>/", invitations.invitation, name="invitation"),
    path("invitations/<int:pk>/send-again/", invitations.send_again, name="send_again"),
    path("invitations/<int:pk>/withdraw/", invitations.withdraw, name="withdraw"),
    path("posts/<int:pk>/end/", posts.end, name="end"),
    path("posts/<int:pk>/call-off/", posts.call_off, name="call_off"),
    path("<int:pk>/", accounts.account, name="account"),
    path("<int:pk>/appoint/", posts.appoint, name="appoint"),
    path("<int:pk>/deactivate/", accounts.deactivate, name="deactivate"),
    path("<int:pk>/reactivate/", accounts.reactivate, name="reactivate"),
    path("<int:pk>/unlock/", accounts.unlock, name="unlock"),
    path("<int:pk>/sign-out/", accounts.sign_out, name="sign_out"),
    path("<int:pk>/free-from-factors/", accounts.free_from_factors, name="free_from_factors"),
]
