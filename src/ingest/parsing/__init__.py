"""Bytes to typed fields, without judgement and without I/O."""
