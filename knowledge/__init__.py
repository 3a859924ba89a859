"""The shipped knowledge of customer experience and its words; data only."""
