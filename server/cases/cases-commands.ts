import type { CommandTable } from '../ground/commands/command.ts'
import { CASE_KINDS } from './kinds.ts'

export const CASES_COMMANDS = {
  list: {
    what: 'lists what needs a hand, the oldest first',
    options: {
      kind: { kind: 'text', what: Object.keys(CASE_KINDS).join(', ') },
    },
  },
} as const satisfies CommandTable
