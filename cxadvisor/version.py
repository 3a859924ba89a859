"""The version of cxadvisor; a literal, because reading it from the installed metadata takes longer than a review."""

__version__ = "0.1.0"
