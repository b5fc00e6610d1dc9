"""The browsers pages are shown in: what one must offer (`engine.py`), and one module or more for each."""
