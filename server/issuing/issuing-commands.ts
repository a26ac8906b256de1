import { REVOCATION_REASONS } from '../../src/verification/states.ts'
import type { CommandTable } from '../ground/commands/command.ts'

const DOCUMENT = 'DOCUMENT is the number or the verification code that stands on the paper.'

export const ISSUING_COMMANDS = {
  show: { what: 'what the public page shows of a document', positionals: ['DOCUMENT'], notes: DOCUMENT },
  revoke: {
    what: 'takes a document back for good',
    positionals: ['DOCUMENT'],
    options: { reason: { kind: 'text', what: REVOCATION_REASONS.join(', '), isNeeded: true } },
    notes: `${DOCUMENT} Everybody who checks the document reads the reason.`,
  },
  replace: {
    what: 'puts the newer document of the same person in the place of an older one',
    positionals: ['OLDER', 'NEWER'],
    notes: 'Both are named by the number or the verification code that stands on the paper.',
  },
  expire: {
    what: 'sets when a document ends',
    positionals: ['DOCUMENT'],
    options: {
      at: { kind: 'text', what: 'for example 2027-06-30T23:59:59+08:00; "never" takes the end away', isNeeded: true },
    },
    notes: DOCUMENT,
  },
  batch: {
    what: 'makes the documents of a list, and goes on with one that was begun',
    options: {
      list: { kind: 'file-to-read', what: 'CSV with the heading personId,kind,edition', isNeeded: true },
      report: { kind: 'file-to-write', what: 'what became of each line, CSV' },
      'retry-failed': { kind: 'flag', what: 'tries the lines that have failed again' },
    },
    notes:
      'It is stopped after the documents under way by SIGTERM and SIGINT; the same command goes on from there, also after a kill.\n' +
      'Exit: 0 all issued, 1 some not, 2 wrong use.',
  },
} as const satisfies CommandTable
