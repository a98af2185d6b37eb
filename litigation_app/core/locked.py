"""What is raised while the desk has no keys; a module of its own, so that a command need not load the web to know it."""

from werkzeug.exceptions import ServiceUnavailable


class DeskLocked(ServiceUnavailable):
    """The desk has no keys yet: nothing can be shown but the page that says so."""
