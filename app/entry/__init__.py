"""From keystroke to record: raw text in a draft, and a pure judgement of it."""
