import { both } from '../../src/contract/texts.ts'
import type { CommandTable } from '../ground/commands/command.ts'

const json = { kind: 'flag', what: both('输出 JSON，供程序使用', 'as JSON, for programs') } as const
const office = {
  kind: 'text',
  what: both('kind.json 中写的办公室', 'the office, as kind.json names it'),
  isNeeded: true,
} as const
const WHO = both(
  'STAFF 是 yinzheng staff list 列出的编号或姓名，岗位须能审批。',
  'STAFF is an id or a name, as yinzheng staff list shows them, whose role lets them approve.',
)

export const APPROVALS_COMMANDS = {
  officers: {
    what: both('列出各办公室的审批人', 'lists who decides for which office'),
    options: { json },
  },
  'name-officer': {
    what: both('指定一位审批人', 'names somebody to decide for an office'),
    positionals: ['STAFF'],
    options: { office, json },
    notes: WHO,
  },
  'remove-officer': {
    what: both('撤销一位审批人', 'takes somebody away from an office'),
    positionals: ['STAFF'],
    options: { office, json },
    notes: WHO,
  },
} as const satisfies CommandTable
