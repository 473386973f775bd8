"""Errors of this room."""


class SearchError(Exception):
    """Base of every error of this room."""


class EmptyCorpus(SearchError):
    """There is no passage to index."""
