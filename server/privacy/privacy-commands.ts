import { both } from '../../src/contract/texts.ts'
import type { CommandTable } from '../ground/commands/command.ts'

const json = { kind: 'flag', what: both('输出 JSON，供程序使用', 'as JSON, for programs') } as const

export const PRIVACY_COMMANDS = {
  retention: {
    what: both('删除已到保存期限的数据', 'takes away what is over by its age'),
    options: {
      'dry-run': { kind: 'flag', what: both('只统计，什么都不删', 'counts it, and takes nothing away') },
      json,
    },
    notes: both(
      '服务器每天自动做一次。每次的结果都留底并记入审计。',
      'The server does it by itself each day. What each run has found is kept, and stands in the audit trail.',
    ),
  },
  'retention-table': {
    what: both('列出每种数据保存多久、为什么', 'lists how long each kind of data is kept, and why'),
    options: { json },
  },
} as const satisfies CommandTable
