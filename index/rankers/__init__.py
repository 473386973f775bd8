"""Rankers: from tokens to scores."""
