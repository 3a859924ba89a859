"""The shipped rule cards, by topic, with their translations; data only."""
