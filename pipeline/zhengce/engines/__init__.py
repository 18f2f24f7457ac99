"""Engines: where the inner loop runs. An engine knows no rule and no rule knows an engine."""
