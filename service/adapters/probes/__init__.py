"""Looks at an installation from outside its processes: nothing here waits long or changes much."""
