import { renderUnicodeCompact } from 'uqr'
import { enrolmentText, grouped } from '../../src/contract/enrolment-text.ts'
import { both } from '../../src/contract/texts.ts'
import { type CommandHandlers, done, wrongUse } from '../ground/commands/command.ts'
import { sayIn } from '../ground/commands/language.ts'
import type { Ground } from '../ground/ground.ts'
import { createEnrolment } from './enrolment.ts'
import { whatIsWrongWith } from './terminal-place.ts'
import type { TERMINALS_COMMANDS } from './terminals-commands.ts'

const SHOWN = both(
  '这个码和本服务器的指纹，可以扫描，也可以把上面八组字符写进自助机的 server.enrolmentCode：',
  'The code and the fingerprint of this server, to scan, or to type as the eight groups above into server.enrolmentCode of the terminal:',
)

/** Carries the room's commands out. */
export function terminalsCommands({
  db,
  clock,
  serverKey,
}: Pick<Ground, 'db' | 'clock' | 'serverKey'>): CommandHandlers<typeof TERMINALS_COMMANDS> {
  const enrolment = createEnrolment(db, clock)
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
    fingerprint: async () => done({ fingerprint: grouped(serverKey.fingerprint) }),
  }
}
