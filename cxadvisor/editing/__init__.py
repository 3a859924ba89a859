"""Changes the text of a file here and there, and leaves the rest of it, comments and order too, as it is."""
