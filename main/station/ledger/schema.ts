import type { Database } from 'better-sqlite3'

/** Forward only: a step is never changed once it has been released, only added to. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE job (
     job_id TEXT PRIMARY KEY,
     state TEXT NOT NULL,
     order_number TEXT,
     document_id TEXT NOT NULL,
     sha256 TEXT NOT NULL,
     title_zh TEXT NOT NULL,
     title_en TEXT NOT NULL,
     pages INTEGER NOT NULL,
     sheets_per_copy INTEGER NOT NULL,
     copies INTEGER NOT NULL,
     free_copies INTEGER NOT NULL,
     unit_price_fen INTEGER NOT NULL,
     language TEXT NOT NULL,
     copies_delivered INTEGER NOT NULL DEFAULT 0,
     sheets_delivered INTEGER NOT NULL DEFAULT 0,
     fault_code TEXT,
     begun_at_ms INTEGER NOT NULL,
     changed_at_ms INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX job_open ON job (state) WHERE state NOT IN ('settled', 'closed');
   CREATE TABLE copy (
     job_id TEXT NOT NULL REFERENCES job (job_id),
     copy_number INTEGER NOT NULL,
     job_name TEXT NOT NULL UNIQUE,
     state TEXT NOT NULL,
     sheets_delivered INTEGER NOT NULL DEFAULT 0,
     changed_at_ms INTEGER NOT NULL,
     PRIMARY KEY (job_id, copy_number)
   ) STRICT;
   CREATE TABLE transition (
     id INTEGER PRIMARY KEY,
     job_id TEXT NOT NULL,
     at_ms INTEGER NOT NULL,
     what TEXT NOT NULL
   ) STRICT;
   CREATE TRIGGER transition_is_kept BEFORE UPDATE ON transition BEGIN SELECT RAISE(ABORT, 'transitions are never changed'); END;
   CREATE TRIGGER transition_is_not_lost BEFORE DELETE ON transition BEGIN SELECT RAISE(ABORT, 'transitions are never deleted'); END;`,
  // How an order is paid. Null for what is free, and for every job of before.
  `ALTER TABLE job ADD COLUMN provider TEXT;
   ALTER TABLE job ADD COLUMN provider_name_zh TEXT;
   ALTER TABLE job ADD COLUMN provider_name_en TEXT;
   ALTER TABLE job ADD COLUMN payee_name TEXT;`,
  // Copies that cannot be told; the number of the payment, should the server forget it; and the number under which a person looks.
  `ALTER TABLE job ADD COLUMN copies_unclear INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE job ADD COLUMN payment_reference TEXT;
   ALTER TABLE job ADD COLUMN case_number TEXT;`,
  // What the printer said before a copy left, its number for it, on what its end rests, and what is left of it at the printer.
  `ALTER TABLE copy ADD COLUMN standing TEXT;
   ALTER TABLE copy ADD COLUMN printer_job_id INTEGER;
   ALTER TABLE copy ADD COLUMN evidence TEXT NOT NULL DEFAULT '';
   ALTER TABLE copy ADD COLUMN aftermath TEXT NOT NULL DEFAULT 'none';
   ALTER TABLE copy ADD COLUMN sheets_in_the_end INTEGER;
   ALTER TABLE copy ADD COLUMN evidence_in_the_end TEXT NOT NULL DEFAULT '';
   CREATE INDEX copy_aftermath ON copy (aftermath) WHERE aftermath IN ('at-printer', 'late');
   UPDATE copy SET state = 'cannot-be-told' WHERE state = 'unknown';`,
  // Copies that are printed again for nothing: by what, and the number of the order that came out badly, once it is known.
  `ALTER TABLE job ADD COLUMN reprint_by TEXT;
   ALTER TABLE job ADD COLUMN reprint_of TEXT NOT NULL DEFAULT '';`,
  // Whether work of somebody else was seen at the printer beside a copy; of copies of before nobody knows, and none was noted.
  `ALTER TABLE copy ADD COLUMN others_seen INTEGER NOT NULL DEFAULT 0;`,
  // Which kind of document, by which its tray is known after a break too; null of jobs of before.
  `ALTER TABLE job ADD COLUMN document_kind TEXT;`,
]

/** The ledger is of a later version of the program than this one. */
export class LedgerTooNew extends Error {}

/** Brings a ledger of any earlier version up to this one; refuses one from a later version. */
export function migrate(database: Database): void {
  const version = database.pragma('user_version', { simple: true }) as number
  if (version > MIGRATIONS.length)
    throw new LedgerTooNew(`the ledger is of version ${version}, this station knows ${MIGRATIONS.length}`)
  if (version === MIGRATIONS.length) return
  // One commit for all steps that are missing: every commit waits for the disk.
  database.transaction(() => {
    for (const sql of MIGRATIONS.slice(version)) database.exec(sql)
    database.pragma(`user_version = ${MIGRATIONS.length}`)
  })()
}
