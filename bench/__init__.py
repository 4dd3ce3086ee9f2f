"""The benchmarks: Companion measured beside its peers, against what is to be reached."""
