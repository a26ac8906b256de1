import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { AUDIT_KEY, type AuditWorld, auditWorldOn } from '../../../tests/peers/audit-world.ts'
import { openHouseStore } from '../../../tests/peers/house-store.ts'
import type { Store } from '../../ground/store/store.ts'
import type { WitnessConfig } from '../audit-config.ts'
import { verifyTrail } from '../verify/verify.ts'
import { outsideCopies } from './outside-copies.ts'
import { numbersToRead } from './s3-lines.ts'

let folder = ''
let store: Store
let world: AuditWorld
let lines: string[] = []
let server: Server
/** What the bucket has, by the number of the checkpoint, and what it answers to a key that may not read. */
let objects = new Map<number, string>()
let status = 200
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yinzheng-outside-'))
  await writeFile(join(folder, 'secret.txt'), 'secret\n')
  store = await openHouseStore({ kind: 'memory' })
  world = auditWorldOn(store)
  for (let nth = 0; nth < 4; nth++) {
    await world.write(5)
    await world.seal()
    world.pass(6 * 60_000)
    await world.seal()
  }
  lines = await world.witness()
  await writeFile(join(folder, 'copy.jsonl'), lines.join(''))
  await sql`insert into audit_witness (witness, delivered_number) values ('vault', 4), ('archive', 4)`.execute(store.db)
  server = createServer((request, response) => {
    const number = Number(/(\d{10})\.json$/.exec(request.url ?? '')?.[1])
    const object = objects.get(number)
    response.writeHead(status === 200 && object === undefined ? 404 : status).end(object)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await new Promise(resolve => server.close(resolve))
  await store.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  objects = new Map(lines.map((line, at) => [at + 1, line]))
  status = 200
})

const vault = (): WitnessConfig => ({
  ...{ kind: 's3', name: 'vault', endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
  ...{ region: 'us-east-1', bucket: 'audit', prefix: '', accessKeyId: 'x', lockDays: 200 },
  secretFile: join(folder, 'secret.txt'),
})
const archive = (): WitnessConfig => ({ kind: 'file', name: 'archive', path: join(folder, 'copy.jsonl') })
const verify = async (...witnesses: WitnessConfig[]) => {
  const outside = await outsideCopies({ db: store.db }, { witnesses })
  return verifyTrail(store.db, AUDIT_KEY.publicKey, { now: () => 0, outside })
}

it('are all compared: files, and buckets whose key may read; a mailbox only people can read', async () => {
  const mail: WitnessConfig = { kind: 'mail', name: 'office', to: 'audit@example.edu.cn', everyHours: 24 }
  const { outcome, witnesses, unread } = await verify(archive(), vault(), mail)
  expect([outcome, unread]).toEqual(['whole', []])
  expect(witnesses).toEqual([
    { name: 'archive', checkpoints: 4, through: 20 },
    { name: 'vault', checkpoints: 4, through: 20 },
  ])
})

it('find by the bucket alone what the file does not tell: an older database put back, and another checkpoint', async () => {
  const older = await openHouseStore({ kind: 'memory' })
  const other = auditWorldOn(older)
  await other.write(3)
  await other.seal()
  other.pass(6 * 60_000)
  await other.seal()
  objects.set(5, (await other.witness())[0]!)
  const forged = await verify(archive(), vault())
  expect(forged.findings[0]?.kind).toBe('witness-forked')
  objects.delete(5)
  await sql`update audit_witness set delivered_number = 3 where witness = 'vault'`.execute(older.db)
  await sql`insert into audit_witness (witness, delivered_number) values ('vault', 1)`.execute(older.db)
  const outside = await outsideCopies({ db: older.db }, { witnesses: [vault()] })
  const put = await verifyTrail(older.db, AUDIT_KEY.publicKey, { now: () => 0, outside })
  // The bucket has four checkpoints, and this house knows of one that it gave: what is behind is read too.
  expect(put.findings.map(({ kind }) => kind)).toContain('witness-ahead')
  await older.close()
})

it('are named where they cannot be read, and nothing is said to be compared', async () => {
  status = 403
  const { outcome, witnesses, unread } = await verify(vault())
  expect([outcome, witnesses, unread]).toEqual(['whole', [], ['vault']])
  status = 200
  objects.delete(4)
  expect((await verify(vault())).unread).toEqual(['vault'])
})

it('are read from a bucket of any size by a bounded number of objects, the newest among them', () => {
  expect(numbersToRead(3)).toEqual([1, 2, 3])
  const many = numbersToRead(1_000_000)
  expect(many.length).toBeLessThanOrEqual(1_000)
  expect(many.slice(-2)).toEqual([999_999, 1_000_000])
  expect(many.every((number, at) => at === 0 || number > (many[at - 1] ?? 0))).toBe(true)
})
