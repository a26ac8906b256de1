import { type Bilingual, both } from '../../src/contract/texts.ts'
import { type CommandHandlers, done, refused, told, wrongUse } from '../ground/commands/command.ts'
import { type StaffLanguage, sayIn } from '../ground/commands/language.ts'
import { textForTerminal } from '../ground/commands/printable.ts'
import type { Ground } from '../ground/ground.ts'
import { readTyped } from '../ground/random-id.ts'
import { readAddress } from './address.ts'
import type { MAIL_COMMANDS } from './mail-commands.ts'
import type { MailDesk } from './mail-desk.ts'
import { plainReply } from './one-line.ts'
import { readChineseMobile } from './phone.ts'
import { listMessages, showMessage } from './read-messages.ts'
import { sayMessage, sayMessages } from './say-messages.ts'
import { sayState } from './say-state.ts'
import { type NotAgain, sendAgain } from './send-again.ts'
import { takeBounce } from './take-bounce.ts'

const LISTED = 100
const LISTED_MAX = 1000

const NO_MESSAGE = both('没有这个编号的信件或短信', 'there is no letter or text with this id')
const NOT_AGAIN: Readonly<Record<NotAgain, Bilingual>> = {
  'no-message': NO_MESSAGE,
  'still-waiting': both('它还在等待发送，会自动再试', 'it still waits, and is tried again by itself'),
  'content-gone': both('内容已删除：结束三十天后不能再发', 'its content is gone: it ended more than thirty days ago'),
}
const NOT_BOUNCED = {
  'no-status': both(
    '这封信里没有投递状态（message/delivery-status）：它不是退信',
    'there is no delivery status (message/delivery-status) in it: it is no letter that came back',
  ),
  'no-letter': both('看不出它是关于哪一封信', 'it does not show which letter it is about'),
} as const
const NO_MAIL = both('没有配置邮件服务器（配置文件里的 mail）', 'no relay is configured (mail in the configuration)')

/** Carries the room's commands out. */
export function mailCommands(
  { db, clock, house }: Pick<Ground, 'db' | 'clock' | 'house'>,
  { contents, sendTest }: Pick<MailDesk, 'contents' | 'sendTest'>,
): CommandHandlers<typeof MAIL_COMMANDS> {
  const { timeZone } = house
  const now = () => new Date(clock.now())
  const sayingIn = (language: StaffLanguage = 'en') => ({ timeZone, language })
  return {
    list: async ({ texts: { to, after, limit }, flags }, { language }) => {
      const say = sayIn(language)
      const address = to === undefined ? null : (readChineseMobile(to) ?? addressOf(to))
      if (address === undefined)
        return wrongUse(say(both('--to 要写邮箱或手机号', '--to is an address or a mobile number')))
      const count = limit === undefined ? LISTED : /^\d{1,4}$/.test(limit) ? Number(limit) : 0
      if (count < 1 || count > LISTED_MAX)
        return wrongUse(say(both(`--limit 是 1 到 ${LISTED_MAX} 的数`, `--limit is a number from 1 to ${LISTED_MAX}`)))
      const all = flags.includes('all')
      const addressKey = address === null ? null : contents.keyOf(address)
      const page = await listMessages(db, contents, {
        all,
        addressKey,
        after: after === undefined ? null : readTyped(after),
        limit: count,
      })
      if (page === null) return refused(say(NO_MESSAGE))
      return flags.includes('json') ? done(page) : told(sayMessages(page, all, sayingIn(language)))
    },
    show: async ({ positionals: [id = ''], flags }, { language }) => {
      const one = await showMessage(db, contents, readTyped(id))
      if (one === null) return refused(sayIn(language)(NO_MESSAGE))
      return flags.includes('json') ? done(one) : told(sayMessage(one, sayingIn(language)))
    },
    'send-again': async ({ positionals: [id = ''], flags }, { language }) => {
      const say = sayIn(language)
      const again = await sendAgain(db, readTyped(id), now())
      if (!again.ok) return refused(say(NOT_AGAIN[again.error]))
      return flags.includes('json') ? done(again.value) : told(say(sayState(again.value, timeZone)))
    },
    test: async ({ texts: { to = '' } }, { language = 'en', signal }) => {
      const say = sayIn(language)
      const address = addressOf(to)
      if (address === undefined) return wrongUse(say(both('--to 要写一个邮箱', '--to is one mail address')))
      const outcome = await sendTest(address, language, signal)
      if (outcome === null) return refused(say(NO_MAIL))
      const reply = textForTerminal(plainReply(outcome.reply))
      if (outcome.kind === 'accepted')
        return told(say(both(`邮件服务器已收下：${reply}`, `The relay has taken it: ${reply}`)))
      return refused(say(both(`没有发出：${reply}`, `It was not sent: ${reply}`)))
    },
    bounce: async ({ texts: { file = '' }, flags }, { language }) => {
      const say = sayIn(language)
      const taken = await takeBounce(db, file, now())
      if (!taken.ok) return refused(say(NOT_BOUNCED[taken.error]))
      if (flags.includes('json')) return done(taken.value)
      const { messageId, state } = taken.value
      const { zh, en } = sayState(state, timeZone)
      return told(say(both(`${messageId}：${zh}`, `${messageId}: ${en}`)))
    },
  }
}

function addressOf(typed: string): string | undefined {
  const read = readAddress(typed)
  return read.ok ? read.value : undefined
}
