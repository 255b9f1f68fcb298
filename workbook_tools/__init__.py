"""Annex targets in, one Excel form a unit out, returned workbooks checked and consolidated."""

__version__ = "0.1.0"
