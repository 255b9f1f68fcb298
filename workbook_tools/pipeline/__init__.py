"""The story, a stage a module: generate, collect, validate, consolidate, status."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told (done, total) while long work goes on."""
