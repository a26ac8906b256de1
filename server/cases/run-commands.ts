import { type CommandHandlers, done, wrongUse } from '../ground/commands/command.ts'
import type { Ground } from '../ground/ground.ts'
import type { CASES_COMMANDS } from './cases-commands.ts'
import { CASE_KINDS, type CaseKind, isCaseKind } from './kinds.ts'

const LISTED_MAX = 100
const KINDS = Object.keys(CASE_KINDS) as CaseKind[]

/** Carries the room's commands out. */
export function casesCommands({ db }: Pick<Ground, 'db'>): CommandHandlers<typeof CASES_COMMANDS> {
  return {
    list: async ({ texts: { kind } }) => {
      if (kind !== undefined && !isCaseKind(kind)) return wrongUse('--kind is unknown')
      const rows = await db
        .selectFrom('open_case')
        .selectAll()
        .where('state', '<>', 'ended')
        .where('kind', 'in', kind === undefined ? KINDS : [kind])
        .orderBy('opened_at')
        .orderBy('case_number')
        .limit(LISTED_MAX)
        .execute()
      return done({
        cases: rows.map(row => ({
          ...{ caseNumber: row.case_number, kind: row.kind, state: row.state, subject: row.subject },
          ...{ amountFen: row.amount_fen, openedAt: row.opened_at.toISOString() },
        })),
      })
    },
  }
}
