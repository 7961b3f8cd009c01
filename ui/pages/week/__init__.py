"""The place "Uka": the day, the week and the month to look at and to book in, who waits, and the school's hours.

page.py is the place itself and its keys. things.py turns a WeekView into the things of a grid (bookings, free time,
what the timetable takes) without Qt; grid.py and month.py paint them, each as one list view, so that a screen reader
finds every thing by name. queue.py shows who waits. book.py, moving.py and choices.py are the sheets that are answered
in a key or two. hours.py is where the school writes its hours down.
"""
