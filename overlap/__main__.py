"""`python -m overlap` is the same as the command `overlap`."""

from overlap.cli import main

if __name__ == "__main__":
    main()
