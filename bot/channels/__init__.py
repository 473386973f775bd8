"""Where people ask: each channel carries messages to the desk and shows its replies."""
