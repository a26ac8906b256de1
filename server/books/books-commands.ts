import type { CommandTable } from '../ground/commands/command.ts'

const JSON_FLAG = { kind: 'flag', what: 'answers with one line of JSON' } as const

export const BOOKS_COMMANDS = {
  check: {
    what: 'proves the books and compares every issued file with its hash',
    options: { json: JSON_FLAG },
    notes:
      'Every entry balances and is of its cause, the state of every order follows from its entries, nothing beyond what was paid is given\n' +
      'back, at the provider lies what the orders say, and every file is as it was issued. What differs is a case until it no longer\n' +
      'does. Exit: 0 nothing differs, 1 something does or it was stopped, 2 wrong use.',
  },
  statement: {
    what: 'what a month has brought, by kiosk and kind of document',
    options: {
      month: { kind: 'text', what: 'YYYY-MM', isNeeded: true },
      json: JSON_FLAG,
      csv: { kind: 'flag', what: 'answers with a table for spreadsheets, CSV' },
    },
    notes:
      'Held is what nobody has decided about, owed is what is to be paid back and has not reached the payer. What was held and owed at the\n' +
      'start and what was received make up what was charged and paid back and what is held and owed at the end.\n' +
      'Exit: 0 it ties to the books, 1 it does not (yinzheng check says where), 2 wrong use.',
  },
} as const satisfies CommandTable
