import { afterAll, beforeAll, expect, it } from 'vitest'
import { ok } from '../../../src/result.ts'
import { AUDIT_KEY, type AuditWorld, auditWorldOn } from '../../../tests/peers/audit-world.ts'
import { openHouseStore } from '../../../tests/peers/house-store.ts'
import { inWords } from '../../cases/cases.ts'
import { createCases } from '../../cases/create-cases.ts'
import type { Store } from '../../ground/store/store.ts'
import { createVerifications } from '../verify/verifications.ts'
import { NO_COPIES } from '../witnesses/outside-copies.ts'
import { type TellParts, tellBroken } from './tell-broken.ts'

let store: Store
let world: AuditWorld
const alerts: string[] = []
const letters: string[] = []
beforeAll(async () => {
  store = await openHouseStore({ kind: 'memory' })
  world = auditWorldOn(store)
})
afterAll(() => store.close())

it('tells of a trail that was bent by a case and an alert, once, and again when something else is found', async () => {
  const telling: TellParts = {
    house: { publicBaseUrl: 'https://x', timeZone: 'Asia/Shanghai', name: { zh: '大学', en: 'University' } } as never,
    log: world.log,
    cases: createCases('Asia/Shanghai'),
    fleet: { tell: async (_, { subject }) => void alerts.push(subject.en) },
    mail: { post: async (_: unknown, { to }: { to: string }) => ok(String(letters.push(to))) } as never,
    settings: { witnesses: [{ kind: 'mail', name: 'office', to: 'audit@example.edu.cn', everyHours: 24 }] },
  }
  const verifications = createVerifications({
    ...{ db: store.db, clock: world.clock as never, log: world.log, serverKey: AUDIT_KEY },
    outside: async () => NO_COPIES,
    onBroken: (tx, report, now) => tellBroken(telling, tx, report, now),
  })
  const night = async () => {
    await (await verifications.begin('sweep')).whole
    world.pass(24 * 3_600_000)
    await world.seal()
  }
  const cases = () => store.db.selectFrom('open_case').select(['kind', 'subject', 'state']).execute()
  await world.write(20)
  await world.seal()
  await night()
  expect([alerts, await cases()]).toEqual([[], []])
  await world.asOwner([`update audit set subject = 'forged' where seq = 7`])
  await night()
  await night()
  expect(await cases()).toEqual([{ kind: 'audit-bent', subject: 'trail', state: 'open' }])
  expect([alerts, letters]).toEqual([['The audit trail is not whole'], ['audit@example.edu.cn']])
  const says = JSON.stringify(await store.db.selectFrom('case_history').selectAll().execute())
  expect(says).toContain('entry 7, number 7 in the trail')
  await world.asOwner(['delete from audit where seq = 9'])
  await night()
  expect(alerts).toHaveLength(2)
  expect(await cases()).toHaveLength(1)
  expect(inWords('the audit trail was verified, and is not whole: 2; the first: x', 'zh')).toBe(
    '核对审计链发现 2 处问题，第一处：x',
  )
})
