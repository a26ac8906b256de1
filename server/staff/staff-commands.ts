import { both } from '../../src/contract/texts.ts'
import { ROLES } from '../../src/rules/staff-roles.ts'
import type { CommandTable } from '../ground/commands/command.ts'

const json = { kind: 'flag', what: both('输出 JSON，供程序使用', 'as JSON, for programs') } as const
const ACCOUNT = both('STAFF 是 list 列出的编号或姓名。', 'STAFF is an id or a name, as list shows them.')
const roles = ROLES.join(', ')

export const STAFF_COMMANDS = {
  list: {
    what: both('列出工作人员账号', 'lists the accounts of staff'),
    options: { json },
  },
  invite: {
    what: both('生成一个新工作人员的一次性码', 'makes a one-time code by which somebody begins to work here'),
    positionals: ['NAME'],
    options: {
      role: { kind: 'text', what: both(`岗位：${roles}`, `as what: ${roles}`), isNeeded: true },
      sites: {
        kind: 'text',
        what: both('地点编号，用逗号隔开；不写则为全部', 'ids of sites, with commas; everywhere where it is left out'),
      },
      json,
    },
    notes: both(
      '码有效七天，只用一次，只显示这一次：请当面或打电话交给本人，在 /staff/set-up 输入。',
      'The code is good once, for seven days, and shown this once: hand it over in person, or by telephone. It is entered at /staff/set-up.',
    ),
  },
  end: {
    what: both('停用一个工作人员账号，立即生效', 'ends an account of staff and every session of it, at once'),
    positionals: ['STAFF'],
    options: { json },
    notes: ACCOUNT,
  },
  'reset-factors': {
    what: both('收回一个账号的第二重证明', 'takes the second proofs of an account away'),
    positionals: ['STAFF'],
    options: { json },
    notes: both(
      `${ACCOUNT.zh}\n手机和密钥都丢了、恢复码也没有时用：所有登录结束，并给出设置新证明的一次性码；原来的密码或学校登录照旧。`,
      `${ACCOUNT.en}\nFor whoever has lost phone, key and recovery codes: every session ends, and a one-time code for new proofs is made. The password or the university's login stays as it is.`,
    ),
  },
  'first-code': {
    what: both(
      '还没有管理员时，生成第一位管理员的一次性码',
      'makes the one-time code of the first administrator, while there is none',
    ),
    options: { json },
    notes: both(
      '有效一天，之前的码随即作废；有了管理员，它就没有用了。在 /staff/set-up 输入。',
      'Good for a day; one of before is worth nothing then, and all are once there is an administrator. It is entered at /staff/set-up.',
    ),
  },
} as const satisfies CommandTable
