"""Read by Python at its start, where this folder is on PYTHONPATH: temporary files get the same names in every run.

So a file that one run wrote can be named for the next before it is there.
"""

import random
import sys
import tempfile

if "--multiprocessing-fork" not in sys.argv:
    # A worker's names would come in between, at any time.
    tempfile._RandomNameSequence.rng = random.Random(2024)
