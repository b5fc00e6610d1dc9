"""The page in other states (`states.py`), and what they do to its texts (`changes.py`)."""
