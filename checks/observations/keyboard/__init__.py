"""A walk over the page with real presses of Tab: where the focus goes, whether it shows, whether it comes out again."""
