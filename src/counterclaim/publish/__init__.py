"""What leaves the house: claims on the wire, tables."""
