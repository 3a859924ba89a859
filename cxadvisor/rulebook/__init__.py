"""Rule cards: loaded, validated and compiled into rules of the engine."""
