import type { CommandOption, CommandTable } from '../ground/commands/command.ts'
import { CASE_ACTS, CASE_KINDS } from './kinds.ts'

const NUMBER = 'NUMBER is the case’s, for example C-261129-7KQ4.'
const NAMED = 'Name and user of the operating system stand in the history of the case for ever.'
const json = { kind: 'flag', what: 'as JSON, for programs' } as const satisfies CommandOption
const by = { kind: 'text', what: 'name of the person who decides', isNeeded: true } as const satisfies CommandOption
const needed = { kind: 'text', what: 'what is wrong with them', isNeeded: true } as const satisfies CommandOption
const card = {
  kind: 'file-to-read',
  what: 'of a refund to a bank card: a file of three lines, bank, number and name of the holder; /dev/stdin to type them',
} as const satisfies CommandOption
const preview = { kind: 'flag', what: 'says what would come of it, and does nothing' } as const satisfies CommandOption
const reason = { kind: 'text', what: 'why, one line of at most 500 characters' } as const satisfies CommandOption

export const CASES_COMMANDS = {
  list: {
    what: 'lists what needs a hand, the oldest first',
    options: {
      all: { kind: 'flag', what: 'what has ended too, the newest first' },
      kind: { kind: 'text', what: Object.keys(CASE_KINDS).join(', ') },
      after: { kind: 'text', what: 'goes on behind this case' },
      limit: { kind: 'text', what: 'how many at most; 100 where nothing is said, 1000 at most' },
      json,
    },
  },
  show: {
    what: 'says all that is known of a case, and what may be done',
    positionals: ['NUMBER'],
    options: { json },
    notes: NUMBER,
  },
  act: {
    what: 'does what ends a case, or asks for it where two people decide',
    positionals: ['NUMBER', 'ACT'],
    options: {
      ...{ by, reason },
      reference: { kind: 'text', what: 'of a refund by hand: the number under which it is found' },
      'amount-fen': { kind: 'text', what: 'of a refund: how much, where it is not all of it' },
      copies: { kind: 'text', what: 'of a reprint: how many; 1 where nothing is said' },
      ...{ card, preview, json },
    },
    notes: `${NUMBER}\nACT is ${CASE_ACTS.join(', ')}: show says which of them.\n${NAMED}`,
  },
  agree: {
    what: 'agrees to what another person has asked for, and does it',
    positionals: ['NUMBER'],
    options: { by, card, json },
    notes: `${NUMBER} ${NAMED}`,
  },
  disagree: {
    what: 'declines what another person has asked for, or takes it back',
    positionals: ['NUMBER'],
    options: { by, reason, json },
    notes: `${NUMBER} ${NAMED}`,
  },
  'take-back': {
    what: 'takes an act back that is under way, where nothing of it has left the house yet',
    positionals: ['NUMBER'],
    options: { by, reason: { ...reason, isNeeded: true }, json },
    notes: `${NUMBER} What waits for a second person is taken back with disagree. ${NAMED}`,
  },
  reprint: {
    what: 'gives a code for a free reprint of copies that came out badly',
    positionals: ['ORDERNUMBER'],
    options: {
      ...{ by, reason: needed },
      copies: { kind: 'text', what: 'how many; 1 where nothing is said' },
      json,
    },
    notes: `The code is shown once; the screens of the kiosk of this version do not take it yet. It opens a case of the kind bad-print, or acts on the one that is open. ${NAMED}`,
  },
  waive: {
    what: 'pays an order back whose copies came out badly',
    positionals: ['ORDERNUMBER'],
    options: {
      by,
      reason: needed,
      'amount-fen': { kind: 'text', what: 'how much, where it is not all of it' },
      preview,
      json,
    },
    notes: `It opens a case of the kind bad-print, or acts on the one that is open. ${NAMED}`,
  },
} as const satisfies CommandTable
