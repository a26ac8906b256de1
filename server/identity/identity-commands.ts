import { both } from '../../src/contract/texts.ts'
import type { CommandOption, CommandTable } from '../ground/commands/command.ts'

const WHO = both(
  'WHO 是账号的邮箱，或者证件号码。办理前请核对证件原件。',
  'WHO is the mailbox of the account, or the number of the document. Look at the document itself first.',
)
const json = {
  kind: 'flag',
  what: both('输出 JSON，供程序使用', 'as JSON, for programs'),
} as const satisfies CommandOption

export const IDENTITY_COMMANDS = {
  account: {
    what: both('说明一个邮箱账号到了哪一步', 'says how an account by e-mail stands'),
    positionals: ['WHO'],
    options: { json },
    notes: WHO,
  },
  'waive-phone': {
    what: both(
      '让一个邮箱账号不用手机号码也能实名',
      'lets an account by e-mail say who its person is without a mobile number',
    ),
    positionals: ['WHO'],
    options: { json },
    notes: both(
      'WHO 是账号的邮箱。用于没有中国大陆手机号码的人，例如在国外的校友。请先核对打电话或来信的确是本人，例如对照学籍问几个问题。',
      'WHO is the mailbox of the account. For people without a mobile number of the Chinese mainland, such as alumni abroad. First make sure of who calls or writes, for example by questions that their records answer.',
    ),
  },
  'remove-account': {
    what: both(
      '删除一个邮箱账号，邮箱和证件号码都可重新注册',
      'removes an account by e-mail: its mailbox and its document may sign up again',
    ),
    positionals: ['WHO'],
    options: { json },
    notes: both(
      `${WHO.zh}\n它的登录立即失效，邮箱会收到通知。已签发的文件不受影响。`,
      `${WHO.en}\nIts logins end at once, and a letter tells its mailbox. Documents that were issued stay as they are.`,
    ),
  },
} as const satisfies CommandTable
