"""What the district decides (thresholds), and the secret its addresses are signed with."""

from sqlalchemy import JSON, Column, Table

from service.storage.tables.columns import METADATA, key, standing

setting = Table("setting", METADATA, key("key"), Column("value", JSON, nullable=False), *standing())
