"""``python -m service``: the ``patchline`` command without its script on the PATH."""

from service.cli import main

if __name__ == "__main__":
    main()
