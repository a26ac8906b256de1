import { both } from '../../src/contract/texts.ts'
import { REVOCATION_REASONS } from '../../src/verification/states.ts'
import type { CommandTable } from '../ground/commands/command.ts'

const DOCUMENT = both(
  'DOCUMENT 是纸上印着的文件编号或验证码。',
  'DOCUMENT is the number or the verification code that stands on the paper.',
)
const REASONS = REVOCATION_REASONS.join(', ')

const json = { kind: 'flag', what: both('输出 JSON，供程序使用', 'as JSON, for programs') } as const

export const ISSUING_COMMANDS = {
  show: {
    what: both('公开查验页上显示的内容', 'what the public page shows of a document'),
    positionals: ['DOCUMENT'],
    options: { json },
    notes: DOCUMENT,
  },
  revoke: {
    what: both('撤销一份文件，不能恢复', 'takes a document back for good'),
    positionals: ['DOCUMENT'],
    options: { reason: { kind: 'text', what: both(REASONS, REASONS), isNeeded: true }, json },
    notes: both(
      `${DOCUMENT.zh}查验这份文件的人都会看到原因。`,
      `${DOCUMENT.en} Everybody who checks the document reads the reason.`,
    ),
  },
  replace: {
    what: both('用同一人的新文件代替旧文件', 'puts the newer document of the same person in the place of an older one'),
    positionals: ['OLDER', 'NEWER'],
    options: { json },
    notes: both(
      '两份都写纸上印着的文件编号或验证码，旧的在前。',
      'Both are named by the number or the verification code that stands on the paper.',
    ),
  },
  expire: {
    what: both('设定一份文件何时失效', 'sets when a document ends'),
    positionals: ['DOCUMENT'],
    options: {
      at: {
        ...{ kind: 'text', isNeeded: true },
        what: both(
          '例如 2027-06-30T23:59:59+08:00；写 never 则取消期限',
          'for example 2027-06-30T23:59:59+08:00; "never" takes the end away',
        ),
      },
      json,
    },
    notes: DOCUMENT,
  },
  batch: {
    what: both(
      '按名单成批出具文件；已开始的接着做',
      'makes the documents of a list, and goes on with one that was begun',
    ),
    options: {
      list: {
        ...{ kind: 'file-to-read', isNeeded: true },
        what: both('名单，CSV，表头为 personId,kind,edition', 'CSV with the heading personId,kind,edition'),
      },
      report: { kind: 'file-to-write', what: both('每一行的结果，CSV', 'what became of each line, CSV') },
      'retry-failed': { kind: 'flag', what: both('失败的行再试一次', 'tries the lines that have failed again') },
      json,
    },
    notes: both(
      '按 Ctrl-C（或 SIGTERM）会做完手上的再停；同样的命令再给一次就从那里接着做，中途被杀掉也一样。',
      'It is stopped after the documents under way by SIGTERM and SIGINT; the same command goes on from there, also after a kill.',
    ),
  },
} as const satisfies CommandTable
