"""The command line."""

import os

# Before numpy is loaded: threads for the small matrix products of a parser only wait for each other, and use
# up the processors that other processes (`--jobs`) could read on.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
