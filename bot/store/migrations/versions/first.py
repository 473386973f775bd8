"""The first tables, and the triggers by which the audit log only grows."""

import datetime as dt

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _time(name: str, *, nullable: bool = False) -> sa.Column[dt.datetime]:
    return sa.Column(name, _TIME, nullable=nullable)


def _real(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Double(), nullable=False)


def upgrade() -> None:
    _questions()
    _chats()
    _people()
    _audit()


def _questions() -> None:
    op.create_table(
        "questions",
        _text("id"), _time("asked_at"), _text("channel"), _text("person"), _text("chat"),
        _text("text"), _text("group"), _text("language"), _text("status"), _text("kind"),
        _text("passages"), _real("confidence"), _text("library"), _real("milliseconds"),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
    )  # fmt: skip
    op.create_index("ix_questions_asked_at", "questions", ["asked_at"])
    op.create_index("ix_questions_person", "questions", ["person"])
    op.create_index("ix_questions_group", "questions", ["group"])
    op.create_table(
        "asked_directives",
        _text("question"),
        _text("directive"),
        sa.PrimaryKeyConstraint("question", "directive", name="pk_asked_directives"),
        sa.ForeignKeyConstraint(
            ["question"], ["questions.id"], name="fk_asked_directives_question", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_asked_directives_directive", "asked_directives", ["directive"])
    op.create_table(
        "feedback",
        _text("question"), _text("person"), _text("verdict"), _text("word"), _time("given_at"),
        sa.PrimaryKeyConstraint("question", "person", name="pk_feedback"),
    )  # fmt: skip
    op.create_index("ix_feedback_person", "feedback", ["person"])
    op.create_index("ix_feedback_given_at", "feedback", ["given_at"])


def _chats() -> None:
    op.create_table(
        "conversations",
        _text("chat"), _text("snapshot"), _time("touched_at"),
        sa.PrimaryKeyConstraint("chat", name="pk_conversations"),
    )  # fmt: skip
    op.create_index("ix_conversations_touched_at", "conversations", ["touched_at"])
    op.create_table(
        "processed",
        _text("message"), _time("received_at"), _time("replied_at", nullable=True),
        sa.PrimaryKeyConstraint("message", name="pk_processed"),
    )  # fmt: skip
    op.create_index("ix_processed_received_at", "processed", ["received_at"])
    op.create_table(
        "waiting",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("channel"), _text("address"), _text("chat"), _text("person"), _text("directive"),
        _time("since"), _time("told_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_waiting"),
    )  # fmt: skip
    op.create_index("ix_waiting_person", "waiting", ["person"])
    op.create_index("ix_waiting_directive_chat", "waiting", ["directive", "chat"], unique=True)


def _people() -> None:
    op.create_table(
        "people",
        _text("key"), _text("channel"), _text("address"), _text("name"), _text("role"),
        _time("since"), _time("revoked_at", nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_people"),
    )  # fmt: skip
    op.create_table(
        "invitations",
        sa.Column("number", sa.Integer(), nullable=False),
        _text("code"), _text("role"), _text("made_by"), _time("made_at"), _time("expires_at"),
        sa.Column("uses_left", sa.Integer(), nullable=False),
        _time("revoked_at", nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_invitations"),
        sa.UniqueConstraint("code", name="uq_invitations_code"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("ix_invitations_expires_at", "invitations", ["expires_at"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        _time("at"), _text("actor"), _text("act"), _text("from_version"), _text("to_version"),
        _text("details"), _text("previous"), _text("hash"),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )  # fmt: skip
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{act.lower()} BEFORE {act} ON audit "
                "BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END"
            )
        # INSERT OR REPLACE deletes without asking the trigger for deletions.
        op.execute(
            "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit "
            "WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number) "
            "BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()"
    )


def downgrade() -> None:
    raise NotImplementedError("a store is not taken back: restore the backup from before")
