import { both } from '../../src/contract/texts.ts'
import type { CommandTable } from '../ground/commands/command.ts'

export const TERMINALS_COMMANDS = {
  code: {
    what: both('生成登记新自助机用的一次性码', 'makes a one-time code that a new terminal is enrolled with'),
    positionals: ['NAME'],
    options: { place: { kind: 'text', what: both('它放在哪里', 'where it stands') } },
    notes: both(
      '码的有效期是一刻钟，只显示一次，存下的只是其散列值。',
      'The code is good for a quarter of an hour. It is shown once and kept as a hash.',
    ),
  },
} as const satisfies CommandTable
