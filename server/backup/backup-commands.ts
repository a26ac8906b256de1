import { both } from '../../src/contract/texts.ts'
import type { CommandTable } from '../ground/commands/command.ts'

const json = { kind: 'flag', what: both('输出 JSON，供程序使用', 'as JSON, for programs') } as const

export const BACKUP_COMMANDS = {
  make: {
    what: both(
      '把数据库和文件备份到一个空文件夹',
      'writes a backup of the database and the files into an empty folder',
    ),
    positionals: ['FOLDER'],
    options: { json },
    notes: both(
      'FOLDER 要写从 / 开始的完整路径；服务器运行中也可以备份。备份和数据库一样机密；电子签章、支付密钥和配置文件不在其中，要另行保管。',
      'FOLDER is a whole path, from / on; the server may run meanwhile. A backup is as secret as the database. The seal, keys of payment and the configuration are not in it: keep them elsewhere.',
    ),
  },
  verify: {
    what: both('逐个文件核对一份备份', 'compares a backup file by file with what was signed'),
    positionals: ['FOLDER'],
    options: { json },
    notes: both('FOLDER 要写从 / 开始的完整路径。', 'FOLDER is a whole path, from / on.'),
  },
} as const satisfies CommandTable
