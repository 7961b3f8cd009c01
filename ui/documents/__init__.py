"""Paper on the screen and out of the printer: pages as pictures, the preview, printing, saving."""
