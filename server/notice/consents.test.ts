import { expect, it } from 'vitest'
import type { Notice } from '../../src/contract/notice-api.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { hasAgreed, withdrawConsents, writeConsent } from './consents.ts'
import { listConsents } from './list-consents.ts'

const said = { zh: '一', en: 'one' }
const text = (digit: string): Notice => ({
  ...{ version: digit, digest: digit.repeat(64), points: [{ head: said, text: said }] },
})
const [FORMER, PRESENT] = [text('1'), text('2')]
const NOW = new Date('2026-12-01T02:00:00Z')
const LATER = new Date('2026-12-02T02:00:00Z')
const BY = { staffId: 'wang', reason: '本人来信' }

describeOnStores('a consent that staff withdraw', store => {
  const agree = (personIds: readonly string[], notice: Notice) =>
    writeConsent(store().db, notice, { personIds, digest: notice.digest, language: 'en', terminalId: null }, NOW)
  const agreed = (personId: string, { digest }: Notice) => hasAgreed(store().db, [personId], digest)

  it('is withdrawn in every register under which it was agreed together, and nobody else’s', async () => {
    await agree(['student/1', 'staff/1'], FORMER)
    await agree(['staff/1', 'former/1'], PRESENT)
    await agree(['student/2'], PRESENT)
    // On the paper stands the number of one register.
    expect(await withdrawConsents(store().db, ['student/1'], LATER, BY)).toBe(3)
    for (const personId of ['student/1', 'staff/1', 'former/1'])
      for (const notice of [FORMER, PRESENT]) expect(await agreed(personId, notice)).toBe(false)
    expect(await agreed('student/2', PRESENT)).toBe(true)
    expect(await listConsents(store().db, ['student/1'])).toMatchObject([
      { withdrawnAt: LATER.toISOString(), withdrawnReason: BY.reason },
    ])
    const trail = await store()
      .db.selectFrom('audit')
      .select('detail')
      .where('event', '=', 'notice-withdrawn-for-person')
      .execute()
    expect(trail.map(({ detail }) => detail)).toEqual([
      { by: 'wang', registers: 2 },
      { by: 'wang', registers: 2 },
    ])
    expect(await withdrawConsents(store().db, ['student/1'], LATER, BY)).toBe(0)
  })

  it('of the person’s own is that of the registers that the login knows, with no word of staff', async () => {
    await agree(['student/3', 'staff/3'], PRESENT)
    expect(await withdrawConsents(store().db, ['student/3'], LATER)).toBe(1)
    expect(await agreed('staff/3', PRESENT)).toBe(true)
    expect((await listConsents(store().db, ['student/3']))[0]).toMatchObject({ withdrawnReason: null })
  })
})
