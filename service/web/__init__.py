"""The HTTP shell: authenticate, parse, call one use case, render."""
