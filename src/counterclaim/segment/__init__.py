"""Documents told apart into parts and sentences."""
