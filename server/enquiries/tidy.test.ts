import { randomBytes } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'
import { createContents } from '../mail/content.ts'
import { createOutbox } from '../mail/outbox.ts'
import { enquiriesSchema } from './enquiries-config.ts'
import { createEnquiryLetters } from './enquiry-letters.ts'
import { DAY_MS, type EnquiryRow } from './enquiry-rows.ts'
import { createEnquirySeals } from './enquiry-seals.ts'
import { createOffices } from './offices.ts'
import { tidyEnquiries } from './tidy.ts'

const HOUSE = {
  ...{ name: { zh: '示范大学', en: 'Model University' }, payeeName: '示范大学', helpPhone: '8888' },
  ...{ timeZone: 'Asia/Shanghai', publicBaseUrl: 'https://print.example.edu.cn' },
}
const OFFICE = { id: 'registry', name: { zh: '学籍科', en: 'Registry' }, mail: 'registry@example.edu.cn' }
const OWN = 'own@example.edu.cn'

describeOnStores('what the house does by itself with corrections and questions', store => {
  const clock = fakeClock()
  const seals = createEnquirySeals({ seal: randomBytes(32), keys: randomBytes(32) })
  const contents = createContents({ seal: randomBytes(32), address: randomBytes(32) }, clock)
  const settings = enquiriesSchema.parse({ offices: [OFFICE] })
  const offices = createOffices(settings.offices, [], HOUSE)
  const parts = () => {
    const { db } = store()
    const mail = createOutbox({
      db,
      clock,
      contents,
      domain: 'print.example.edu.cn',
      sendsTexts: false,
      looks: new Map(),
    })
    return { db, clock, seals, offices, mail, house: HOUSE, settings }
  }
  const lettersSent = async () => {
    const rows = await store().db.selectFrom('message').selectAll().orderBy('seq').execute()
    return rows.map(row => contents.letter(row)!)
  }
  const put = async (more: Partial<EnquiryRow> = {}): Promise<EnquiryRow> => {
    const at = new Date(clock.now())
    const enquiryId = randomId()
    return store()
      .db.insertInto('enquiry')
      .values({
        ...{
          enquiry_id: enquiryId,
          number: enquiryId.slice(0, 9),
          kind: 'question',
          person_id: 'p',
          office_id: 'registry',
        },
        ...{ language: 'zh-CN', state: 'open', wish_id: randomId(), opened_at: at, changed_at: at, waits_since: at },
        ...(more as object),
        address: seals.seal(enquiryId, 'address', OWN),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  }
  const now = async ({ enquiry_id }: EnquiryRow) =>
    store().db.selectFrom('enquiry').selectAll().where('enquiry_id', '=', enquiry_id).executeTakeFirst()
  beforeEach(async () => {
    await store().db.deleteFrom('enquiry').execute()
    await store().db.deleteFrom('message').execute()
  })

  it('tells an office of what has waited too long, once a day, in one letter, by its numbers alone', async () => {
    const rows = [await put(), await put()]
    await tidyEnquiries(parts())
    expect(await lettersSent()).toEqual([])
    await clock.advance(3 * DAY_MS + 1)
    await put()
    for (let times = 0; times < 2; times++) await tidyEnquiries(parts())
    const [letter, ...more] = await lettersSent()
    expect([letter?.to, more.length]).toEqual([OFFICE.mail, 0])
    expect(letter?.subject).toContain('2 waiting for more than 3 days')
    expect(letter?.text.trim().split('\n')).toEqual([
      ...rows.map(({ number }) => number),
      '',
      'https://print.example.edu.cn/staff/enquiries',
    ])
    await clock.advance(DAY_MS + 1)
    await tidyEnquiries(parts())
    expect(await lettersSent()).toHaveLength(2)
  })

  it('closes what is quiet, with an outcome that says so, and what an office owes is never closed', async () => {
    const quiet = { waits_since: null }
    const answered = await put({ ...quiet, state: 'answered' })
    const asked = await put({ ...quiet, state: 'asked' })
    const owed = await put()
    await clock.advance(settings.closesAfterDays * DAY_MS + 1)
    const fresh = await put({ ...quiet, state: 'answered' })
    await tidyEnquiries(parts())
    expect([await now(answered), await now(asked), await now(owed), await now(fresh)]).toMatchObject([
      { state: 'closed', outcome: 'answered', version: 2 },
      { state: 'closed', outcome: 'silent' },
      { state: 'open' },
      { state: 'answered', version: 1 },
    ])
  })

  it('erases what was closed a year ago, with everything that was said, and nothing else', async () => {
    const over = { state: 'closed', outcome: 'answered', waits_since: null } as const
    const old = await put({ ...over, closed_at: new Date(clock.now()) })
    const { db } = store()
    const said = {
      enquiry_id: old.enquiry_id,
      at: old.opened_at,
      by: 'person',
      what: 'said',
      office_id: 'registry',
    } as const
    await db
      .insertInto('enquiry_message')
      .values({ ...said, body: 'sealed' })
      .execute()
    await clock.advance(settings.keptDays * DAY_MS + 1)
    const newer = await put({ ...over, closed_at: new Date(clock.now()) })
    await tidyEnquiries(parts())
    expect([await now(old), (await now(newer))?.state]).toEqual([undefined, 'closed'])
    expect(await db.selectFrom('enquiry_message').selectAll().execute()).toEqual([])
  })

  it('writes what an office has said to the mailbox of the person alone, and twenty letters at most go there', async () => {
    const { db, mail } = parts()
    let left = 20
    const letters = createEnquiryLetters({
      ...{ mail, seals, clock, house: HOUSE },
      limit: { allow: async () => left-- > 0 },
      holdsMailbox: async (address, personId) => address === OWN && personId === 'p',
    })
    const news = { what: 'answered', said: '成绩是 92。' } as const
    const post = async (row: EnquiryRow) => {
      const letter = await letters.about(row, news)
      if (letter) await db.transaction().execute(letter)
      return letter !== null
    }
    expect([await post(await put()), await post(await put({ person_id: 'somebody else' }))]).toEqual([true, true])
    const [own, other] = await lettersSent()
    expect(own?.text).toContain('成绩是 92。')
    expect(other?.text).not.toContain('92')
    left = 0
    expect(await post(await put())).toBe(false)
  })

  it('lays a sealed value of one into another, and nothing opens it', async () => {
    const [one, two] = [await put(), await put()]
    expect(seals.open(one.enquiry_id, 'address', one.address!)).toBe(OWN)
    expect(() => seals.open(two.enquiry_id, 'address', one.address!)).toThrow(/not sealed as it was written/)
    expect(() => seals.open(one.enquiry_id, 'body', one.address!)).toThrow(/not sealed as it was written/)
    expect(JSON.stringify(one)).not.toContain(OWN)
  })
})
