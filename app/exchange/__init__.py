"""In and out: what leaves the register for a stick or another place, encrypted, and read back after writing."""
