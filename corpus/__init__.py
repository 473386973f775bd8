"""What the documents say: the nouns, the reading of files, and the library at one version."""
