"""What the bot remembers of people: questions, conversations, roles, the audit log; no documents.

Nothing is imported here: SQLAlchemy is loaded by whoever opens a `bot.store.store.Store`.
"""
