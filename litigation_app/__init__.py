"""The litigation desk: trafficking cases from intake to a published figure."""

import os

# before numpy is loaded: a sum must not depend on how many cores there are, and on few cores threads of BLAS only wait for each other
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
