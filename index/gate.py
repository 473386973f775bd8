"""The gate: whether what ranks first answers the question at all.

A raw BM25 score says nothing by itself. What counts is how much of the question's content words,
by idf, the passage accounts for, and whether it has the kind of thing that is asked for
(`kinds_asked`).
"""

# Chosen by hand between the questions that must be answered and those that must not.
PASSAGE_SHARE = 0.55
# In other words than the text's a question rarely matches so well. Then less is enough, if what
# does match weighs as much as so many syllables that only one passage has.
SYNONYM_SHARE = 0.4
SYNONYM_WEIGHT = 3.0
DIRECTIVE_SHARE = 0.65
