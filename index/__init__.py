"""How a passage is found: reading the question, ranking, and the gate."""
