"""Forty-eight activities, eight of each of Holland's six types, in words of our own: a conversation starter, no test."""

from __future__ import annotations

from app.records.choice_list import ChoiceList, choice_list

TYPES_OF_INTEREST = ("r", "i", "a", "s", "e", "c")
"""Practical, investigative, artistic, social, enterprising, ordering (domain.md 6): how an activity's code begins."""
ACTIVITIES_EACH = 8
ASKED = tuple(f"{type}{place}" for place in range(1, ACTIVITIES_EACH + 1) for type in TYPES_OF_INTEREST)
"""The activities as they are asked, on screen and paper: of each type in turn, so that no two of a kind stand together."""

INTEREST_LISTS: tuple[ChoiceList, ...] = (
    choice_list(
        "interest.type",
        {
            "r": "practical",
            "i": "investigative",
            "a": "artistic",
            "s": "social",
            "e": "enterprising",
            "c": "ordering",
        },
        fixed=True,
    ),
    choice_list(
        "interest.activity",
        {
            "r1": "repair a bicycle",
            "r2": "build a wall or a shelf",
            "r3": "drive a big vehicle",
            "r4": "lay tiles",
            "r5": "look after animals",
            "r6": "weld two pieces of metal",
            "r7": "plant trees and cut grass",
            "r8": "carry, lift and be on the move",
            "i1": "find out why a machine has stopped",
            "i2": "read about how the body works",
            "i3": "solve a number puzzle",
            "i4": "test what is in the water",
            "i5": "compare two ways and find the better",
            "i6": "follow the stars or the weather",
            "i7": "learn how a computer thinks",
            "i8": "ask until it is understood",
            "a1": "draw or paint a picture",
            "a2": "play or make music",
            "a3": "write a story or a song",
            "a4": "choose colours for a room",
            "a5": "cook a dish nobody has tasted",
            "a6": "take photographs",
            "a7": "sew or design clothes",
            "a8": "act in a play or a film",
            "s1": "help somebody who learns to read",
            "s2": "look after children",
            "s3": "listen to somebody who has a hard time",
            "s4": "train a team",
            "s5": "help an old person with the day",
            "s6": "show a newcomer around",
            "s7": "make peace between two who quarrel",
            "s8": "teach something you know well",
            "e1": "sell something at a market",
            "e2": "start a small business",
            "e3": "lead a group at work",
            "e4": "speak so that others join in",
            "e5": "agree on a good price",
            "e6": "plan a party for many",
            "e7": "take a chance on a new idea",
            "e8": "get others to work together",
            "c1": "keep a stock in order",
            "c2": "count the till in the evening",
            "c3": "fill in forms without a mistake",
            "c4": "make a plan for the week",
            "c5": "check that the rules are kept",
            "c6": "write numbers into a table",
            "c7": "put papers in the right place",
            "c8": "follow a recipe exactly",
        },
        fixed=True,
    ),
)
