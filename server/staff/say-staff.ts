import { type Bilingual, both } from '../../src/contract/texts.ts'
import { ALL_SITES } from '../../src/rules/staff-roles.ts'
import { type StaffLanguage, sayIn } from '../ground/commands/language.ts'
import { tableForTerminal, textForTerminal } from '../ground/commands/printable.ts'
import { sayTime } from '../ground/commands/wall-time.ts'
import type { ListedAccount } from './accounts/accounts.ts'
import type { OneTimeCode } from './accounts/invitations.ts'
import { ROLE_WORDS, WORDS } from './pages/words.ts'

const PROOFS: Readonly<Record<ListedAccount['proof'], Bilingual>> = {
  cas: both('CAS', 'CAS'),
  oidc: both('OpenID', 'OpenID'),
  local: both('密码', 'password'),
}

/** Accounts as a table. */
export function sayAccounts(accounts: readonly ListedAccount[], timeZone: string, language: StaffLanguage): string {
  const say = sayIn(language)
  if (accounts.length === 0)
    return say(
      both(
        '还没有工作人员账号：用 yinzheng staff first-code 取第一位管理员的码。',
        'Nobody works here yet: yinzheng staff first-code makes the code of the first administrator.',
      ),
    )
  const head = [
    ...[both('编号', 'ID'), both('姓名', 'NAME'), both('岗位', 'ROLE'), both('地点', 'SITES')],
    ...[
      both('登录方式', 'FIRST PROOF'),
      both('第二重证明', 'SECOND PROOFS'),
      both('状态', 'STATE'),
      both('最近', 'LAST SEEN'),
    ],
  ].map(say)
  const rows = accounts.map(({ staffId, name, role, sites, proof, factors, state, seenAt }) => [
    ...[staffId, textForTerminal(name), say(ROLE_WORDS[role])],
    sites.includes(ALL_SITES) ? say(WORDS.allSites) : sites.join(' '),
    ...[say(PROOFS[proof]), String(factors)],
    say(state === 'active' ? both('在用', 'in use') : both('已停用', 'ended')),
    seenAt === null ? '' : sayTime(timeZone, seenAt),
  ])
  return tableForTerminal([head, ...rows])
}

/** A one-time code, until when it is good, and where it goes. */
export function sayStaffCode(
  { code, expiresAt }: OneTimeCode,
  { timeZone, publicBaseUrl }: { readonly timeZone: string; readonly publicBaseUrl: string },
  language: StaffLanguage = 'en',
): string {
  const say = sayIn(language)
  const until = sayTime(timeZone, expiresAt)
  return [
    code,
    say(both(`有效至 ${until}，只显示这一次。`, `Good until ${until}, and shown this once.`)),
    say(both(`在这里输入：${publicBaseUrl}/staff/set-up`, `It is entered at ${publicBaseUrl}/staff/set-up`)),
  ].join('\n')
}
