"""How this release knows a history file, and which schema it writes."""

from __future__ import annotations

APPLICATION_ID = 0x436F6D70
"""``Comp``, in the header of every history (https://www.sqlite.org/pragma.html#pragma_application_id)."""

SCHEMA_VERSION = 10
"""The number of migrations that this release knows; kept as ``user_version``."""

READABLE_VERSION = 1
"""The oldest schema that a reader, who cannot migrate, still understands: it has every table of
the interchange document but that of speakers, which are asked for only where it stands."""

UNSENT_VERSION = 10
"""From this schema on, a call keeps whether it waits for its recap."""
