import { expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { countingQueries } from '../../tests/peers/count-queries.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'
import type { Store } from '../ground/store/store.ts'
import { createOutbox } from '../mail/outbox.ts'
import { listApplications, ownApplication } from './application-rows.ts'
import { deliveriesOf } from './deliveries.ts'
import { choicesOf, listRecords } from './history/list-records.ts'
import { createMandates } from './mandates/mandates.ts'

const PAGE = 50
const HOUR_MS = 3_600_000

/** Somebody with so many applications, each with a letter, a kiosk visit beside it, and an errand for somebody with a code; the first has as many letters more. */
async function somebody({ db }: Store, count: number, nowMs: number) {
  const [personId, terminalId] = [randomId(), randomId()]
  const all = Array.from({ length: count }, (_, nth) => ({ id: randomId(), at: new Date(nowMs - nth * HOUR_MS) }))
  const [first] = all
  const names = { name_zh: '一', name_en: 'One', place_zh: '厅', place_en: 'Hall' }
  const terminal = { terminal_id: terminalId, public_key: randomId(), ...names, state: 'active' as const }
  await db
    .insertInto('terminal')
    .values({ ...terminal, enrolled_at: new Date(nowMs) })
    .execute()
  const shown = { title_zh: '成绩单', title_en: 'Transcript', name_masked_zh: '张*', name_masked_en: 'Z****' }
  const file = { kind: 'transcript', edition: 'zh', pages: 2, byte_length: 10, sha256: '0'.repeat(64) }
  const documents = all.map(({ id, at }) => ({
    ...{ document_id: id, person_id: personId, ...shown, ...file, unit_price_fen: 100, document_number: id },
    ...{ verification_key: id, state: 'issued' as const, created_at: at, issued_at: at },
  }))
  await db.insertInto('document').values(documents).execute()
  const applications = all.map(({ id, at }) => ({
    ...{ application_id: id, person_id: personId, document_id: id, data_mark: '', created_at: at, applied_at: at },
  }))
  await db.insertInto('application').values(applications).execute()
  const letters = [...all, ...all.map(({ at }) => ({ id: first!.id, at }))].map(({ id, at }) => ({
    ...{ application_id: id, delivery_id: randomId(), message_id: randomId(), at },
  }))
  const messages = letters.map(({ message_id, at }) => ({
    ...{ message_id, kind: 'letter' as const, purpose: 'application', reference: message_id, address_key: 'a' },
    ...{
      token: message_id,
      mime_id: message_id,
      state: 'sent' as const,
      posted_at: at,
      send_by: at,
      sent_at: at,
      over_at: at,
    },
  }))
  await db.insertInto('message').values(messages).execute()
  const deliveries = letters.map(({ at, ...own }) => ({
    ...{ ...own, wish_id: own.delivery_id, to_sealed: '', to_masked: 'h*@example.com', address_key: 'a' },
    ...{ language: 'zh', wished_at: at, posted_at: at },
  }))
  await db.insertInto('delivery').values(deliveries).execute()
  const visits = all.map(({ at }) => ({
    ...{ visit_key: randomId(), terminal_id: terminalId, person_id: personId, started_at: at, last_seen_at: at },
  }))
  await db.insertInto('visit').values(visits).execute()
  const ends = new Date(nowMs + HOUR_MS)
  const mandates = all.map(({ id, at }) => ({
    ...{ mandate_id: id, application_id: id, collector_id: personId, name_masked: '', number_masked: '' },
    ...{ made_at: at, ends_at: ends },
  }))
  await db.insertInto('mandate').values(mandates).execute()
  const pickups = all.flatMap(({ id, at }) =>
    [0, 1].map(minute => ({
      ...{ pickup_id: `${id}-${minute}`, application_id: id, mandate_id: id, code_mark: randomId(), ends_at: ends },
      ...{ made_at: new Date(at.getTime() + minute * 60_000), ended_at: minute === 0 ? at : null },
    })),
  )
  await db.insertInto('pickup').values(pickups).execute()
  return { personId, applicationId: first!.id }
}

describeOnStores('what is listed for a person', store => {
  it('takes as many queries with 200 applications as with one, and comes in pages', async () => {
    const clock = fakeClock()
    const now = new Date(clock.now())
    const { db, queriesOf } = countingQueries(store().db)
    const outbox = { db, clock, contents: {} as never, looks: new Map(), domain: 'print.example.edu.cn' }
    const mail = createOutbox({ ...outbox, sendsTexts: false })
    const mandates = createMandates({ db, clock } as never)
    const addresses = { open: () => null }
    const asked: number[][] = []
    const listed: number[][] = []
    for (const count of [1, 200]) {
      const { personId, applicationId } = await somebody(store(), count, clock.now())
      const lines = { db, now, personId, personIds: [personId], timeZone: 'Asia/Shanghai' }
      const lengths: number[] = []
      const keep = (all: readonly unknown[]) => void lengths.push(all.length)
      const parts = { db, mail, addresses, clock, timeZone: 'Asia/Shanghai' }
      asked.push([
        await queriesOf(async () => keep((await listRecords(lines, {})).records)),
        await queriesOf(() => choicesOf(lines)),
        await queriesOf(async () => keep((await listApplications(db, now, personId, null)).applications)),
        await queriesOf(async () =>
          keep(await deliveriesOf(parts, (await ownApplication(db, now, personId, applicationId))!)),
        ),
        await queriesOf(async () => keep(await mandates.errands([personId]))),
      ])
      listed.push(lengths)
    }
    expect(asked[1]).toEqual(asked[0])
    expect(Math.max(...asked[1]!)).toBeLessThanOrEqual(4)
    expect(listed).toEqual([
      [2, 1, 2, 1],
      [PAGE, PAGE, 100, PAGE],
    ])
  })

  it('says of an errand what became of its newest code', async () => {
    const clock = fakeClock()
    const { personId } = await somebody(store(), 3, clock.now())
    const errands = await createMandates({ db: store().db, clock } as never).errands([personId])
    expect(errands.map(({ pickup }) => [pickup?.pickupId, pickup?.state])).toEqual(
      errands.map(({ mandateId }) => [`${mandateId}-1`, 'open']),
    )
  })
})
