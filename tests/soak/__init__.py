"""The proof that the inbox loses nothing: kills, refusals, power cuts, races and crowds, told with the real programs."""
