"""The command line: the same verbs as the window's, without a window. One file a group of commands."""
