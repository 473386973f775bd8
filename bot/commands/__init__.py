"""What the commands of `bot.cli` do, a file for each matter."""
