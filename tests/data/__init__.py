"""Files that the program of another day wrote: it must read them for ever."""
