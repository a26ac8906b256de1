import { expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { FILE_SETTINGS } from '../../src/settings/fixture.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { createTerminalDouble } from '../../tests/peers/terminal-double.ts'
import { serverKeyOf } from '../ground/server-key.ts'
import type { Store } from '../ground/store/store.ts'
import { createInForce } from '../settings/settings.ts'
import { createEnrolment } from './enrolment.ts'
import { terminalsCommands } from './run-commands.ts'
import { listSites, siteOf } from './terminals.ts'

const kiosk = { name: { zh: '一号机', en: 'Kiosk 1' }, place: { zh: '大厅', en: 'Hall' } }
const run = {
  progress: () => undefined,
  signal: new AbortController().signal,
  language: 'en',
  givenBy: 'wang',
} as const
const said = (positionals: readonly string[], texts: Record<string, string> = {}) => ({ positionals, texts, flags: [] })

function worldOf({ db }: Store) {
  const clock = fakeClock()
  const serverKey = serverKeyOf(new Uint8Array(32))
  const enrolment = createEnrolment(db, clock)
  const enrol = async (siteId?: string) => {
    const { code } = await enrolment.createCode({ ...kiosk, ...(siteId !== undefined && { siteId }) })
    return unwrap(await enrolment.enrol(createTerminalDouble().prove(code)))
  }
  const commands = terminalsCommands({
    db,
    clock,
    serverKey,
    house: { timeZone: 'Asia/Shanghai' },
    inForce: createInForce(db, FILE_SETTINGS),
  })
  const idsOf = async () => (await listSites(db)).map(({ siteId }) => siteId)
  return { db, commands, enrol, idsOf }
}

describeOnStores('sites', store => {
  it('are one from the start, to which belongs what is enrolled without a word on it', async () => {
    const { db, enrol, idsOf } = worldOf(store())
    expect(await idsOf()).toEqual(['main'])
    expect(await siteOf(db, await enrol())).toBe('main')
    expect(await siteOf(db, 'nobody')).toBeNull()
  })

  it('are added, named, put in order, and terminals among them', async () => {
    const { db, commands, enrol, idsOf } = worldOf(store())
    const add = commands['add-site']
    expect(await add(said(['north', '北校区'], { english: 'North campus' }), run)).toMatchObject({ exit: 0 })
    expect(await add(said(['north', '北校区']), run)).toMatchObject({
      exit: 3,
      message: 'there is a site north already',
    })
    expect(await add(said(['North', '北校区']), run)).toMatchObject({ exit: 3 })
    expect(await add(said(['south', ' ']), run)).toMatchObject({ exit: 3, message: 'a site needs a name' })
    const change = commands['change-site']
    expect(await change(said(['north'], { position: '1', english: 'North' }), run)).toMatchObject({ exit: 0 })
    expect(await change(said(['east'], { position: '1' }), run)).toMatchObject({ message: 'there is no site east' })
    expect(await change(said(['north'], { position: '0' }), run)).toMatchObject({ exit: 2 })
    expect(await idsOf()).toEqual(['north', 'main'])
    expect(await commands.sites(said([]), run)).toMatchObject({ text: expect.stringMatching(/north +North\n.*main/) })

    const terminalId = await enrol('north')
    expect(await siteOf(db, terminalId)).toBe('north')
    await expect(enrol('east')).rejects.toThrow()
    expect(await commands.move(said([terminalId, 'east']), run)).toMatchObject({ message: 'there is no site east' })
    expect(await commands.move(said([terminalId, 'main']), run)).toMatchObject({ exit: 0 })
    expect(await siteOf(db, terminalId)).toBe('main')
    const moved = await db.selectFrom('audit').select('detail').where('event', '=', 'terminal-moved').execute()
    expect(moved).toEqual([{ detail: { by: 'command wang', from: 'north', to: 'main' } }])
  })

  it('are not changed by a command where visitors would pay otherwise: that takes two people', async () => {
    const { db, commands, enrol } = worldOf(store())
    const terminalId = await enrol('main')
    const free = { layer: 'site', subject_id: 'north', version: 1, content: '{"copies":{"freeCopies":9}}' } as const
    const signed = { hash: 'h', signature: 's', published_by: 'test', published_at: new Date() }
    await db
      .insertInto('settings_publication')
      .values({ ...free, ...signed })
      .execute()
    expect(await commands.move(said([terminalId, 'north']), run)).toMatchObject({
      ...{ exit: 3, message: expect.stringContaining('a change of price') },
    })
    expect(await siteOf(db, terminalId)).toBe('main')
  })

  it('must be said with a code where there are several', async () => {
    const { commands } = worldOf(store())
    expect(await commands.code(said(['Kiosk']), run)).toEqual({ exit: 2, message: '--site is one of north, main' })
    expect(await commands.code(said(['Kiosk'], { site: 'east' }), run)).toMatchObject({ exit: 2 })
    expect(await commands.code(said(['Kiosk'], { site: 'main' }), run)).toMatchObject({ exit: 0 })
  })
})
