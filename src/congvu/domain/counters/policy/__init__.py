"""Rules of the counters: values in, values out."""
