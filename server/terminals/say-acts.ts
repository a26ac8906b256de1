import { renderUnicodeCompact } from 'uqr'
import { both } from '../../src/contract/texts.ts'
import { type StaffLanguage, sayIn } from '../ground/commands/language.ts'
import { textForTerminal } from '../ground/commands/printable.ts'
import { sayTime } from '../ground/commands/wall-time.ts'
import type { ListedTerminal } from './list-terminals.ts'
import type { TerminalState } from './terminal-rows.ts'

/** What was done about a terminal. */
export type DoneToTerminal = Exclude<TerminalState, 'quarantined'> | 'key-due' | 'moved'

/** What was done about a terminal, and what follows, for whoever did it. */
export function sayDone(
  { terminalId, name }: Pick<ListedTerminal, 'terminalId' | 'name'>,
  done: DoneToTerminal,
  language: StaffLanguage = 'en',
): string {
  const say = sayIn(language)
  const called = textForTerminal(say(name))
  const it = called === '' ? terminalId : say(both(`${called}（${terminalId}）`, `${called} (${terminalId})`))
  switch (done) {
    case 'suspended':
      return say(
        both(
          `${it} 已停用：服务器不再答复它。用 yinzheng terminals resume 恢复。`,
          `${it} is suspended: the server answers it no more. yinzheng terminals resume lets it in again.`,
        ),
      )
    case 'active':
      return say(both(`${it} 已恢复使用。`, `${it} is in use again.`))
    case 'retired':
      return say(
        both(
          `${it} 已退役，不能恢复。要再用这台机器：用 yinzheng terminals code 取新的码，换一个新的数据目录重新登记。`,
          `${it} is retired for good. To use the machine again, enrol it anew: a new code by yinzheng terminals code, and an empty data folder.`,
        ),
      )
    case 'moved':
      return say(both(`${it} 已划归该站点。`, `${it} belongs to that site now.`))
    case 'key-due':
      return say(
        both(
          `${it} 会换一个新密钥：它在线且没有人使用时换；是否已换，见 yinzheng terminals list。`,
          `${it} will make itself a new key, when it is there and nobody stands before it; yinzheng terminals list shows whether it has.`,
        ),
      )
  }
}

/** A code of enrolment to type and to scan, and until when it is good. */
export function sayCode(
  { text, expiresAt }: { readonly text: string; readonly expiresAt: Date },
  timeZone: string,
  language: StaffLanguage = 'en',
): string {
  const say = sayIn(language)
  const until = sayTime(timeZone, expiresAt)
  return [
    text,
    say(both(`有效至 ${until}，只显示这一次。`, `Good until ${until}, and shown this once.`)),
    say(
      both(
        '这个码和本服务器的指纹，可以扫描，也可以把上面八组字符写进自助机的 server.enrolmentCode：',
        'The code and the fingerprint of this server, to scan, or to type as the eight groups above into server.enrolmentCode of the terminal:',
      ),
    ),
    renderUnicodeCompact(text),
  ].join('\n')
}
