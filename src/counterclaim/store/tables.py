"""The tables of a ledger, as SQLAlchemy knows them; the migrations make them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

REVISION = "0007"
METADATA = MetaData()

captures = Table(
    "captures",
    METADATA,
    Column("sha256", String, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("captured_at", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("declared", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

documents = Table(
    "documents",
    METADATA,
    Column("id", String, ForeignKey("captures.sha256"), primary_key=True),
    Column("origin", Text, nullable=False),
    Column("captured_at", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("marked_up", Boolean, nullable=False),
    Column("title", Text),
    Column("source", Text),
    Column("published", String),
    Column("language", String),
    Column("text", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("blocks", Text, nullable=False),
    Column("stretches", Text, nullable=False),
)

parts = Table(
    "parts",
    METADATA,
    Column("document", String, ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("body", Text, nullable=False),
)

passages = Table(
    "passages",
    METADATA,
    Column("document", String, ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("part", Integer, nullable=False),
    Column("paragraph", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
)

claims = Table(
    "claims",
    METADATA,
    Column("id", String, primary_key=True),
    Column("document", String, ForeignKey("documents.id"), nullable=False, index=True),
    Column("part", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("kind", String, nullable=False, index=True),
    Column("claimant", Text),
    Column("claimant_id", String),
    Column("claimant_kind", String, nullable=False),
    Column("dated", Boolean, nullable=False),
    Column("since", String),
    Column("until", String),
    Column("who_key", Text, nullable=False),
    Column("where_key", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("claims_in_time", "dated", "since", "until"),
)

resolutions = Table(
    "resolutions",
    METADATA,
    Column("claim", String, ForeignKey("claims.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("field", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("value", String),
    Column("score", Float),
    Column("body", Text, nullable=False),
)

findings = Table(
    "findings",
    METADATA,
    Column("id", String, primary_key=True),
    Column("layer", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("document", String, ForeignKey("documents.id"), index=True),
    Column("kind", String, nullable=False, index=True),
    Column("body", Text, nullable=False),
)

incidents = Table(
    "incidents",
    METADATA,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("family", String, nullable=False),
    Column("place", Text),
    Column("since", String),
    Column("until", String),
    Column("body", Text, nullable=False),
)

incident_claims = Table(
    "incident_claims",
    METADATA,
    Column("incident", String, ForeignKey("incidents.id"), primary_key=True),
    Column("claim", String, ForeignKey("claims.id"), primary_key=True, index=True),
)

relations = Table(
    "relations",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("a", String, ForeignKey("claims.id"), nullable=False, index=True),
    Column("b", String, ForeignKey("claims.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("dimension", String),
    Column("why", Text, nullable=False),
    Index("relations_by_kind_a", "kind", "a"),
    Index("relations_by_kind_b", "kind", "b"),
)

estimates = Table(
    "estimates",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("incident", String, ForeignKey("incidents.id"), nullable=False, index=True),
    Column("body", Text, nullable=False),
)

tallies = Table(
    "tallies",
    METADATA,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("claimant", Text, nullable=False),
    Column("body", Text, nullable=False),
)

controls = Table(
    "controls",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("claim", String, ForeignKey("claims.id"), nullable=False, index=True),
    Column("place", Text, nullable=False),
    Column("body", Text, nullable=False),
)

decisions = Table(
    "decisions",
    METADATA,
    Column("id", String, primary_key=True),
    Column("made_at", String, nullable=False),
    Column("body", Text, nullable=False),
)

log = Table(
    "log",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("payload", String, nullable=False),
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
    Column("at", String, nullable=False),
    Index("log_by_subject", "kind", "subject"),
)

series = Table(
    "series",
    METADATA,
    Column("id", String, primary_key=True),
    Column("document", String, ForeignKey("captures.sha256"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("body", Text, nullable=False),
)

blocks = Table(
    "blocks",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("claim", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

outlines = Table(
    "outlines",
    METADATA,
    Column("claim", BigInteger, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    METADATA,
    Column("a", BigInteger, primary_key=True, autoincrement=False),
    Column("b", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

state = Table(
    "state",
    METADATA,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

claim_keys = Table(
    "claim_keys",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("claim", String, ForeignKey("claims.id"), nullable=False, unique=True),
    Column("document", String, nullable=False, index=True),
    Column("kind", String, nullable=False, index=True),
    Column("source", String, nullable=False, index=True),
    Column("source_name", Text),
    Column("source_kind", String, nullable=False, index=True),
    Column("side", String, index=True),
    Column("event", String, index=True),
    Column("event_type", String),
    Column("stance", String, nullable=False, index=True),
    Column("reader", String, nullable=False, index=True),
    Column("since", String),
    Column("until", String),
    Column("dated", Boolean, nullable=False),
    Column("published", String),
    Column("size", Float),
    Column("who_key", Text, nullable=False),
    Column("where_key", Text, nullable=False),
    Index("claim_keys_in_time", "since", "number"),
    Index("claim_keys_by_size", "size", "number"),
)

claim_measures = Table(
    "claim_measures",
    METADATA,
    Column("number", Integer, ForeignKey("claim_keys.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", String, nullable=False),
    Column("object", String, nullable=False),
    Column("low", Float),
    Column("high", Float),
    Index("claim_measures_by_role", "role", "number"),
)

claim_places = Table(
    "claim_places",
    METADATA,
    Column("number", Integer, ForeignKey("claim_keys.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("place", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Column("precision", String),
    Column("country", String),
    Index("claim_places_by_place", "place", "number"),
    Index("claim_places_on_the_map", "lat", "lon"),
)

claim_standing = Table(
    "claim_standing",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("incident", BigInteger),
    Column("day", Integer),
    Column("relations", Integer, nullable=False),
    Column("opposed", Integer, nullable=False),
    Column("at", Integer, nullable=False, index=True),
    Column("keyed", Integer, nullable=False, index=True),
)

RECONCILED = (estimates, relations, incident_claims, tallies, controls, incidents)
