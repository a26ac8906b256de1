import { enrolmentText, grouped } from '../../src/contract/enrolment-text.ts'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import { err, ok, type Result } from '../../src/result.ts'
import {
  type CommandAnswer,
  type CommandHandlers,
  type CommandRun,
  done,
  refused,
  type Said,
  told,
  wrongUse,
} from '../ground/commands/command.ts'
import { sayIn } from '../ground/commands/language.ts'
import type { Ground, House } from '../ground/ground.ts'
import { movingTo, type ResolvedInForce } from '../settings/settings.ts'
import { createEnrolment } from './enrolment.ts'
import { askForNewKey } from './key-changes.ts'
import { findTerminals, listTerminals } from './list-terminals.ts'
import { type DoneToTerminal, sayCode, sayDone } from './say-acts.ts'
import { sayTerminals } from './say-terminals.ts'
import { givenBy, siteCommands } from './site-commands.ts'
import { listSites, moveTerminal, siteOf } from './sites.ts'
import { whatIsWrongWith } from './terminal-place.ts'
import { setTerminalState } from './terminal-rows.ts'
import type { TERMINALS_COMMANDS } from './terminals-commands.ts'

/** What they stand on. */
export type CommandNeeds = Pick<Ground, 'db' | 'clock' | 'serverKey'> & {
  readonly house: Pick<House, 'timeZone'>
  readonly inForce: Pick<ResolvedInForce, 'below'>
}

/** A command has no second person. */
const TWO_PEOPLE = both(
  '那里的价格或免费份数不同，移过去就是改价：请在控制台提出，由另一人同意',
  'prices or free copies differ there, so moving it is a change of price: propose it in the console, where another person agrees',
)
const WHICH_SITE = (sites: string) => both(`--site 是其中一个站点：${sites}`, `--site is one of ${sites}`)

/** Carries the room's commands out. */
export function terminalsCommands({
  db,
  clock,
  serverKey,
  house: { timeZone },
  inForce,
}: CommandNeeds): CommandHandlers<typeof TERMINALS_COMMANDS> {
  const enrolment = createEnrolment(db, clock)
  const withOne = async (
    { positionals: [named = ''], flags }: Said,
    { language }: CommandRun,
    what: DoneToTerminal,
    act: (terminalId: string, now: Date) => Promise<Result<object, Bilingual>>,
  ): Promise<CommandAnswer> => {
    const say = sayIn(language)
    const [terminal, ...others] = await findTerminals(db, named)
    if (!terminal)
      return refused(say(both(`没有编号或名称是 ${named} 的自助机`, `no terminal has the id or name ${named}`)))
    if (others.length > 0)
      return refused(
        say(both(`有几台自助机叫 ${named}：请给编号`, `several terminals are called ${named}: give the id`)),
      )
    if (terminal.state === 'retired' && what !== 'retired')
      return refused(
        say(
          both(
            '已退役的自助机不能恢复：用新的码重新登记',
            'a retired terminal stays so: enrol it anew with a new code',
          ),
        ),
      )
    const made = await act(terminal.terminalId, new Date(clock.now()))
    if (!made.ok) return refused(say(made.error))
    return flags.includes('json') ? done(made.value) : told(sayDone(terminal, what, language))
  }
  const change = (said: Said, state: Exclude<DoneToTerminal, 'key-due' | 'moved'>, run: CommandRun) =>
    withOne(said, run, state, async (terminalId, now) => {
      await setTerminalState(db, terminalId, state, now)
      return ok({ terminalId, state })
    })
  return {
    ...siteCommands({ db, clock }),
    move: (said, run) =>
      withOne(said, run, 'moved', async (terminalId, now) => {
        const siteId = said.positionals[1] ?? ''
        const from = await siteOf(db, terminalId)
        if (from !== null && (await movingTo(inForce, terminalId, { from, to: siteId })).isMoney) return err(TWO_PEOPLE)
        const moved = await moveTerminal(db, terminalId, siteId, { now, by: givenBy(run) })
        return moved.ok ? ok({ terminalId, siteId }) : moved
      }),
    code: async ({ positionals: [name = ''], texts: { place = '', site }, flags }, { language }) => {
      const same = (text: string) => both(text, text)
      const sites = await listSites(db)
      if (site === undefined ? sites.length > 1 : sites.every(({ siteId }) => siteId !== site))
        return wrongUse(sayIn(language)(WHICH_SITE(sites.map(({ siteId }) => siteId).join(', '))))
      const terminal = { name: same(name), place: same(place), ...(site !== undefined && { siteId: site }) }
      const wrong = whatIsWrongWith(terminal)
      if (wrong !== null) return wrongUse(sayIn(language)(wrong))
      const { code, expiresAt } = await enrolment.createCode(terminal)
      const text = enrolmentText(code, serverKey.fingerprint)
      return flags.includes('json')
        ? done({ enrolmentCode: text, enrolmentCodeExpiresAt: expiresAt })
        : told(sayCode({ text, expiresAt }, timeZone, language))
    },
    list: async ({ flags }, { language }) => {
      const terminals = await listTerminals(db)
      return flags.includes('json') ? done({ terminals }) : told(sayTerminals(terminals, timeZone, language ?? 'en'))
    },
    suspend: (said, run) => change(said, 'suspended', run),
    resume: (said, run) => change(said, 'active', run),
    rotate: (said, run) =>
      withOne(said, run, 'key-due', async (terminalId, now) => {
        await askForNewKey(db, terminalId, now)
        return ok({ terminalId, isKeyDue: true })
      }),
    retire: (said, run) => change(said, 'retired', run),
    fingerprint: async ({ flags }) => {
      const fingerprint = grouped(serverKey.fingerprint)
      return flags.includes('json') ? done({ fingerprint }) : told(fingerprint)
    },
  }
}
