"""What admins and editors do from a chat: documents in and out, versions, what is missing."""
