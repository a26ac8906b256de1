import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { err, ok, unwrap } from '../../../src/result.ts'
import { type AuditWorld, auditWorldOn } from '../../../tests/peers/audit-world.ts'
import { openHouseStore } from '../../../tests/peers/house-store.ts'
import { findMoto, type S3Peer, startMoto } from '../../../tests/peers/moto.ts'
import type { House } from '../../ground/ground.ts'
import type { Store } from '../../ground/store/store.ts'
import type { MessageState } from '../../mail/mail.ts'
import { deliverDue } from './deliver.ts'
import { createFileWitness } from './file-witness.ts'
import { createMailWitness } from './mail-witness.ts'
import { linesOfFile } from './open-witnesses.ts'
import { createS3Witness } from './s3-witness.ts'
import type { Witness } from './witness.ts'

const moto = await findMoto()
const MINUTES_6 = 6 * 60_000

let folder = ''
let store: Store
let world: AuditWorld
let path = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yinzheng-witness-'))
  path = join(folder, 'audit.jsonl')
  store = await openHouseStore({ kind: 'memory' })
  world = auditWorldOn(store)
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

/** One more checkpoint. */
const more = async (entries = 3) => {
  await world.write(entries)
  await world.seal()
  world.pass(MINUTES_6)
  await world.seal()
}
const deliver = (...witnesses: Witness[]) => deliverDue(world, witnesses)
const state = async (name: string) => {
  const { rows } = await sql<{ number: string; tries: number; error: string | null; since: Date | null }>`
    select delivered_number::text as number, tries, last_error as error, failing_since as since
    from audit_witness where witness = ${name}`.execute(store.db)
  return rows[0]
}
const events = async () =>
  (await store.db.selectFrom('audit').select('event').where('event', 'like', 'audit-%').orderBy('seq').execute()).map(
    ({ event }) => event,
  )
const lines = async () => (await readFile(path, 'utf8')).trimEnd().split('\n')

describe('a file as witness', () => {
  it('has each checkpoint once, with the links that it adds, and the chain is compared with it', async () => {
    const witness = createFileWitness({ name: 'archive', path })
    await more()
    await more(1_200)
    await deliver(witness)
    await deliver(witness)
    expect(await lines()).toHaveLength(3)
    const copy = []
    for await (const line of linesOfFile(path)) copy.push(line)
    expect(await world.verify(copy)).toMatchObject({ outcome: 'whole', witness: { checkpoints: 3, through: 1_203 } })
    // A whole chain made anew by the owner of the database, key and all, is another one than outside.
    await world.asOwner([
      `update audit set subject = 'order-forged' where seq = (select seq from audit_link where position = 700)`,
      'insert into audit_waiting select seq from audit',
      ...['audit_link', 'audit_block', 'audit_checkpoint'].map(table => `delete from ${table}`),
    ])
    await world.seal()
    expect((await world.verify()).outcome).toBe('whole')
    expect((await world.verify(copy)).findings[0]).toMatchObject({ kind: 'witness-differs', position: 1 })
  })

  it('names the first entry that is another one outside, when the rest was made anew behind it', async () => {
    const witness = createFileWitness({ name: 'archive', path })
    await more(1_010)
    await deliver(witness)
    const relink = auditWorldOn(store)
    await relink.asOwner([
      'create table kept as select * from audit_link',
      `update audit set subject = 'order-forged' where seq = (select seq from audit_link where position = 700)`,
      'insert into audit_waiting select seq from audit_link where position >= 700',
      'delete from audit_link where position >= 700',
      'delete from audit_checkpoint',
      'delete from audit_block',
    ])
    await relink.seal()
    expect((await relink.verify()).outcome).toBe('whole')
    expect((await relink.verify(await lines())).findings[0]).toMatchObject({ kind: 'witness-differs', position: 700 })
  })

  it('is tried again with growing pauses while it is away, and has everything then', async () => {
    const gone = createFileWitness({ name: 'archive', path: join(folder, 'mount', 'audit.jsonl') })
    await more()
    await deliver(gone)
    await deliver(gone)
    expect(await state('archive')).toMatchObject({ number: '0', tries: 1, error: 'cannot be opened (ENOENT)' })
    for (let tries = 2; tries < 6; tries++) {
      world.pass(5_000 * 2 ** (tries - 2) - 1)
      await deliver(gone)
      expect(await state('archive')).toMatchObject({ tries: tries - 1 })
      world.pass(1)
      await deliver(gone)
      expect(await state('archive')).toMatchObject({ tries })
    }
    await more()
    world.pass(3_600_000)
    await deliver(createFileWitness({ name: 'archive', path }))
    expect(await state('archive')).toEqual({ number: '2', tries: 0, error: null, since: null })
    expect(await lines()).toHaveLength(2)
    expect(await events()).toEqual(['audit-witness-away', 'audit-witness-back'])
  })

  it('is not begun anew where it was: a folder that is no longer mounted has no file either', async () => {
    const witness = createFileWitness({ name: 'archive', path })
    await more()
    await deliver(witness)
    await rm(path)
    await more()
    await deliver(witness)
    expect(await state('archive')).toMatchObject({ number: '1', error: 'the file is gone' })
    await writeFile(path, '')
    world.pass(3_600_000)
    await deliver(witness)
    expect(await state('archive')).toMatchObject({ number: '1', error: 'what the file had is gone' })
  })

  it('takes what was written before a power cut as it is, and a line that was cut as none', async () => {
    const witness = createFileWitness({ name: 'archive', path })
    await more()
    await deliver(witness)
    await more()
    await sql`update audit_witness set delivered_number = 0`.execute(store.db)
    await deliver(witness)
    expect(await lines()).toHaveLength(2)
    await appendFile(path, '{"statement":"{')
    await more()
    await deliver(witness)
    const copy = await lines()
    expect(copy).toHaveLength(4)
    const report = await world.verify(copy)
    expect(report.findings).toMatchObject([{ kind: 'witness-unreadable', number: 3 }])
    expect(report.witness).toEqual({ name: 'copy', checkpoints: 3, through: 9 })
    await truncate(path, 100)
    await more()
    await deliver(witness)
    expect(await state('archive')).toMatchObject({ number: '3', error: 'what the file had is gone' })
  })

  it('contradicts a database that was put back to an older one and went on', async () => {
    const witness = createFileWitness({ name: 'archive', path })
    await more()
    await more()
    await deliver(witness)
    await world.asOwner([
      'delete from audit_link where position > 3',
      'delete from audit where seq > 3',
      'delete from audit_checkpoint where number > 1',
      'update audit_witness set delivered_number = 1',
    ])
    expect((await world.verify(await lines())).findings).toMatchObject([{ kind: 'witness-ahead', position: 4 }])
    await more()
    await deliver(witness)
    expect(await state('archive')).toMatchObject({ number: '1', error: 'the file has another checkpoint 2' })
    expect(await events()).toEqual(['audit-witness-contradicts'])
    expect((await world.verify(await lines())).findings[0]).toMatchObject({ kind: 'witness-differs', position: 4 })
  })

  it('that another key signs, or that is none, vouches for nothing', async () => {
    await more()
    const [line = ''] = await world.witness()
    const other = await world.verify([line], 'MCowBQYDK2VwAyEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=')
    expect(other.findings.map(({ kind }) => kind)).toContain('witness-other-key')
    for (const bad of ['{}', 'null', '[', line.replace('"size\\":3', '"size\\":4'), 'x'.repeat(3_000_000)])
      expect((await world.verify([bad])).findings).toMatchObject([{ kind: 'witness-unreadable', number: 1 }])
    // A copy in which there is nothing proves nothing, and is not said to.
    expect((await world.verify([])).witness).toEqual({ name: 'copy', checkpoints: 0, through: 0 })
  })
})

describe.skipIf(moto === null)('a bucket with object lock as witness (moto)', () => {
  let s3: S3Peer
  beforeAll(async () => {
    s3 = await startMoto(moto ?? '')
  })
  afterAll(() => s3?.stop())
  const client = new AwsClient({
    accessKeyId: 'yinzheng',
    secretAccessKey: 'secret',
    region: 'us-east-1',
    service: 's3',
  })
  const open = async (bucket: string, locked: boolean) => {
    const secretFile = join(folder, 'secret.txt')
    await writeFile(secretFile, 'secret\n')
    const headers: Record<string, string> = locked ? { 'x-amz-bucket-object-lock-enabled': 'true' } : {}
    const made = await client.fetch(`${s3.endpoint}/${bucket}`, { method: 'PUT', headers })
    expect(made.status).toBe(200)
    return createS3Witness({
      ...{ kind: 's3', name: 'vault', endpoint: s3.endpoint, region: 'us-east-1', bucket, prefix: 'house/' },
      ...{ accessKeyId: 'yinzheng', secretFile, lockDays: 400 },
    })
  }
  it('has each checkpoint as an object that nobody deletes, and takes no other in its place', async () => {
    const witness = await open('locked', true)
    await more()
    await more()
    await deliver(witness)
    expect(await state('vault')).toMatchObject({ number: '2', tries: 0, error: null })
    const key = `${s3.endpoint}/locked/house/0000000002.json`
    const there = await client.fetch(key)
    const version = there.headers.get('x-amz-version-id') ?? ''
    const text = await there.text()
    expect(text.trim()).toBe((await world.witness())[1]?.trim())
    expect((await client.fetch(`${key}?versionId=${version}`, { method: 'DELETE' })).status).toBe(403)
    // What is there already is the same, and is taken for given.
    await sql`update audit_witness set delivered_number = 0, next_try_at = null`.execute(store.db)
    await deliver(witness)
    expect(await state('vault')).toMatchObject({ number: '2', tries: 0 })
    await world.asOwner([
      'delete from audit_checkpoint where number = 2',
      'update audit_witness set delivered_number = 1',
    ])
    await more()
    await deliver(witness)
    expect((await state('vault'))?.error).toMatch(/has another checkpoint 2|answered/)
  })

  it('is told as away where the bucket locks nothing, is not there, or nobody answers', async () => {
    const witness = await open('open', false)
    await more()
    await deliver(witness)
    expect((await state('vault'))?.error).toMatch(/locked|answered/)
    const secretFile = join(folder, 'secret.txt')
    const config = { kind: 's3', region: 'us-east-1', prefix: '', accessKeyId: 'x', secretFile, lockDays: 200 } as const
    await deliver(createS3Witness({ ...config, name: 'none', endpoint: s3.endpoint, bucket: 'nowhere' }))
    expect((await state('none'))?.error).toBe('answered 404')
    await deliver(createS3Witness({ ...config, name: 'off', endpoint: 'http://127.0.0.1:1', bucket: 'any' }))
    expect((await state('off'))?.error).toContain('fetch failed')
    await rm(secretFile)
    await deliver(createS3Witness({ ...config, name: 'bare', endpoint: s3.endpoint, bucket: 'nowhere' }))
    expect((await state('bare'))?.error).toContain('ENOENT')
  })
})

describe('an office with a mailbox as witness', () => {
  it('has the newest checkpoint once a day, when its letter has left, and again when one came back', async () => {
    const letters: { subject: string; text: string }[] = []
    let now: MessageState = { state: 'waiting' }
    let takes = true
    const mail = {
      post: async (_: unknown, letter: { subject: string; text: string }) => {
        letters.push(letter)
        return takes ? ok(`message-${letters.length}`) : err('no-mail' as const)
      },
      stateOf: async () => now,
    }
    const house = { name: { zh: '示范大学', en: 'Model University' } } as House
    const config = { kind: 'mail', name: 'office', to: 'audit@example.edu.cn', everyHours: 24 } as const
    const witness = createMailWitness(config, { db: store.db, mail, house, now: world.now })
    await more()
    await deliver(witness)
    expect(await state('office')).toMatchObject({ number: '0', tries: 0, error: null })
    world.pass(10_000)
    await deliver(witness)
    expect(letters).toHaveLength(1)
    now = { state: 'bounced', at: world.now(), reason: 'refused', reply: null }
    world.pass(10_000)
    await deliver(witness)
    expect(await state('office')).toMatchObject({ number: '0', tries: 1, error: expect.stringContaining('came back') })
    now = { state: 'sent', at: world.now(), reply: null }
    world.pass(5_000)
    await deliver(witness)
    world.pass(10_000)
    await deliver(witness)
    // The event of the failure has made no further checkpoint yet.
    expect(letters).toHaveLength(2)
    expect(await state('office')).toMatchObject({ number: '1', tries: 0 })
    await more()
    await more()
    await deliver(witness)
    expect(letters).toHaveLength(2)
    world.pass(86_400_000)
    await deliver(witness)
    expect(letters).toHaveLength(3)
    const line = letters[2]?.text.split('\n').find(one => one.startsWith('{')) ?? ''
    expect(await world.verify([line])).toMatchObject({ outcome: 'whole', witness: { checkpoints: 1 } })
    takes = false
    world.pass(86_400_000)
    await more()
    await deliver(witness)
    world.pass(3_600_000)
    await deliver(witness)
    expect(unwrap(ok((await state('office'))?.error))).toContain('no letter can be sent')
  })
})
