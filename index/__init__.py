"""How a passage is found: reading the question, ranking, the gate, and the stored index."""
