"""Reconciling what the record holds and storing the accounts: only what changed is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from verbale.model import Actor
from verbale.read.parallel import code_version
from verbale.reconcile.accounts import Account, reconcile
from verbale.reconcile.judgement import Judgement
from verbale.reconcile.mentions import StoredMention, actor_key, stored_mentions
from verbale.reconcile.said import Said, compare_accounts, said_of
from verbale.reconcile.said_at import SaidAt, contacts_of_statements
from verbale.record import tables as t
from verbale.record.decided import decided_readings
from verbale.record.output import ContactOut, MentionOut
from verbale.record.sources import NOT_RECONCILED, get_state, set_state
from verbale.record.stored import StoredReading

RECONCILER_PARTS = ("model.py", "reconcile", "review", "record")


def is_reconciled(connection: Connection) -> bool:
    """Whether the accounts are those of the readings, as this version of Verbale makes them."""
    return get_state(connection, "accounts") == code_version(RECONCILER_PARTS)


def lacks_readings(connection: Connection) -> bool:
    """Whether readings were added after the accounts were made: a build was stopped, or is running."""
    return get_state(connection, "accounts") == NOT_RECONCILED


def reconcile_record(connection: Connection, when: str) -> None:
    """Make the accounts of all readings and store what differs from those stored.

    Args:
        connection: in a writing transaction.
        when: the time of the run, ISO 8601; judgements made now get it, those already made keep theirs.
    """
    readings, effects = decided_readings(connection)
    said_at = {r.article.sha256: contacts_of_statements(r.reading) for r in readings}
    mentions = [m for r in readings for m in stored_mentions(r.reading, r.paths, r.mention_ids)]
    accounts = effects.accounts(reconcile(mentions, overrides=effects.overrides))
    contact_of = {m: a.id for a in accounts for m in a.mentions}
    by_id = {m.id: m for m in mentions}
    said = _said(readings, said_at, contact_of)

    mention_rows, statement_rows = _links(readings, said_at, contact_of)
    _keep_old_ids(connection, contact_of)
    _store_contacts(connection, [_contact(a, by_id, said.get(a.id, ())) for a in accounts])
    _store_participants(connection, accounts)
    _store_mentions(connection, mention_rows)
    _store_statements(connection, statement_rows)
    _store_judgements(connection, [j for a in accounts for j in a.judgements], when)
    set_state(connection, "accounts", code_version(RECONCILER_PARTS))


def _contact(account: Account, mentions: Mapping[str, StoredMention], said: Iterable[Said]) -> ContactOut:
    places = sorted(
        (path, span.start, span.end, m.id, m.article)
        for m in (mentions[i] for i in account.mentions)
        for span in m.mention.evidence
        for path in m.paths
    )
    told = tuple(MentionOut(path=p, start=s, end=e, id=i, article=a) for p, s, e, i, a in places)
    common, more = compare_accounts(said)
    return ContactOut.of(account, told, more, common)


def _said(
    readings: Iterable[StoredReading],
    said_at: Mapping[str, Sequence[SaidAt]],
    contact_of: Mapping[str, str],
) -> dict[str, list[Said]]:
    """By contact, the statements on it."""
    found: dict[str, list[Said]] = {}
    for r in readings:
        article = r.article
        for statement, at in zip(r.reading.statements, said_at[article.sha256], strict=True):
            if at.contact is None:
                continue
            contact = contact_of[r.mention_ids[at.contact]]
            mention = r.reading.contacts[at.contact]
            told = said_of(statement, mention, r.paths[0], article.sha256, r.witness)
            found.setdefault(contact, []).extend(told)
    return found


def _links(
    readings: Iterable[StoredReading],
    said_at: Mapping[str, Sequence[SaidAt]],
    contact_of: Mapping[str, str],
) -> tuple[dict[int, str], dict[int, tuple[str, str]]]:
    """The contact of each row of mentions; contact and reason of each row of statements that has one."""
    mentions: dict[int, str] = {}
    statements: dict[int, tuple[str, str]] = {}
    for r in readings:
        contacts = [contact_of[m] for m in r.mention_ids]
        for contact, rows in zip(contacts, r.mention_rows, strict=True):
            mentions.update(dict.fromkeys(rows, contact))
        for at, rows in zip(said_at[r.article.sha256], r.statement_rows, strict=True):
            if at.contact is not None:
                statements.update(dict.fromkeys(rows, (contacts[at.contact], at.reason)))
    return mentions, statements


def _keep_old_ids(connection: Connection, contact_of: Mapping[str, str]) -> None:
    """An id that goes out of use points to the contact that has most of its mentions."""
    now = set(contact_of.values())
    query = select(t.contact_mentions.c.contact, t.mentions.c.mention_id).join(
        t.mentions, t.contact_mentions.c.mention == t.mentions.c.id
    )
    heirs: dict[str, list[str]] = {}
    for old, mention in connection.execute(query):
        if old not in now and mention in contact_of:
            heirs.setdefault(old, []).append(contact_of[mention])
    connection.execute(delete(t.contact_aliases).where(t.contact_aliases.c.old.in_(now)))
    for old, found in sorted(heirs.items()):
        heir = max(sorted(set(found)), key=found.count)
        moved = update(t.contact_aliases).where(t.contact_aliases.c.contact == old)
        connection.execute(moved.values(contact=heir))
        alias = sqlite_insert(t.contact_aliases).values(old=old, contact=heir)
        connection.execute(alias.on_conflict_do_update(index_elements=["old"], set_={"contact": heir}))


def _store_contacts(connection: Connection, contacts: Sequence[ContactOut]) -> None:
    new = {c.id: (c, c.model_dump_json()) for c in contacts}
    old = {row.id: row.json for row in connection.execute(select(t.contacts.c.id, t.contacts.c.json))}
    _delete_each(connection, t.contacts, "id", old.keys() - new.keys())
    rows = [_contact_row(c, form) for name, (c, form) in sorted(new.items()) if old.get(name) != form]
    for row in rows:
        upsert = sqlite_insert(t.contacts).values(**row)
        connection.execute(upsert.on_conflict_do_update(index_elements=["id"], set_=row))


def _contact_row(c: ContactOut, form: str) -> dict[str, Any]:
    return {
        "id": c.id,
        "kind": c.kind.value,
        "status": c.status.value,
        "date_from": c.date_from.isoformat() if c.date_from else None,
        "date_to": c.date_to.isoformat() if c.date_to else None,
        "json": form,
    }


def _store_participants(connection: Connection, accounts: Sequence[Account]) -> None:
    actors: dict[str, Actor] = {actor_key(p): p for a in accounts for p in a.participants}
    known = set(connection.execute(select(t.actors.c.key)).scalars())
    rows = [{"key": k, "name": p.name, "qid": p.id, "side": p.side} for k, p in sorted(actors.items())]
    _insert_each(connection, t.actors, [r for r in rows if r["key"] not in known])
    new = {(a.id, actor_key(p)) for a in accounts for p in a.participants}
    held = t.contact_participants
    old = {(contact, actor) for contact, actor in connection.execute(select(held.c.contact, held.c.actor))}
    for contact, actor in sorted(old - new):
        connection.execute(delete(held).where(held.c.contact == contact, held.c.actor == actor))
    _insert_each(connection, held, [{"contact": c, "actor": a} for c, a in sorted(new - old)])


def _store_mentions(connection: Connection, new: Mapping[int, str]) -> None:
    held = t.contact_mentions
    old = {row.mention: row.contact for row in connection.execute(select(held))}
    gone = {row for row, contact in old.items() if new.get(row) != contact}
    _delete_each(connection, held, "mention", gone)
    rows = [{"mention": r, "contact": c} for r, c in sorted(new.items()) if old.get(r) != c]
    _insert_each(connection, held, rows)


def _store_statements(connection: Connection, new: Mapping[int, tuple[str, str]]) -> None:
    held = t.contact_statements
    query = select(held.c.statement, held.c.contact, held.c.reason)
    old = {row: (contact, reason) for row, contact, reason in connection.execute(query)}
    gone = {row for row, link in old.items() if new.get(row) != link}
    _delete_each(connection, held, "statement", gone)
    rows = [
        {"statement": row, "contact": contact, "reason": reason}
        for row, (contact, reason) in sorted(new.items())
        if old.get(row) != (contact, reason)
    ]
    _insert_each(connection, held, rows)


def _store_judgements(connection: Connection, judgements: Iterable[Judgement], when: str) -> None:
    new = {
        (j.left, j.right, j.verdict.value, json.dumps(j.reasons, ensure_ascii=False), j.decided_by)
        for j in judgements
    }
    j = t.judgements.c
    query = select(j.id, j.left, j.right, j.verdict, j.reasons, j.decided_by)
    old = {tuple(row[1:]): row.id for row in connection.execute(query)}
    _delete_each(connection, t.judgements, "id", {i for key, i in old.items() if key not in new})
    columns = ("left", "right", "verdict", "reasons", "decided_by")
    rows = [dict(zip(columns, key, strict=True), decided_at=when) for key in sorted(new - old.keys())]
    _insert_each(connection, t.judgements, rows)


def _delete_each(connection: Connection, table: Table, column: str, keys: Iterable[object]) -> None:
    for key in sorted(keys, key=str):
        connection.execute(delete(table).where(table.c[column] == key))


def _insert_each(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
