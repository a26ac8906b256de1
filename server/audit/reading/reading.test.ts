import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AUDIT_ROUTES } from '../../../src/contract/audit-api.ts'
import { startHousePostgres } from '../../../tests/peers/house-postgres.ts'
import { openHouseStore } from '../../../tests/peers/house-store.ts'
import { POSTGRES_PROGRAMS, type Postgres } from '../../../tests/peers/postgres.ts'
import { type ServerWorld, startServerWorld } from '../../../tests/peers/server-world.ts'
import type { StaffBrowser } from '../../../tests/peers/staff-browser.ts'
import { createStaffPeople } from '../../../tests/peers/staff-people.ts'
import { auditTrail } from '../../ground/audit-trail.ts'
import type { Store } from '../../ground/store/store.ts'
import { bytesOf, hexOf } from '../chain/hex.ts'
import { linkHash } from '../chain/link.ts'
import { readStatement } from '../checkpoints/checkpoint.ts'
import { isConsistent, leafHash, rootByInclusion } from '../checkpoints/merkle.ts'

const PUBLIC_URL = 'https://print.example.edu.cn'
const write = auditTrail({ 'order-opened': { zh: '仅用于测试。', en: 'Only in tests.' } })
describe.skipIf(POSTGRES_PROGRAMS === null)('staff read the trail, on PostgreSQL', () => {
  let postgres: Postgres
  let store: Store
  let world: ServerWorld
  let people: ReturnType<typeof createStaffPeople>
  let auditor: StaffBrowser

  beforeAll(async () => {
    postgres = await startHousePostgres()
    world = await startServerWorld(postgres.databaseUrl)
    store = await openHouseStore({ kind: 'postgres', databaseUrl: postgres.databaseUrl })
    people = createStaffPeople(world, PUBLIC_URL)
    for (let n = 0; n < 1_300; n++)
      await write(store.db, new Date(world.clock.now()), {
        ...{ event: 'order-opened', subject: `order-${n}`, terminalId: n % 10 ? null : 'terminal-1' },
        detail: { amountFen: n, note: n === 7 ? '=cmd' : null },
      })
    auditor = await (await people.invited('auditor', ['*'])).loggedIn()
    await world.server().doors.audit.sweep()
  })
  afterAll(async () => {
    await store?.close()
    await world?.close()
    await postgres?.stop()
  })

  const list = async (query: string) => {
    const { status, text } = await auditor.open(`/v1/staff/audit/entries?${query}`)
    expect(status, text).toBe(200)
    return AUDIT_ROUTES.auditEntries.output.parse(JSON.parse(text))
  }
  const one = async (seq: string) => {
    const { text } = await auditor.open(`/v1/staff/audit/entries/${seq}`)
    return AUDIT_ROUTES.auditEntry.output.parse(JSON.parse(text))
  }

  it('lists the trail from its end, page by page, and narrows it', async () => {
    const first = await list('event=order-opened&limit=100')
    expect(first.rows).toHaveLength(100)
    expect(first.rows[0]).toMatchObject({ subject: 'order-1299', detail: { amountFen: 1_299 } })
    let [all, next] = [first.rows.length, first.next]
    const seen = new Set(first.rows.map(({ seq }) => seq))
    while (next !== null) {
      const page = await list(`event=order-opened&limit=200&after=${next}`)
      for (const { seq } of page.rows) seen.add(seq)
      all += page.rows.length
      next = page.next
    }
    expect([all, seen.size]).toEqual([1_300, 1_300])
    expect((await list('terminalId=terminal-1&limit=200')).rows).toHaveLength(130)
    expect((await list('search=order-77')).rows).toMatchObject([{ subject: 'order-77' }])
    expect((await list('subject=order-77&event=order-closed')).rows).toEqual([])
    expect((await list('from=2999-01-01T00:00:00Z')).rows).toEqual([])
    const by = (await list('event=staff-invited')).rows[0]?.detail.by
    expect((await list(`by=${by}&event=staff-invited`)).rows.length).toBeGreaterThan(0)
    for (const bad of ['after=!!', 'limit=0', 'limit=5000', 'from=yesterday', 'event=%27', `after=${'A'.repeat(20)}`])
      expect((await auditor.open(`/v1/staff/audit/entries?${bad}`)).status, bad).toBeGreaterThanOrEqual(400)
  })

  it('shows one entry with a proof that anybody can reckon again', async () => {
    const [row] = (await list('search=order-600')).rows
    const { entry, what, link, proof } = await one(row?.seq ?? '')

    expect(what?.en).toMatch(/^Copies were ordered/)
    expect(entry.position).not.toBeNull()
    const { record, linkedAt, before, hash, fits } = link!
    const position = entry.position!
    expect(fits).toBe(true)
    expect(hexOf(linkHash(bytesOf(before!), { position, linkedAt, record }))).toBe(hash)
    const statement = readStatement(proof!)
    const root = rootByInclusion(leafHash(bytesOf(hash)), position - 1, proof!.size, proof!.path.map(bytesOf))
    expect(hexOf(root!)).toBe(statement?.root)
    expect((await auditor.open('/v1/staff/audit/entries/99999999')).status).toBe(409)
    expect((await auditor.open('/v1/staff/audit/entries/9999999999999999999')).status).toBe(409)
  })

  it('proves that the newest checkpoint begins with an older one', async () => {
    for (let n = 0; n < 900; n++)
      await write(store.db, new Date(world.clock.now()), {
        event: 'order-opened',
        subject: `later-${n}`,
        terminalId: null,
      })
    await world.server().doors.audit.sweep()
    const checkpoints = AUDIT_ROUTES.auditCheckpoints.output.parse(
      JSON.parse((await auditor.open('/v1/staff/audit/checkpoints')).text),
    )
    expect(checkpoints.rows.map(({ number }) => number)).toEqual([2, 1])
    const { text } = await auditor.open('/v1/staff/audit/checkpoints/1/consistency')
    const { older, newer, path } = AUDIT_ROUTES.auditConsistency.output.parse(JSON.parse(text))
    const [was, is] = [readStatement(older)!, readStatement(newer)!].map(({ size, root }) => ({
      size,
      root: bytesOf(root),
    }))
    expect(isConsistent(was!, is!, path.map(bytesOf))).toBe(true)
    // An entry of the first checkpoint also has its way in a tree of more than one block.
    const last = (await list('search=later-500')).rows[0]!
    const { link, proof } = await one(last.seq)
    const root = rootByInclusion(
      leafHash(bytesOf(link!.hash)),
      last.position! - 1,
      proof!.size,
      proof!.path.map(bytesOf),
    )
    expect(hexOf(root!)).toBe(readStatement(proof!)?.root)
  })

  it('exports what was narrowed, with a fresh second proof, to that account alone', async () => {
    const begun = await auditor.postJson('/v1/staff/audit/exports', { event: 'order-opened', subject: 'order-7' })
    expect(begun.status, begun.text).toBe(200)
    const { path } = JSON.parse(begun.text) as { path: string }
    const csv = await auditor.open(`/${path}`)
    expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-\d{4}-\d\d-\d\d.csv"$/)
    const rows = csv.text.trimEnd().split('\r\n')
    expect(rows).toHaveLength(2)
    expect(rows[1]).toContain('order-7')
    const whole = await auditor.postJson('/v1/staff/audit/exports', { event: 'order-opened' })
    const all = await auditor.open(`/${(JSON.parse(whole.text) as { path: string }).path}`)
    expect(all.text.trimEnd().split('\r\n')).toHaveLength(2_201)
    const admin = await (await people.theAdmin()).loggedIn()
    expect((await admin.open(`/${path}`)).status).toBeGreaterThanOrEqual(400)
    expect((await auditor.open('/staff/audit/export?ticket=none')).status).toBe(410)
    await world.clock.advance(6 * 60_000)
    expect((await auditor.open(`/${path}`)).status).toBe(410)
    expect((await auditor.postJson('/v1/staff/audit/exports', {})).text).toContain('step-up-needed')
  })

  it('verifies the whole chain on a press, says how far it is, and what came of it', async () => {
    const { text } = await auditor.postJson('/v1/staff/audit/verifications', {})
    const { verificationId } = JSON.parse(text) as { verificationId: string }
    await world.server().doors.audit.verify('test')
    const told = await auditor.open(`/v1/staff/audit/verifications/${verificationId}`)
    const verification = AUDIT_ROUTES.auditVerification.output.parse(JSON.parse(told.text))
    expect(verification.report).toMatchObject({ outcome: 'whole', findings: [] })
    const standing = AUDIT_ROUTES.auditStanding.output.parse(
      JSON.parse((await auditor.open('/v1/staff/audit/standing')).text),
    )
    expect(standing).toMatchObject({ beginsAfter: 0, witnesses: [], checkpoint: { number: expect.any(Number) } })
    expect(standing.verification?.report?.outcome).toBe('whole')
  })

  it('writes the reading down, once for who reads on, and lets nobody else read', async () => {
    const reads = (await list('event=audit-read&limit=200')).rows
    expect(reads).toHaveLength(1)
    expect((await list('event=audit-exported')).rows.map(({ detail }) => detail.used)).toContain('subject')
    const at = await (await people.invited('auditor', ['north'])).loggedIn()
    const operator = await (await people.invited('operator', ['*'])).loggedIn()
    for (const held of [at, operator])
      for (const path of ['entries', 'standing', 'checkpoints', 'events', 'entries/1'])
        expect((await held.open(`/v1/staff/audit/${path}`)).status, path).toBe(403)
    expect((await operator.postJson('/v1/staff/audit/verifications', {})).status).toBe(403)
    const admin = await (await people.theAdmin()).loggedIn()
    expect((await admin.open('/v1/staff/audit/standing')).status).toBe(200)
    expect((await admin.postJson('/v1/staff/audit/exports', {})).status).toBe(403)
  })
})
