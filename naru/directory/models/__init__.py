"""The tables of the directory: accounts and posts, people, organisations, places."""

from naru.directory.models.accounts import Account, Post
from naru.directory.models.duplicates import Distinct, Duplicate, Merge
from naru.directory.models.emails import EmailChange
from naru.directory.models.invitations import Invitation
from naru.directory.models.links import OneTimeLink
from naru.directory.models.names import NearWord, OrganisationKey, PersonKey, PlaceKey
from naru.directory.models.people import Affiliation, Alias, Organisation, Person, SpokenLanguage
from naru.directory.models.places import Country, Place
from naru.directory.models.sign_in import FailedSignIn, UsedCode

__all__ = [
    "Account",
    "Affiliation",
    "Alias",
    "Country",
    "Distinct",
    "Duplicate",
    "EmailChange",
    "FailedSignIn",
    "Invitation",
    "Merge",
    "NearWord",
    "OneTimeLink",
    "Organisation",
    "OrganisationKey",
    "Person",
    "PersonKey",
    "Place",
    "PlaceKey",
    "Post",
    "SpokenLanguage",
    "UsedCode",
]
