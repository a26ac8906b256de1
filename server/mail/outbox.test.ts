import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { type MailWorld, openMailWorld } from '../../tests/peers/mail-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import type { Letter } from './mail.ts'

const RELAY = { host: 'smtp.example.edu.cn', port: 465, tls: 'implicit', from: { address: 'noreply@example.edu.cn' } }
const GATEWAY = {
  ...{ url: 'https://sms.example.edu.cn/send', body: { to: '{phone}', text: '{text}' } },
  success: { field: 'code', is: ['0'] },
}
const DAY_MS = 24 * 3_600_000

describeOnStores('the outbox', store => {
  let mail: MailWorld
  beforeEach(async () => {
    mail = await openMailWorld(store(), { mail: RELAY, sms: GATEWAY })
  })
  afterEach(async () => {
    await mail.close()
    await store().db.deleteFrom('message').execute()
  })
  const letter: Letter = {
    ...{ to: 'wang@example.edu.cn', language: 'zh', subject: '一', text: '二', purpose: 'test', reference: 'A' },
    sendBy: new Date(4_000_000_000_000),
  }
  const message = { to: '13800138000', text: '一', purpose: 'test', reference: 'A', sendBy: letter.sendBy }

  it('has a letter with what causes it, or neither', async () => {
    await store()
      .db.transaction()
      .execute(async tx => {
        expect(await mail.desk.post(tx, letter)).toMatchObject({ ok: true })
        throw new Error('what causes it fails')
      })
      .catch(() => undefined)
    expect(await store().db.selectFrom('message').selectAll().execute()).toEqual([])
  })

  it('has nothing personal in it that can be read', async () => {
    await mail.post({ subject: 'a subject', text: 'a body' })
    await mail.text()
    const { rows } = await sql<{ all: string }>`select message::text as all from message`.execute(store().db)
    expect(rows).toHaveLength(2)
    for (const { all } of rows) expect(all).not.toMatch(/wang|a subject|a body|13800138000|123456|成绩单/)
  })

  it('reads no content that was laid into another row', async () => {
    const [one, other] = [await mail.post(), await mail.post({ to: 'li@example.edu.cn' })]
    const rows = await store().db.selectFrom('message').selectAll().execute()
    const of = (id: string) => rows.find(row => row.message_id === id)!
    expect(mail.desk.contents.toOf(of(one))).toBe('wang@example.edu.cn')
    expect(mail.desk.contents.toOf({ ...of(one), content: of(other).content })).toBeNull()
  })

  it('is empty of what stood in it thirty days after the end, and says still what became of it', async () => {
    const id = await mail.post({ sendBy: new Date(mail.clock.now() + 1_000) })
    await mail.clock.advance(2_000)
    const none = await openMailWorld(store(), { mail: null, clock: mail.clock })
    await none.sweep('letters')
    await none.close()
    await mail.sweep('old letters')
    const content = () => store().db.selectFrom('message').select('content').executeTakeFirstOrThrow()
    expect((await content()).content).not.toBeNull()
    await mail.clock.advance(30 * DAY_MS)
    await mail.sweep('old letters')
    expect((await content()).content).toBeNull()
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'given-up', tries: 0, mayHaveArrived: false })
    expect(await mail.desk.stateOf('no such id')).toBeNull()
  })

  it('keeps back what is not wanted any more, forgets what stood in it, and leaves the rest', async () => {
    const [stopped, other] = [await mail.post(), await mail.post()]
    const stop = (ids: string[]) =>
      store()
        .db.transaction()
        .execute(tx => mail.desk.stop(tx, ids, 'withdrawn'))
    await stop([stopped])
    await stop([stopped])
    await stop([])
    expect(await mail.desk.stateOf(stopped)).toMatchObject({ state: 'stopped', because: 'withdrawn' })
    expect(await mail.desk.stateOf(other)).toEqual({ state: 'waiting' })
    const rows = await store().db.selectFrom('message').select(['message_id', 'content']).execute()
    expect(rows.filter(({ content }) => content === null).map(row => row.message_id)).toEqual([stopped])
  })

  it('keeps back everything about what is gone, whatever it was for', async () => {
    const post = (reference: string) =>
      store()
        .db.transaction()
        .execute(tx => mail.desk.post(tx, { ...letter, reference }))
    const [one, other] = [unwrap(await post('gone')), unwrap(await post('stays'))]
    for (const references of [['gone', 'nothing'], []])
      await store()
        .db.transaction()
        .execute(tx => mail.desk.stopAbout(tx, references, 'withdrawn'))
    expect(await mail.desk.stateOf(one)).toMatchObject({ state: 'stopped', because: 'withdrawn' })
    expect(await mail.desk.stateOf(other)).toEqual({ state: 'waiting' })
  })

  it('takes nothing that cannot be sent, and says so beforehand', async () => {
    const none = await openMailWorld(store(), { mail: null })
    expect([mail.desk.sends, none.desk.sends]).toEqual([
      { letters: true, texts: true },
      { letters: false, texts: false },
    ])
    await store()
      .db.transaction()
      .execute(async tx => {
        expect(await none.desk.post(tx, letter)).toEqual({ ok: false, error: 'no-mail' })
        expect(await none.desk.text(tx, message)).toEqual({ ok: false, error: 'no-sms' })
        expect(await mail.desk.text(tx, { ...message, to: '010-1234567' })).toEqual({
          ok: false,
          error: 'number-wrong',
        })
        expect(await mail.desk.text(tx, { ...message, text: 'a\nb' })).toEqual({ ok: false, error: 'text-wrong' })
        expect(await mail.desk.text(tx, { ...message, sendBy: new Date(0) })).toEqual({ ok: false, error: 'too-late' })
      })
    await none.close()
  })

  it('takes one text a minute and five an hour for a number, however it is written', async () => {
    const text = (to = '13800138000') =>
      store()
        .db.transaction()
        .execute(tx => mail.desk.text(tx, { ...message, to }))
    for (let at = 0; at < 5; at++) {
      expect(await text()).toMatchObject({ ok: true })
      expect(await text('+86 138-0013-8000')).toEqual({ ok: false, error: 'too-soon' })
      await mail.clock.advance(60_000)
    }
    expect(await text()).toEqual({ ok: false, error: 'too-many' })
    expect(await text('13900139000')).toMatchObject({ ok: true })
    await mail.clock.advance(55 * 60_000)
    expect(await text()).toMatchObject({ ok: true })
  })

  it('takes one of many texts to a number that are wanted at once', async () => {
    const many = Array.from({ length: 8 }, () =>
      store()
        .db.transaction()
        .execute(tx => mail.desk.text(tx, message)),
    )
    expect((await Promise.all(many)).filter(({ ok }) => ok)).toHaveLength(1)
  })
})
