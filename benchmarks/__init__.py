"""The bars of the rendering engine: each module is a command that measures some of them, ``python -m benchmarks`` runs all."""
