import { expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { createServerLog } from '../ground/log.ts'
import { staffCommands } from './run-commands.ts'

const run = {
  progress: () => undefined,
  signal: new AbortController().signal,
  language: 'en',
  givenBy: 'root',
} as const
const said = (positionals: string[] = [], texts: Record<string, string> = {}, ...flags: string[]) => ({
  positionals,
  texts,
  flags,
})

describeOnStores('accounts of staff, by a command', store => {
  const start = () => {
    const clock = fakeClock()
    const house = { timeZone: 'Asia/Shanghai', publicBaseUrl: 'https://print.example.edu.cn' }
    return { clock, commands: staffCommands({ db: store().db, clock, log: createServerLog('silent'), house }) }
  }
  const insert = async (staffId: string, name: string, role: 'admin' | 'finance') => {
    const at = new Date(fakeClock().now())
    await store()
      .db.insertInto('staff_account')
      .values({
        ...{ staff_id: staffId, name, role, sites: '["*"]', proof: 'cas', subject_key: staffId },
        ...{ made_by: 'test', made_at: at },
      })
      .execute()
  }

  it('begin with the code of the first administrator, while there is none', async () => {
    const { commands } = start()
    expect(await commands.list(said(), run)).toMatchObject({
      exit: 0,
      text: expect.stringContaining('Nobody works here yet'),
    })
    const made = await commands['first-code'](said(), run)
    expect(made.text).toMatch(
      /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\nGood until .*\n.*https:\/\/print\.example\.edu\.cn\/staff\/set-up$/,
    )
    await insert('admin-1', 'Wang', 'admin')
    expect(await commands['first-code'](said(), run)).toMatchObject({
      exit: 3,
      message: expect.stringContaining('invite'),
    })
  })

  it('are invited with a role and sites', async () => {
    const { commands, clock } = start()
    const asked = said(['Li'], { role: 'finance', sites: 'north,south' }, 'json')
    const { value } = (await commands.invite(asked, run)) as { value: { code: string; expiresAt: Date } }
    expect(value.expiresAt.getTime() - clock.now()).toBe(7 * 86_400_000)
    const rows = await store().db.selectFrom('staff_invitation').selectAll().where('name', '=', 'Li').execute()
    expect(rows).toMatchObject([{ role: 'finance', sites: ['north', 'south'], made_by: 'command root' }])
    expect(JSON.stringify(rows)).not.toContain(value.code.replaceAll('-', ''))
    for (const texts of [{ role: 'king' }, {}, { role: 'admin', sites: 'A B' }, { role: 'admin', sites: '*,north' }])
      expect(await commands.invite(said(['Li'], texts as Record<string, string>), run)).toMatchObject({ exit: 2 })
    expect(await commands.invite(said([' '], { role: 'admin' }), run)).toMatchObject({ exit: 2 })
  })

  it('are listed, given new proofs and ended, by id and by a name that one of them has', async () => {
    const { commands } = start()
    await insert('finance-1', 'Zhao', 'finance')
    await insert('finance-2', 'Zhao', 'finance')
    expect(await commands.end(said(['Zhao']), run)).toMatchObject({
      exit: 3,
      message: expect.stringContaining('several'),
    })
    expect(await commands['reset-factors'](said(['finance-1']), run)).toMatchObject({
      exit: 0,
      text: expect.stringMatching(/^[0-9A-Z]{4}-/),
    })
    expect(await commands.end(said(['finance-1'], {}, 'json'), run)).toEqual({
      exit: 0,
      value: { staffId: 'finance-1', state: 'ended' },
    })
    for (const verb of ['end', 'reset-factors'] as const)
      expect(await commands[verb](said(['finance-1']), run)).toMatchObject({
        exit: 3,
        message: expect.stringContaining('no account'),
      })
    expect((await commands.list(said(), run)).text).toMatch(/finance-1 .*ended/)
    expect((await commands.list(said(), { ...run, language: 'zh' })).text).toContain('已停用')
    const trail = await store()
      .db.selectFrom('audit')
      .select('event')
      .where('subject', '=', 'finance-1')
      .orderBy('seq')
      .execute()
    expect(trail.map(({ event }) => event)).toEqual(['staff-factors-reset', 'staff-account-ended'])
  })
})
