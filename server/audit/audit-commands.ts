import { both } from '../../src/contract/texts.ts'
import type { CommandTable } from '../ground/commands/command.ts'

export const AUDIT_COMMANDS = {
  verify: {
    what: both(
      '核对整条审计链：每个条目、每个检查点，以及院外的见证副本',
      'verifies the whole audit trail: each entry, each checkpoint, and the copy outside',
    ),
    options: {
      witness: {
        kind: 'path',
        what: both(
          '见证副本的文件；不写则用配置里能读到的那一份',
          'a file of the outside copy; that of the configuration where it is left out and can be read',
        ),
      },
      json: { kind: 'flag', what: both('输出一行 JSON，供程序使用', 'answers with one line of JSON, for programs') },
    },
    notes: both(
      '发现问题时退出码为 1，并指出第一个有问题的条目。没有见证副本时，链尾被截断、整库换成旧备份都看不出来。',
      'Ends with 1 when something is wrong, and names the first bad entry. Without an outside copy nobody can tell an end that was cut\n' +
        'off, or a database that was put back to an older one.',
    ),
  },
} as const satisfies CommandTable
