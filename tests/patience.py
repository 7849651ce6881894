"""How long a test waits for a process of its own before it gives up.

No promise of the software: a process that starts in three seconds on a quiet machine may need a minute on a busy one.
"""

PATIENCE = 60.0
