import { renderUnicodeCompact } from 'uqr'
import { enrolmentText, grouped } from '../../src/contract/enrolment-text.ts'
import { both } from '../../src/contract/texts.ts'
import {
  type CommandAnswer,
  type CommandHandlers,
  type CommandRun,
  done,
  refused,
  told,
  wrongUse,
} from '../ground/commands/command.ts'
import { sayIn } from '../ground/commands/language.ts'
import type { Ground, House } from '../ground/ground.ts'
import { createEnrolment } from './enrolment.ts'
import { findTerminals, listTerminals } from './list-terminals.ts'
import { sayTerminals } from './say-terminals.ts'
import { whatIsWrongWith } from './terminal-place.ts'
import { setTerminalState, type TerminalState } from './terminal-rows.ts'
import type { TERMINALS_COMMANDS } from './terminals-commands.ts'

const SHOWN = both(
  '这个码和本服务器的指纹，可以扫描，也可以把上面八组字符写进自助机的 server.enrolmentCode：',
  'The code and the fingerprint of this server, to scan, or to type as the eight groups above into server.enrolmentCode of the terminal:',
)

/** What they stand on. */
export type CommandNeeds = Pick<Ground, 'db' | 'clock' | 'serverKey'> & { readonly house: Pick<House, 'timeZone'> }

/** Carries the room's commands out. */
export function terminalsCommands({
  db,
  clock,
  serverKey,
  house: { timeZone },
}: CommandNeeds): CommandHandlers<typeof TERMINALS_COMMANDS> {
  const enrolment = createEnrolment(db, clock)
  const change = async (named: string, state: TerminalState, { language }: CommandRun): Promise<CommandAnswer> => {
    const say = sayIn(language)
    const [terminal, ...others] = await findTerminals(db, named)
    if (!terminal)
      return refused(say(both(`没有编号或名称是 ${named} 的自助机`, `no terminal has the id or name ${named}`)))
    if (others.length > 0)
      return refused(
        say(both(`有几台自助机叫 ${named}：请给编号`, `several terminals are called ${named}: give the id`)),
      )
    if (terminal.state === 'retired' && state !== 'retired')
      return refused(
        say(
          both(
            '已退役的自助机不能恢复：用新的码重新登记',
            'a retired terminal stays so: enrol it anew with a new code',
          ),
        ),
      )
    await setTerminalState(db, terminal.terminalId, state, new Date(clock.now()))
    return done({ terminalId: terminal.terminalId, state })
  }
  return {
    code: async ({ positionals: [name = ''], texts: { place = '' } }, { language }) => {
      const same = (text: string) => both(text, text)
      const terminal = { name: same(name), place: same(place) }
      const wrong = whatIsWrongWith(terminal)
      if (wrong !== null) return wrongUse(sayIn(language)(wrong))
      const { code, expiresAt } = await enrolment.createCode(terminal)
      const text = enrolmentText(code, serverKey.fingerprint)
      const value = { enrolmentCode: text, enrolmentCodeExpiresAt: expiresAt }
      return { ...done(value), message: `${sayIn(language)(SHOWN)}\n${renderUnicodeCompact(text)}` }
    },
    list: async ({ flags }, { language }) => {
      const terminals = await listTerminals(db)
      return flags.includes('json') ? done({ terminals }) : told(sayTerminals(terminals, timeZone, language ?? 'en'))
    },
    suspend: ({ positionals: [named = ''] }, run) => change(named, 'suspended', run),
    resume: ({ positionals: [named = ''] }, run) => change(named, 'active', run),
    retire: ({ positionals: [named = ''] }, run) => change(named, 'retired', run),
    fingerprint: async () => done({ fingerprint: grouped(serverKey.fingerprint) }),
  }
}
