"""The place "Uka": the day, the week and the month to look at and to book in, who waits, and the school's hours.

page.py is the place itself; doings.py what its keys do with the thing under the cursor. things.py turns a WeekView into the
things of a grid (bookings, free time, what the timetable takes); grid.py and month.py lay them out and ink.py paints them,
each as one list view (painted.py), so that a screen reader finds every thing by name. queue.py shows who waits. book.py with
whom.py, moving.py and choices.py are the sheets that are answered in a key or two. hours.py with closed.py is where the
school writes its hours down.
"""
