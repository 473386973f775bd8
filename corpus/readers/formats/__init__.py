"""One reader for each format that documents come in."""
