import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { openAndPay } from '../../tests/peers/debt-world.ts'
import { createOrderWorld } from '../../tests/peers/order-world.ts'
import { POSTGRES_PROGRAMS, startPostgres } from '../../tests/peers/postgres.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { createErasureJournal, type JournalEntry, journalKey } from '../erasure/erasure.ts'
import { houseSecret } from '../ground/house-secret.ts'
import { RESTORE_MARK } from '../ground/restore-mark.ts'
import { serverKeyOf } from '../ground/server-key.ts'
import { createContentStore, sha256Hex } from '../ground/store/content-store.ts'
import { openStore, type Store } from '../ground/store/store.ts'
import { MIGRATIONS, ROOMS } from '../rooms.ts'
import { makeBackup } from './make-backup.ts'
import { restore } from './restore.ts'
import { leftOut } from './tables-of-house.ts'
import { verifyBackup } from './verify-backup.ts'

const HOUSE = {
  ...{ name: { zh: '示范大学', en: 'Model University' }, payeeName: '示范大学', helpPhone: '010-0000 0000' },
  ...{ timeZone: 'Asia/Shanghai', publicBaseUrl: 'https://print.example.edu.cn' },
}
const DAY_MS = 24 * 3_600_000
const TABLES = [...ROOMS.flatMap(({ tables }) => [...tables] as string[]), 'schema_version']
const FILE = new TextEncoder().encode('an invented file')

/** Every row of every table that a backup has, as text. */
async function dump({ db }: Pick<Store, 'db'>): Promise<Record<string, string>> {
  const all: Record<string, string> = {}
  for (const table of TABLES.filter(one => !leftOut(one))) {
    const { rows } = await sql.raw<{ r: string }>(`select t::text as r from ${table} t order by 1`).execute(db)
    if (rows.length > 0) all[table] = rows.map(({ r }) => r).join('\n')
  }
  return all
}

describeOnStores('a backup', store => {
  const clock = fakeClock()
  let root = ''
  let home = ''
  let secret: Uint8Array
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'yinzheng-backup-'))
    home = join(root, 'home')
    const { db } = store()
    secret = await houseSecret(db, 'server-key', new Date(clock.now()))
    await openAndPay(await createOrderWorld(store()), 7)
    await createContentStore(join(home, 'files')).put(FILE)
    await db
      .insertInto('rate_count')
      .values({ name: 'x', who: 'y', count: 1, ends_at: new Date(clock.now() + DAY_MS) })
      .execute()
    // What is hard to write down: bytes, JSON that is null, quotes, line ends, a number beyond what a double holds.
    const odd = { a: null, text: 'a\n"\\ 印', big: '9007199254740993' }
    await db
      .insertInto('audit')
      .values({
        at: new Date(clock.now()),
        event: 'odd',
        subject: 'a\tb',
        terminal_id: null,
        detail: JSON.stringify(odd),
      })
      .execute()
    await sql`insert into audit (at, event, subject, terminal_id, detail) values (now(), 'odder', '', null, 'null'::jsonb)`.execute(
      db,
    )
    await sql`insert into audit_block (number, hash) values (7, ${randomBytes(32)})`.execute(db)
  })
  afterAll(() => rm(root, { recursive: true, force: true }))

  const make = (folder: string, ids: readonly string[] = [], signal = new AbortController().signal) =>
    makeBackup(
      {
        ...{
          db: store().db,
          clock,
          house: HOUSE,
          serverKey: serverKeyOf(secret),
          storeFolder: home,
          tables: TABLES.slice(0, -1),
        },
        ...{ steps: MIGRATIONS, journalIds: async () => ids },
      },
      folder,
      { signal, progress: () => undefined },
    )
  const made = async (name: string, ids: readonly string[] = []) => {
    const folder = join(root, name)
    expect(await make(folder, ids)).toMatchObject({ ok: true })
    return folder
  }
  const into = (name: string, more: object = {}) => ({
    ...{ clock, steps: MIGRATIONS, alsoJournalTo: [join(root, `${name}.journal`)], fingerprint: null },
    ...{ withoutJournal: true, progress: () => undefined, store: { folder: join(root, name), databaseUrl: null } },
    ...more,
  })
  const opened = async <T>(name: string, work: (there: Store) => Promise<T>): Promise<T> => {
    const there = await openStore({ kind: 'folder', folder: join(root, name, 'database') }, MIGRATIONS)
    try {
      return await work(there)
    } finally {
      await there.close()
    }
  }
  const journalOf = (name: string) =>
    createErasureJournal({ files: [join(root, `${name}.journal`)], key: journalKey(secret), clock })
  const entry = (erasureId: string, personId = 'student/1'): JournalEntry => ({
    ...{ erasureId, begunAt: new Date(clock.now()).toISOString(), personIds: [personId], accountIds: ['a'] },
  })

  it('brings every row and file back as it was, and goes on behind the numbers that were given out', async () => {
    const before = await dump(store())
    expect(Object.keys(before).length).toBeGreaterThan(8)
    const folder = await made('whole')
    expect(await verifyBackup(folder)).toMatchObject({ wrong: [], fingerprint: serverKeyOf(secret).fingerprint })
    const restored = await restore(folder, into('again'))
    expect(restored).toMatchObject({ ok: true, value: { erasedAgain: 0 } })
    await opened('again', async there => {
      const { audit, audit_waiting, ...rest } = await dump(there)
      const { audit: was = '', audit_waiting: waited = '', ...others } = before
      expect(rest).toEqual(others)
      // Beside what was there: that it was brought back, and that this waits for the chain.
      expect(was.split('\n').filter(row => !audit?.includes(row))).toEqual([])
      expect(audit?.split('\n').length).toBe(was.split('\n').length + 1)
      expect(audit_waiting?.split('\n').length).toBe(waited.split('\n').length + 1)
      expect(await there.db.selectFrom('rate_count').selectAll().execute()).toEqual([])
      // What keeps the tables in order is there again.
      await expect(sql`update audit set event = 'x'`.execute(there.db)).rejects.toThrow('append-only')
      await expect(sql`insert into refund (order_id) values ('none')`.execute(there.db)).rejects.toThrow()
      const references = sql<{ n: number }>`select count(*)::integer as n from pg_constraint where contype = 'f'`
      expect((await references.execute(there.db)).rows).toEqual((await references.execute(store().db)).rows)
    })
    expect(await createContentStore(join(root, 'again', 'files')).get(sha256Hex(FILE))).toMatchObject({ ok: true })
    expect(await readdir(join(root, 'again'))).not.toContain(RESTORE_MARK)
  })

  it.skipIf(POSTGRES_PROGRAMS === null)(
    'is brought back into a PostgreSQL, and into none that has tables',
    async () => {
      const postgres = await startPostgres()
      try {
        const folder = await made('to-postgres')
        const place = { store: { folder: join(root, 'pg-home'), databaseUrl: postgres.databaseUrl } }
        expect(await restore(folder, into('pg', place))).toMatchObject({ ok: true })
        const there = await openStore({ kind: 'postgres', databaseUrl: postgres.databaseUrl }, MIGRATIONS)
        const { audit: _, audit_waiting: __, ...rest } = await dump(there)
        const { audit: ___, audit_waiting: ____, ...others } = await dump(store())
        await there.close()
        expect(rest).toEqual(others)
        const other = { store: { folder: join(root, 'pg-other'), databaseUrl: postgres.databaseUrl } }
        expect(await restore(folder, into('pg', other))).toMatchObject({ error: { why: 'not-empty' } })
      } finally {
        await postgres.stop()
      }
    },
  )

  it('goes nowhere where something lies, and is written nowhere where something lies', async () => {
    const folder = await made('guarded')
    expect(await make(folder)).toEqual({ ok: false, error: 'not-empty' })
    await restore(folder, into('taken'))
    expect(await restore(folder, into('taken'))).toMatchObject({ error: { why: 'not-empty' } })
  })

  it('is none where it was stopped, and leaves nothing behind', async () => {
    const folder = join(root, 'stopped')
    expect(await make(folder, [], AbortSignal.abort())).toEqual({ ok: false, error: 'stopped' })
    expect(await readdir(folder)).toEqual([])
    expect((await verifyBackup(folder)).wrong).toHaveLength(1)
  })

  it('shows each byte that was changed, each file that is missing or too much, and a forged manifest', async () => {
    const folder = await made('bent')
    const { manifest } = await verifyBackup(folder)
    const name = manifest!.tables.find(({ rows }) => rows > 0)!.name
    const stored = `files/${sha256Hex(FILE).slice(0, 2)}/${sha256Hex(FILE)}`
    const paths = [`tables/${name}.ndjson.gz`, 'files.ndjson.gz', stored, 'manifest.json', 'manifest.sig.json']
    for (const path of paths) {
      const whole = await readFile(join(folder, path))
      await chmod(join(folder, path), 0o600)
      for (const at of [0, whole.length >> 1, whole.length - 2]) {
        const bent = Buffer.from(whole)
        bent[at] = (bent[at] ?? 0) ^ 1
        await writeFile(join(folder, path), bent)
        expect((await verifyBackup(folder)).wrong, `${path} at ${at}`).not.toEqual([])
        expect(await restore(folder, into('never')), path).toMatchObject({ error: { why: 'not-whole' } })
      }
      await rm(join(folder, path))
      expect((await verifyBackup(folder)).wrong, path).not.toEqual([])
      await writeFile(join(folder, path), whole)
    }
    expect((await verifyBackup(folder)).wrong).toEqual([])
    await writeFile(join(folder, 'tables', 'more'), '')
    expect((await verifyBackup(folder)).wrong).toEqual(['tables/more does not belong to it'])
    await rm(join(folder, 'tables', 'more'))
    // Signed anew by somebody else, it is whole, and not this server's.
    const text = await readFile(join(folder, 'manifest.json'), 'utf8')
    const theirs = serverKeyOf(randomBytes(32))
    const signature = {
      publicKey: theirs.publicKey,
      fingerprint: serverKeyOf(secret).fingerprint,
      signature: theirs.sign(text),
    }
    await writeFile(join(folder, 'manifest.sig.json'), JSON.stringify(signature))
    const own = { fingerprint: serverKeyOf(secret).fingerprint }
    expect(await restore(folder, into('never', own))).toMatchObject({ error: { why: 'not-whole' } })
    const named = { ...signature, fingerprint: theirs.fingerprint }
    await writeFile(join(folder, 'manifest.sig.json'), JSON.stringify(named))
    expect(await restore(folder, into('never', own))).toMatchObject({ error: { why: 'of-another' } })
    expect(await readdir(root)).not.toContain('never')
  })

  it('keeps no file that is not what was issued, and says which', async () => {
    const path = join(home, 'files', sha256Hex(FILE).slice(0, 2), sha256Hex(FILE))
    await chmod(path, 0o600)
    await writeFile(path, 'an inventeD file')
    const folder = await made('with-damage')
    const { manifest, wrong } = await verifyBackup(folder)
    expect([manifest?.damaged, manifest?.files.count, wrong]).toEqual([[sha256Hex(FILE)], 0, []])
    await writeFile(path, FILE)
  })

  it('comes back only beside a journal that says who was erased since', async () => {
    await journalOf('j').add(entry('before'))
    await clock.advance(1)
    const folder = await made('journalled', ['before'])
    const strict = { withoutJournal: false }
    const wrong = async (name: string) => {
      const answer = await restore(folder, into(name, strict))
      return answer.ok || answer.error.why !== 'journal' ? answer : Object.values(answer.error.trouble)
    }
    expect(await wrong('none')).toEqual(['missing', 'missing'])
    await clock.advance(1)
    await journalOf('late').begin()
    expect(await wrong('late')).toEqual(['missing', 'began-later'])
    await clock.advance(1)
    const text = await readFile(join(root, 'j.journal'), 'utf8')
    await writeFile(join(root, 'cut.journal'), `${text.split('\n')[0]}\n`)
    expect(await wrong('cut')).toEqual(['missing', 'incomplete'])
    await writeFile(join(root, 'altered.journal'), text.replace('"id":"b', '"id":"c'))
    expect(await wrong('altered')).toEqual(['missing', 'damaged'])
    expect(await restore(folder, into('j', strict))).toMatchObject({ ok: true })
  })

  it('has what was erased behind it erased once more, and what it has as done stays done', async () => {
    const { db } = store()
    const at = new Date(clock.now())
    const over = { letters_to: null, asked_at: at, due_at: at, account_ids: null }
    const open = { ...over, person_ids: '["student/2"]', next_look_at: at, letters_to: 'sealed' }
    const rows = [
      { ...over, erasure_id: 'done', state: 'done' as const, person_ids: null, next_look_at: null, over_at: at },
      { ...open, erasure_id: 'asked', state: 'waiting' as const },
    ]
    await db.insertInto('erasure').values(rows).execute()
    for (const id of ['done', 'asked', 'behind']) await journalOf('r').add(entry(id))
    await journalOf('r').add({ ...entry('gone-by-age'), begunAt: new Date(clock.now() - 2000 * DAY_MS).toISOString() })
    await clock.advance(1)
    const folder = await made('with-erasures', ['done'])
    expect(await restore(folder, into('r', { withoutJournal: false }))).toMatchObject({ value: { erasedAgain: 2 } })
    await opened('r', async there => {
      const found = await there.db
        .selectFrom('erasure')
        .select(['erasure_id', 'state', 'person_ids', 'letters_to', 'restored_at'])
        .orderBy('erasure_id')
        .execute()
      expect(found.map(row => [row.erasure_id, row.state, row.person_ids, row.restored_at !== null])).toEqual([
        ['asked', 'under-way', ['student/1'], true],
        ['behind', 'under-way', ['student/1'], true],
        ['done', 'done', null, false],
      ])
      expect(found.every(({ letters_to }) => letters_to === null)).toBe(true)
    })
  })
})
