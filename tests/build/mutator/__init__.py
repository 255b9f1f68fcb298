"""Returns changed at random, as what they are: zip parts, XML, records, sectors, mails, bytes."""

from tests.build.mutator.batch import Mutant, batch
from tests.build.mutator.change import changed, mutant

__all__ = ["Mutant", "batch", "changed", "mutant"]
