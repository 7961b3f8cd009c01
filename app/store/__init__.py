"""Where it lives: one encrypted file, its key slots, records, drafts, search, event log and backups.

The way in, for everything above the store:

    from app.store.store import Store, Viewer, Changes, Transaction, Meta
    store, code = Store.create(path, name="Steinvid", passphrase="…", clock=clock)     # code: RecoveryCode
    store = Store.open(path, "…", clock)                 # AppErrors: see app.store.errors
    store = Store.open(path, "…", clock, accept_older=True)      # after the user answered OlderCopy
    store = Store.recover(path, code, new_passphrase="…", clock=clock)
    store.me -> Viewer                                   # the counsellor whose slot opened the store
    store.close(*, backup_changes=False)                 # True: first a verified backup if anything was written
    store.path, store.clock, store.counsellor_name(viewer.counsellor)

    with store.transaction("session.saved", actor=viewer, text=_("Saved …")) as t:   # all or nothing, one event
        t.put(record, case=person_id)                    # new or changed; owned children are saved with it;
                                                         # a person is its own case; owner stays who first wrote it
                                                         # (new: the actor); owner="" shares the row in the service
        t.void(kind, id, reason="wrong person")          # kept, out of every list and count; owned children too
        t.move(kind, id, case=other_person_id)           # same record, other person
        t.delete_draft(draft_id)
        t.set("school.name", "…")                        # a setting (any JSON value)
        t.text = "…"                                     # what the undo bar says
        t.about(person_id)                               # in whose log it stands, besides those whose rows it writes
        t.what["to"] = "…"                               # what the log says besides (any JSON value)
    t.changes() -> Changes(event, verb, records, people, text)
    store.saw("person.opened", actor=viewer, people=[…])     # a reading: an event that changes nothing, once an hour
    store.undo(*, actor) -> Changes         # newest of this run not yet undone; raises NothingToUndo, ChangedSince
    store.can_undo() -> str | None          # the text of what Ctrl+Z would take back, None for nothing

    store.get(Session, id, viewer=viewer) -> Session     # raises RecordGone
    store.find(Step, viewer=viewer, where={"state": "open"}, case=person_id, order="-due", limit=50) -> list[Step]
    store.count(Step, viewer=viewer, where={…}) -> int
    store.meta(Session, id, viewer=viewer) -> Meta(owner, case, created_at, changed_at, voided_at, void_reason)
    store.ids(...), store.page(Person, ids, viewer=viewer)       # long lists: ids once, pages by id
    store.setting("school.name", default) -> JSON value

    store.put_draft(draft, viewer=viewer, title="", person="")   # Draft of app.entry.draft; durable, not an event
    store.draft(id, viewer=viewer) -> Draft ; store.drafts(viewer=viewer) -> list[DraftLine]
    store.drop_draft(id, viewer=viewer)

    store.search(text, *, viewer, person="", kinds=(), limit=30) -> list[Hit]        # see app.store.search
    store.backup(target=None) -> Path ; store.check() -> list[Finding]     # None: the folders for backups, thinned
    app.store.backup.listed(folder) ; app.store.bringing_back.restore(source, path, by_passphrase("…"), clock)
    app.store.erasing.erase_people(store, [id], actor=viewer, why="objection") ; erase_records ; erasing_fields.erase_field
                                                         # for good: rows, search, drafts, payloads, freed pages; no undo
    store.change_passphrase(old=…, new=…) ; store.new_recovery_code()
    store.counsellors() -> list[Counsellor(id, name, roles, since, left_at; here, is_head)]
    store.add_counsellor(name=…, passphrase=…, roles=…) ; store.set_roles(id, roles)
    store.remove_counsellor(id)                          # gives the store a new key; see app.store.counsellors, slots
    with store.while_wanted(lambda: not cancelled): …    # reads only: stops a read by raising ReadCancelled

Questions of the screens (SQL reads) are functions in app.store.questions.<screen>: (store, *, viewer, today, …).
A store belongs to the thread that opened it.

Beside the store file lie: .keys (slots), .head (mark of the last save), .lock, .guesses (delay after wrong
passphrases), .last (which slots opened it last on this PC), .reserve (room for a full disk), and the folder backups.
Only .keys and .head are needed to move a store.
"""
