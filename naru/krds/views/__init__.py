"""The screens of the look: the visitor's contrast, the gallery of components."""

from naru.krds.views.contrast import contrast

__all__ = ["contrast"]
