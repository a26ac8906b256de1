import { type Bilingual, both } from '../../src/contract/texts.ts'
import { type StaffLanguage, sayIn } from '../ground/commands/language.ts'
import { tableForTerminal, textForTerminal } from '../ground/commands/printable.ts'
import { sayTime } from '../ground/commands/wall-time.ts'
import type { ListedTerminal } from './list-terminals.ts'
import type { TerminalState } from './terminal-rows.ts'

export const TERMINAL_STATES: Readonly<Record<TerminalState, Bilingual>> = {
  active: both('在用', 'in use'),
  suspended: both('已停用', 'suspended'),
  quarantined: both('已隔离：密钥在两处使用', 'in quarantine: its key is in use at two places'),
  retired: both('已退役', 'retired'),
}

const KEY_DUE = both('；待换新密钥', ', new key asked for')

/** Terminals as a table. */
export function sayTerminals(terminals: readonly ListedTerminal[], timeZone: string, language: StaffLanguage): string {
  const say = sayIn(language)
  if (terminals.length === 0) return say(both('还没有登记任何自助机。', 'No terminal is enrolled.'))
  const head = [
    ...[both('编号', 'ID'), both('名称', 'NAME'), both('位置', 'PLACE'), both('站点', 'SITE'), both('状态', 'STATE')],
    ...[both('登记时间', 'ENROLLED'), both('最近十分钟的最后请求', 'LAST HEARD IN TEN MINUTES')],
  ].map(say)
  const rows = terminals.map(({ terminalId, name, place, siteId, state, enrolledAt, keyDueAt, heardAt }) => [
    ...[
      terminalId,
      ...[name, place].map(words => textForTerminal(say(words))),
      siteId,
      `${say(TERMINAL_STATES[state])}${keyDueAt === null || state === 'retired' ? '' : say(KEY_DUE)}`,
    ],
    ...[sayTime(timeZone, enrolledAt), heardAt === null ? '' : sayTime(timeZone, heardAt)],
  ])
  return tableForTerminal([head, ...rows], 60)
}
