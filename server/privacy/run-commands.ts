import { userInfo } from 'node:os'
import { type CommandHandlers, done, told } from '../ground/commands/command.ts'
import type { Ground } from '../ground/ground.ts'
import type { RoomPlan } from '../ground/room.ts'
import type { PRIVACY_COMMANDS } from './privacy-commands.ts'
import { requestCommands } from './requests/run-request-commands.ts'
import { beginRun, carryOutRetention } from './retention/carry-out-retention.ts'
import { jobRules, retentionRules } from './retention/rules.ts'
import { retentionTable, sayRun } from './retention/say-retention.ts'

/** Carries the room's commands out. `plans`: of all rooms. */
export function privacyCommands(
  { db, clock, log, house, tokens }: Pick<Ground, 'db' | 'clock' | 'log' | 'house' | 'tokens'>,
  plans: readonly RoomPlan[],
): CommandHandlers<typeof PRIVACY_COMMANDS> {
  const rules = retentionRules(plans)
  const requests = requestCommands({ db, clock, tokens, timeZone: house.timeZone })
  return {
    ...requests,
    retention: async ({ flags }, { signal, givenBy, language = 'en' }) => {
      const isDry = flags.includes('dry-run')
      const parts = { db, clock, log, rules: jobRules(rules) }
      const runId = await beginRun(parts, { day: null, isDry, askedBy: givenBy ?? userInfo().username })
      const report = runId === null ? null : await carryOutRetention(parts, { runId, isDry }, signal)
      if (report === null)
        return { exit: 1, message: language === 'zh' ? '中途停止了' : 'it was stopped before the end' }
      const exit = report.some(({ failed }) => failed) ? 1 : 0
      return flags.includes('json')
        ? { ...done({ isDry, report }), exit }
        : { ...told(sayRun(report, isDry, language)), exit }
    },
    'retention-table': async ({ flags }) => (flags.includes('json') ? done(rules) : told(retentionTable(rules))),
  }
}
