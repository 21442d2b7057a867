"""What mentions stand for: places, actors, periods."""
