"""Benchmarks: one module each, whose ``main()`` returns the figures it measured."""
