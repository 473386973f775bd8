"""How a person is answered: the desk, its wording, and the channels that carry it."""
