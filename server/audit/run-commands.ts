import { stat } from 'node:fs/promises'
import { both } from '../../src/contract/texts.ts'
import { type CommandHandlers, wrongUse } from '../ground/commands/command.ts'
import { sayIn } from '../ground/commands/language.ts'
import type { Ground } from '../ground/ground.ts'
import { audit } from './audit-audit.ts'
import type { AUDIT_COMMANDS } from './audit-commands.ts'
import type { AuditSettings } from './audit-config.ts'
import { sayReport } from './say-report.ts'
import { verifyTrail } from './verify/verify.ts'
import { linesOfFile } from './witnesses/open-witnesses.ts'
import { outsideCopies } from './witnesses/outside-copies.ts'

const PROGRESS_EVERY = 50_000

/** Carries the room's commands out. They need no server: it is the store that is looked at. */
export function auditCommands(
  { db, clock, house, serverKey }: Pick<Ground, 'db' | 'clock' | 'house' | 'serverKey'>,
  { audit: settings }: { readonly audit: AuditSettings },
): CommandHandlers<typeof AUDIT_COMMANDS> {
  return {
    verify: async ({ texts, flags }, { progress, signal, language = 'en', givenBy }) => {
      const say = sayIn(language)
      const named = texts.witness
      if (named !== undefined && !(await stat(named).catch(() => null))?.isFile())
        return wrongUse(say(both(`${named} 读不到，或不是文件`, `${named} cannot be read, or is no file`)))
      const outside =
        named === undefined
          ? await outsideCopies({ db }, settings)
          : { copies: [{ name: 'given', lines: linesOfFile(named) }], unread: () => [] }
      let told = 0
      const report = await verifyTrail(db, serverKey.publicKey, {
        now: clock.now,
        signal,
        outside,
        progress: (done, of) => {
          if (done - told < PROGRESS_EVERY) return
          told = done
          progress(say(both(`已核对 ${done}/${of}`, `${done} of ${of}`)))
        },
      })
      const [first] = report.findings
      const bad = first && { kind: first.kind, position: first.position, seq: first.seq }
      const by = givenBy === undefined ? 'command' : `command ${givenBy}`
      const detail = { by, outcome: report.outcome, entries: report.entries, findings: report.findingsCount, ...bad }
      await audit(db, new Date(clock.now()), { event: 'audit-verified', subject: 'trail', terminalId: null, detail })
      const exit = report.outcome === 'whole' ? 0 : 1
      return flags.includes('json')
        ? { exit, value: report }
        : { exit, text: sayReport(report, house.timeZone, language) }
    },
  }
}
