"""An older database -> the current schema, in place, with a copy of it left beside.

A change of `schema.sql` raises SCHEMA_VERSION by one and adds here, under the version that it starts from, the SQL that turns the
old tables into the new ones; it runs on SQLite and on PostgreSQL. Views are dropped and made anew.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

MIGRATIONS: Mapping[int, str] = {}
"""Version -> the script that leads from it to the next."""


def upgrade(engine: Engine, target: str, version: int, wanted: int, migrations: Mapping[int, str] = MIGRATIONS) -> Path | None:
    """Leads the database from `version` to `wanted` in one transaction; the copy's path, None on PostgreSQL (its own backups serve).

    Raises DatabaseError where a step is missing; the database is as it was then.
    """
    from .database import run_script

    missing = [step for step in range(version, wanted) if step not in migrations]
    if missing:
        raise DatabaseError(target, f"its schema is {version}, and no way leads from {missing[0]} to {missing[0] + 1}")
    copy = None if "://" in target else _copied(engine, Path(target), version)
    with engine.begin() as connection:
        if _now_at(connection) == version:  # else another process has done it while this one waited
            for step in range(version, wanted):
                run_script(connection, migrations[step])
            connection.exec_driver_sql(f"UPDATE schema_version SET version = {wanted}")
    return copy


def _now_at(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT version FROM schema_version").scalar_one())


def _copied(engine: Engine, path: Path, version: int) -> Path:
    """`plans.db` -> `plans.db.schema-1`, whole even while another process reads; a copy that is there already is kept."""
    copy = path.with_name(f"{path.name}.schema-{version}")
    if copy.exists():
        return copy
    half = copy.with_name(f"{copy.name}.part")
    half.unlink(missing_ok=True)
    target = sqlite3.connect(half)
    try:
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            connection.rollback()
            driver.backup(target)
    finally:
        target.close()
    shutil.move(half, copy)
    return copy
