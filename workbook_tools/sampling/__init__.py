"""An audit sample out of a master's register: drawn by numbers that anyone can compute again."""

from workbook_tools.sampling.draw import Drawn, Item, Method, draw, hashed_text, random_number, shares
from workbook_tools.sampling.population import Population, Reported, Subject, measures, population
from workbook_tools.sampling.sample import Design, Extent, Sample, take

__all__ = [
    "Design",
    "Drawn",
    "Extent",
    "Item",
    "Method",
    "Population",
    "Reported",
    "Sample",
    "Subject",
    "draw",
    "hashed_text",
    "measures",
    "population",
    "random_number",
    "shares",
    "take",
]
