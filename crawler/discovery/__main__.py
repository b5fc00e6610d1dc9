"""`python -m crawler.discovery`: started by crawler.discovery.process, reads and writes JSON lines."""

import sys

from crawler.discovery.child import main

if __name__ == "__main__":
    sys.exit(main())
