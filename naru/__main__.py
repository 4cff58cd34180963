"""`python -m naru` is the `naru` command."""

from naru.front.command import main

main()
