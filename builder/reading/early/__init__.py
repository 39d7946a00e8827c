"""Texts of the printed Official Records of the Security Council (1946-1994), as they came from optical character recognition.

`title` tells them by their title and reads what stands over the text, `vote` the last lines, `notes` what is printed under them, `calls`
where a note is called, `labels` what a misread label was, `paragraphs` which lines are one paragraph. From there on they go the way of
all printed text.
"""

from __future__ import annotations

from builder.reading.early.record import transcribe_record

__all__ = ["transcribe_record"]
