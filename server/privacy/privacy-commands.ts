import { REQUEST_CHANNELS, REQUEST_KINDS, REQUEST_OUTCOMES } from '../../src/contract/privacy-api.ts'
import { both } from '../../src/contract/texts.ts'
import type { CommandTable } from '../ground/commands/command.ts'

const json = { kind: 'flag', what: both('输出 JSON，供程序使用', 'as JSON, for programs') } as const

const KINDS = REQUEST_KINDS.join(', ')
const by = { kind: 'text', isNeeded: true, what: both('办理人的姓名', 'name of the person who does it') } as const

export const PRIVACY_COMMANDS = {
  'request-add': {
    what: both(
      '登记一份书面或邮件提出的个人信息请求',
      'enters a request about personal data that came on paper or by mail',
    ),
    options: {
      kind: { kind: 'text', isNeeded: true, what: both(`哪一类：${KINDS}`, `which kind: ${KINDS}`) },
      channel: {
        kind: 'text',
        isNeeded: true,
        what: both(`怎样提出的：${REQUEST_CHANNELS.join(', ')}`, `how it came: ${REQUEST_CHANNELS.join(', ')}`),
      },
      received: {
        kind: 'text',
        isNeeded: true,
        what: both('收到的日期，例如 2026-12-01', 'the day it came, such as 2026-12-01'),
      },
      who: {
        ...{ kind: 'file-to-read', isNeeded: true },
        what: both(
          '一个文件，写明是谁、怎样联系；写 /dev/stdin 则当场输入',
          'a file that says who asks and how they are reached; /dev/stdin to type it',
        ),
      },
      ...{ by, json },
    },
    notes: both(
      '收到之日起十五个工作日内（周一至周五，不计节假日）要办结。是谁提出的加密保存。',
      'It is to be ended within fifteen working days (Monday to Friday, without holidays) from the day it came. Who asks is kept sealed.',
    ),
  },
  'request-list': {
    what: both('列出个人信息请求，最先到期的在前', 'lists requests about personal data, what is due first before'),
    options: { all: { kind: 'flag', what: both('已办结的也列出', 'what has ended too') }, json },
  },
  'request-end': {
    what: both('办结一份个人信息请求', 'ends a request about personal data'),
    positionals: ['NUMBER'],
    options: {
      outcome: {
        kind: 'text',
        isNeeded: true,
        what: both(`结果：${REQUEST_OUTCOMES.join(', ')}`, `the outcome: ${REQUEST_OUTCOMES.join(', ')}`),
      },
      reason: {
        kind: 'text',
        what: both('怎样办的；拒绝时必须说明理由', 'what was done; of a refusal why, which must be said'),
      },
      ...{ by, json },
    },
    notes: both(
      '这里只登记结果：数据的提供和删除，由本人登录后自己办，或由管理员另行办理。',
      'It writes the outcome down: data is given and erased by the person on the web, or by an administrator elsewhere.',
    ),
  },
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
