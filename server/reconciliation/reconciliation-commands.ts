import type { CommandTable } from '../ground/commands/command.ts'

export const RECONCILIATION_COMMANDS = {
  run: {
    what: 'compares the bill of a day with orders, refunds and sheets',
    options: {
      day: { kind: 'text', what: 'YYYY-MM-DD, a day that is over', isNeeded: true },
      json: { kind: 'flag', what: 'answers with one line of JSON' },
      csv: { kind: 'flag', what: 'answers with a table of the differences, CSV' },
    },
    notes:
      'The bill is fetched again. Nothing is booked without a signed answer of the provider about that order, and the same command\n' +
      'again opens no second case. Exit: 0 nothing differs, 1 something does or a bill is not there, 2 wrong use.',
  },
} as const satisfies CommandTable
