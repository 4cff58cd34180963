"""The tables of the directory: accounts and posts, people, organisations, places."""

from naru.directory.models.accounts import Account, Post
from naru.directory.models.links import OneTimeLink
from naru.directory.models.people import Affiliation, Organisation, Person
from naru.directory.models.places import Country, Place

__all__ = ["Account", "Affiliation", "Country", "OneTimeLink", "Organisation", "Person", "Place", "Post"]
