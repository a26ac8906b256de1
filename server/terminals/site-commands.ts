import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { Result } from '../../src/result.ts'
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
import { tableForTerminal, textForTerminal } from '../ground/commands/printable.ts'
import type { Tables } from '../ground/store/tables.ts'
import { addSite, changeSite, listSites, NO_SITE } from './sites.ts'
import type { SITE_COMMANDS } from './terminals-commands.ts'

/** Who gave a command, as the audit trail has it. */
export const givenBy = ({ givenBy }: CommandRun): string => (givenBy === undefined ? 'command' : `command ${givenBy}`)

/** Carries the commands on sites out. */
export function siteCommands({
  db,
  clock,
}: {
  readonly db: Kysely<Tables>
  readonly clock: Clock
}): CommandHandlers<typeof SITE_COMMANDS> {
  const by = (run: CommandRun) => ({ now: new Date(clock.now()), by: givenBy(run) })
  const answer = (
    made: Result<null, Bilingual>,
    siteId: string,
    isJson: boolean,
    run: CommandRun,
    words: Bilingual,
  ) => {
    if (!made.ok) return refused(sayIn(run.language)(made.error))
    return isJson ? done({ siteId }) : told(sayIn(run.language)(words))
  }
  return {
    sites: async ({ flags }, { language }): Promise<CommandAnswer> => {
      const sites = await listSites(db)
      if (flags.includes('json')) return done({ sites })
      const say = sayIn(language)
      const head = [both('编号', 'ID'), both('名称', 'NAME')].map(say)
      return told(tableForTerminal([head, ...sites.map(one => [one.siteId, textForTerminal(say(one.name))])], 60))
    },
    'add-site': async ({ positionals: [siteId = '', zh = ''], texts: { english }, flags }, run) => {
      const made = await addSite(db, { siteId, name: { zh, en: english ?? zh } }, by(run))
      const words = both(`站点 ${siteId} 已添加。`, `The site ${siteId} is there.`)
      return answer(made, siteId, flags.includes('json'), run, words)
    },
    'change-site': async ({ positionals: [siteId = ''], texts: { name, english, position }, flags }, run) => {
      const site = (await listSites(db)).find(one => one.siteId === siteId)
      if (!site) return refused(sayIn(run.language)(NO_SITE(siteId)))
      if (position !== undefined && !/^[1-9]\d{0,3}$/.test(position))
        return wrongUse(sayIn(run.language)(both('--position 是从 1 起的整数', '--position is a number from 1 on')))
      const next = {
        siteId,
        name: { zh: name ?? site.name.zh, en: english ?? site.name.en },
        position: position === undefined ? null : Number(position),
      }
      const words = both(`站点 ${siteId} 已更改。`, `The site ${siteId} is changed.`)
      return answer(await changeSite(db, next, by(run)), siteId, flags.includes('json'), run, words)
    },
  }
}
