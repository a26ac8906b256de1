import { both } from '../../src/contract/texts.ts'
import { wallTime } from '../../src/rules/wall-time.ts'
import { type CommandHandlers, done, refused, told } from '../ground/commands/command.ts'
import { sayIn } from '../ground/commands/language.ts'
import type { Ground } from '../ground/ground.ts'
import type { Mail } from '../mail/mail.ts'
import { createRemoveAccount, findAccount, type StandingAccount, waivePhone } from './accounts/remove-account.ts'
import type { IDENTITY_COMMANDS } from './identity-commands.ts'

const NO_ACCOUNT = both('没有这个邮箱或证件号码的账号', 'there is no account with this mailbox or document')

/** Carries the room's commands out. */
export function identityCommands(
  ground: Pick<Ground, 'db' | 'clock' | 'house'>,
  mail: Mail,
): CommandHandlers<typeof IDENTITY_COMMANDS> {
  const at = (time: Date | null) => (time === null ? '—' : wallTime(time, ground.house.timeZone))
  const lines = ({ accountId, maskedMail, madeAt, namedAt, waitsSince, matchedAt }: StandingAccount) => [
    both(`账号 ${accountId}，邮箱 ${maskedMail}`, `account ${accountId}, mailbox ${maskedMail}`),
    both(`激活：${at(madeAt)}`, `active since ${at(madeAt)}`),
    both(`实名：${at(namedAt)}`, `says who its person is since ${at(namedAt)}`),
    both(`等待学籍核实：${at(waitsSince)}`, `waits for the registry since ${at(waitsSince)}`),
    both(`已匹配学籍：${at(matchedAt)}`, `known to the records since ${at(matchedAt)}`),
  ]
  return {
    account: async ({ positionals: [who = ''], flags }, { language }) => {
      const say = sayIn(language)
      const found = await findAccount(ground, who)
      if (!found) return refused(say(NO_ACCOUNT))
      return flags.includes('json') ? done(found) : told(lines(found).map(say).join('\n'))
    },
    'waive-phone': async ({ positionals: [who = ''], flags }, { language, givenBy }) => {
      const say = sayIn(language)
      const found = await waivePhone(ground, who, givenBy ?? null)
      if (!found) return refused(say(NO_ACCOUNT))
      const { accountId, maskedMail } = found
      if (flags.includes('json')) return done({ accountId, maskedMail })
      return told(
        say(
          both(
            `账号 ${accountId}（${maskedMail}）不再需要手机号码，请对方重新打开实名页面`,
            `account ${accountId} (${maskedMail}) needs no mobile number any more; its person opens the page again`,
          ),
        ),
      )
    },
    'remove-account': async ({ positionals: [who = ''], flags }, { language, givenBy }) => {
      const say = sayIn(language)
      const removed = await createRemoveAccount(ground, mail)(who, givenBy ?? null)
      if (!removed) return refused(say(NO_ACCOUNT))
      const { accountId, maskedMail } = removed
      if (flags.includes('json')) return done({ accountId, maskedMail })
      return told(
        say(both(`已删除账号 ${accountId}（${maskedMail}）`, `account ${accountId} (${maskedMail}) is removed`)),
      )
    },
  }
}
