"""Reading of formats: YAML with line numbers, and articles in Markdown."""
