"""What ``patchline doctor`` looks at; each module turns what was seen into checks."""
