import type { CommandTable } from '../ground/commands/command.ts'

export const TERMINALS_COMMANDS = {
  code: {
    what: 'makes a one-time code that a new terminal is enrolled with',
    positionals: ['NAME'],
    options: { place: { kind: 'text', what: 'where it stands' } },
    notes: 'The code is good for a quarter of an hour. It is shown once and kept as a hash.',
  },
} as const satisfies CommandTable
