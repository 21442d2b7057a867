"""Bytes in: address or file to capture, capture to document."""
