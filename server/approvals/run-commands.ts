import { type Bilingual, both } from '../../src/contract/texts.ts'
import { officeIdSchema } from '../documents/documents.ts'
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
import { tableForTerminal, textForTerminal } from '../ground/commands/printable.ts'
import type { Ground } from '../ground/ground.ts'
import type { APPROVALS_COMMANDS } from './approvals-commands.ts'
import { type Colleague, createOfficers } from './officers.ts'

/** Carries the room's commands out. */
export function approvalsCommands({
  db,
  clock,
}: Pick<Ground, 'db' | 'clock'>): CommandHandlers<typeof APPROVALS_COMMANDS> {
  const officers = createOfficers(db, clock)
  const by = ({ givenBy }: CommandRun) => (givenBy === undefined ? 'command' : `command ${givenBy}`)
  /** One of those whom the name or id may mean. */
  const withOne = async (
    { positionals: [named = ''], texts }: Said,
    { language }: CommandRun,
    among: readonly Colleague[],
    act: (office: string, colleague: Colleague) => Promise<CommandAnswer>,
  ): Promise<CommandAnswer> => {
    const say = sayIn(language)
    const office = officeIdSchema.safeParse(texts.office)
    if (!office.success)
      return wrongUse(say(both('--office 由小写字母、数字和横线组成', '--office is small letters, digits and dashes')))
    const [found, ...others] = among.filter(({ staffId, name }) => staffId === named || name === named)
    if (others.length > 0)
      return refused(say(both(`有几位叫 ${named}：请给编号`, `several are called ${named}: give the id`)))
    if (!found)
      return refused(say(both(`没有可用的人员叫 ${named}`, `nobody called ${named} works here who may do this`)))
    return act(office.data, found)
  }
  const said = ({ flags }: Said, { language }: CommandRun, value: object, text: Bilingual) =>
    flags.includes('json') ? done(value) : told(sayIn(language)(text))

  return {
    officers: async ({ flags }, { language }) => {
      const say = sayIn(language)
      const all = await officers.list()
      if (flags.includes('json')) return done({ officers: all })
      if (all.length === 0) return told(say(both('还没有审批人。', 'Nobody decides for any office yet.')))
      const head = [both('办公室', 'OFFICE'), both('编号', 'ID'), both('姓名', 'NAME')].map(say)
      return told(
        tableForTerminal([head, ...all.map(({ office, staffId, name }) => [office, staffId, textForTerminal(name)])]),
      )
    },
    'name-officer': async (asked, run) =>
      withOne(asked, run, await officers.candidates(), async (office, { staffId, name }) => {
        await officers.name(office, staffId, by(run))
        return said(
          asked,
          run,
          { office, staffId },
          both(`${name} 现在为 ${office} 审批。`, `${name} decides for ${office} now.`),
        )
      }),
    'remove-officer': async (asked, run) => {
      const among = (await officers.list()).filter(({ office }) => office === asked.texts.office)
      return withOne(asked, run, among, async (office, { staffId, name }) => {
        await officers.remove(office, staffId, by(run))
        return said(
          asked,
          run,
          { office, staffId },
          both(`${name} 不再为 ${office} 审批。`, `${name} decides for ${office} no longer.`),
        )
      })
    },
  }
}
