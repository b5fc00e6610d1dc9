"""`python -m crawler.site_search`: started by crawler.site_search.process, reads and writes JSON lines."""

import sys

from crawler.site_search.child import main

if __name__ == "__main__":
    sys.exit(main())
