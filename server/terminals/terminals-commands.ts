import { both } from '../../src/contract/texts.ts'
import type { CommandTable } from '../ground/commands/command.ts'

export const TERMINALS_COMMANDS = {
  code: {
    what: both('生成登记新自助机用的一次性码', 'makes a one-time code that a new terminal is enrolled with'),
    positionals: ['NAME'],
    options: { place: { kind: 'text', what: both('它放在哪里', 'where it stands') } },
    notes: both(
      '前两组是码，有效期一刻钟，只显示一次，存下的只是其散列值；后六组是本服务器的指纹，自助机先核对指纹，再报出自己的任何信息。',
      'The first two groups are the code: good for a quarter of an hour, shown once and kept as a hash. The other six are the fingerprint of this server: the terminal compares it before it tells anything.',
    ),
  },
  fingerprint: {
    what: both('显示本服务器的指纹', 'shows the fingerprint of this server'),
    notes: both(
      '供以前登记的自助机核对服务器：写进其 server.fingerprint。',
      'For terminals that were enrolled before servers had one: it goes into their server.fingerprint.',
    ),
  },
} as const satisfies CommandTable
