import { webcrypto } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ServerClient } from '../../main/station/server-client.ts'
import { createTrustKeeper, type Trust } from '../../main/station/trust.ts'
import type { Store } from '../../server/ground/store/store.ts'
import { pem, SAMPLE_NOW_MS, type SampleAuthority, sampleAuthority } from '../../server/signing/sample-authority.ts'
import { announceTrust, trustNotices } from '../../server/verification/trust-notices.ts'
import { ok } from '../../src/result.ts'
import { openHouseStore } from '../peers/house-store.ts'

/** The steps of a change of the root, as docs/signing.md tells them, seen from a terminal that was enrolled before it. */
const clock = { now: () => SAMPLE_NOW_MS }
const [old, fresh, foreign] = [sampleAuthority(), sampleAuthority(), sampleAuthority()]
const roots = (...houses: SampleAuthority[]) => houses.map(house => pem(house.root)).join('')

describe('a change of the root', () => {
  let store: Store
  let kept: Trust[]
  beforeAll(async () => {
    store = await openHouseStore({ kind: 'memory' })
  })
  beforeEach(async () => {
    await store.db.deleteFrom('trust_notice').execute()
    kept = []
  })
  afterAll(() => store.close())

  const serverStarts = (seal: SampleAuthority, anchorsPem: string) =>
    announceTrust({ db: store.db, clock, signer: seal.signer, anchorsPem })
  const terminal = (trust: Trust = { anchorsPem: roots(old), version: 0 }) => {
    const call = async () =>
      ok({ notices: (await trustNotices(store.db)).map(pdf => Buffer.from(pdf).toString('base64')) })
    return createTrustKeeper(trust, {
      ...{ client: { call } as unknown as ServerClient, webCrypto: webcrypto, clock, log: pino({ level: 'silent' }) },
      keep: next => kept.push(next),
    })
  }

  it('reaches a terminal that asks after each step', async () => {
    const keeper = terminal()
    await serverStarts(old, roots(old))
    await keeper.consider({ anchorsPem: roots(old) })
    expect(kept).toEqual([])

    await serverStarts(old, roots(old, fresh))
    await keeper.consider({ anchorsPem: roots(old, fresh) })
    expect(keeper.anchorsPem()).toBe(roots(old, fresh))

    await serverStarts(fresh, roots(old, fresh))
    await serverStarts(fresh, roots(fresh))
    await keeper.consider({ anchorsPem: roots(fresh) })
    expect(keeper.anchorsPem()).toBe(roots(fresh))
    expect(kept.map(({ version }) => version)).toEqual([2, 3])
  })

  it('reaches one that was switched off through all of it', async () => {
    await serverStarts(old, roots(old))
    await serverStarts(old, roots(old, fresh))
    await serverStarts(fresh, roots(fresh))
    const keeper = terminal()
    await keeper.consider({ anchorsPem: roots(fresh) })
    expect(keeper.anchorsPem()).toBe(roots(fresh))
    expect(kept).toHaveLength(1)
  })

  it('is not believed from a seal of somebody else', async () => {
    await serverStarts(foreign, roots(foreign))
    const keeper = terminal()
    await keeper.consider({ anchorsPem: roots(foreign) })
    expect(keeper.anchorsPem()).toBe(roots(old))
    expect(kept).toEqual([])
  })

  it('is not undone by the notice of before', async () => {
    await serverStarts(old, roots(old, fresh))
    const keeper = terminal({ anchorsPem: roots(fresh, old), version: 1 })
    await keeper.consider({ anchorsPem: roots(old, fresh) })
    expect(keeper.anchorsPem()).toBe(roots(fresh, old))
  })

  it('leaves roots alone that were put on the machine by hand', async () => {
    await serverStarts(old, roots(old, fresh))
    const keeper = terminal({ anchorsPem: roots(old), version: null })
    await keeper.consider({ anchorsPem: roots(old, fresh) })
    expect(keeper.anchorsPem()).toBe(roots(old))
  })

  it('says the same roots once', async () => {
    for (let start = 0; start < 3; start++) await serverStarts(old, roots(old))
    expect(await trustNotices(store.db)).toHaveLength(1)
  })
})
