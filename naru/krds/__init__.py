"""The look: page frame, components, lists, formats and the front-end build."""
