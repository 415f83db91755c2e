"""``python -m ledger`` is ``recoup``."""

from ledger.front import main

if __name__ == "__main__":
    main()
