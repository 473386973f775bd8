"""Measuring how well texts are found."""
