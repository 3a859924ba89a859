"""Tables that hold notes, journeys or personas, wherever they come from: files of cells, or pages of text."""
