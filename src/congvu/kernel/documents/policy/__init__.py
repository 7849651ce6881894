"""What may come in, who may read, how numbers and notations are written. Rules without writes.

The modules `archives`, `child`, `markup`, `signatures` and `uploads` need no settings and no database.
"""
