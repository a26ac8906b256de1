import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type AccountWorld,
  errorsIn,
  hiddenIn,
  openAccountWorld,
  personOf,
  somebody,
} from '../../tests/peers/account-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import type { Command } from '../ground/commands/command.ts'
import { readSpoken, saidOf } from '../ground/commands/said.ts'
import { IDENTITY_COMMANDS } from './identity-commands.ts'
import { identityCommands } from './run-commands.ts'

const TABLE: Readonly<Record<string, Command>> = IDENTITY_COMMANDS

describeOnStores('what staff may do about accounts', store => {
  let world: AccountWorld
  beforeAll(async () => {
    world = await openAccountWorld(store())
  })
  afterAll(() => world?.close())
  const run = async (verb: keyof typeof IDENTITY_COMMANDS, ...args: string[]) => {
    const spoken = readSpoken(TABLE[verb]!, args)
    if (!spoken.ok) return { exit: 2 }
    const commands = identityCommands({ ...world, house: world.house }, world.mail)
    const signal = new AbortController().signal
    return commands[verb](saidOf(spoken.value, {}), { progress: () => undefined, signal, givenBy: 'wang' })
  }

  it('is to see how one stands, by its mailbox or its document, without what stands in it', async () => {
    const who = somebody()
    await world.namedIn(world.browser(), who.mail, who)
    for (const by of [who.mail.toUpperCase(), who.number.toLowerCase()]) {
      const { exit, text } = (await run('account', by)) as { exit: number; text: string }
      expect([exit, text]).toEqual([0, expect.stringMatching(/mailbox s\*\*\*@[\s\S]*known to the records since —/)])
      for (const secret of [who.name, who.number, who.phone, who.mail]) expect(text).not.toContain(secret)
    }
    expect(await run('account', somebody().mail)).toMatchObject({ exit: 3 })
    expect(await run('account', somebody().number, '--json')).toMatchObject({ exit: 3 })
  })

  it('is to let one do without a phone, whose person has none of the mainland', async () => {
    const who = somebody({ phone: '' })
    const held = world.browser()
    await world.activeIn(held, who.mail)
    expect(errorsIn(await world.sayName(held, { ...who, phone: '+44 7700 900123' }))).toEqual(['E_PHONE'])
    expect(await run('waive-phone', who.mail, '--json')).toMatchObject({ exit: 0 })
    const page = await held.open('/account/real-name')
    expect(page.text).not.toContain('name="phone"')
    const repeated = await world.sayName(held, { ...who })
    const kept = await held.post('/account/real-name/yes', { draft: hiddenIn(repeated, 'draft') })
    expect(kept.text).toContain('实名信息已保存')
    const audited = world.db.selectFrom('audit').selectAll().where('event', '=', 'account-phone-waived')
    expect(await audited.execute()).toMatchObject([{ detail: { givenBy: 'wang' } }])
    expect(await run('waive-phone', somebody().mail)).toMatchObject({ exit: 3 })
  })

  it('is to remove one: its logins end, its mailbox is told, and both may sign up again', async () => {
    const who = somebody()
    world.people.push(personOf(who))
    const held = world.browser()
    await world.namedIn(held, who.mail, who)
    await held.post('/account/enter')
    expect(await world.room().doors.sessions.use(held.cookie('session'))).not.toBeNull()
    expect(await run('remove-account', who.number, '--json')).toMatchObject({
      exit: 0,
      value: { maskedMail: 's***@mailbox.example' },
    })
    expect(await world.room().doors.sessions.use(held.cookie('session'))).toBeNull()
    expect((await world.logIn(held, who.mail)).status).toBe(403)
    expect((await world.lettersTo(who.mail)).at(-1)!.subject).toContain('账号已删除')
    const audited = world.db.selectFrom('audit').selectAll().where('event', '=', 'account-removed')
    expect(await audited.execute()).toMatchObject([{ detail: { givenBy: 'wang' } }])
    expect(await run('remove-account', who.mail)).toMatchObject({ exit: 3 })
    await world.clock.advance(60_000)
    const again = world.browser()
    expect((await world.namedIn(again, who.mail, who)).status).toBe(200)
  })
})
