import { type Bilingual, both } from '../../src/contract/texts.ts'
import { sayTime } from '../ground/commands/wall-time.ts'
import type { BounceReason, MessageState, StopReason } from './message-state.ts'

export const STATE_WORDS: Readonly<Record<MessageState['state'], Bilingual>> = {
  waiting: both('等待发送', 'waiting'),
  delayed: both('延迟', 'delayed'),
  sent: both('已发出', 'sent'),
  bounced: both('被退回', 'bounced'),
  'given-up': both('已放弃', 'given up'),
  stopped: both('已停止', 'stopped'),
}

const REASONS: Readonly<Record<BounceReason, Bilingual>> = {
  refused: both('对方拒收，不会再试', 'It was refused for good'),
  'too-large': both('太大，邮件服务器不收', 'It is too large for the mail server'),
  returned: both('发出后被退回，没有送到', 'It was sent and came back: it has not arrived'),
}

/** What the person does about it. */
const ADVICE: Readonly<Record<BounceReason, Bilingual>> = {
  refused: both('请核对地址。', 'Please check the address.'),
  'too-large': both('请换一个邮箱，或换一种方式交付。', 'Try another address, or hand it over another way.'),
  returned: both('请核对地址。', 'Please check the address.'),
}

const STOPPED: Readonly<Record<StopReason, Bilingual>> = {
  'document-revoked': both('没有发出：其中的文件已被撤销', 'It was stopped: the document in it was revoked'),
  withdrawn: both('没有发出：已被撤回', 'It was stopped: it is not wanted any more'),
}
const MAY_HAVE_ARRIVED = both(
  '此前的一次发送没有得到确认，也可能已经送到。',
  ' A try of before was not confirmed and may have arrived.',
)

/** How far a letter or a text has come, in a sentence for the person who waits for it. */
export function sayState(state: MessageState, timeZone: string): Bilingual {
  const time = (at: Date) => sayTime(timeZone, at)
  switch (state.state) {
    case 'waiting':
      return both('正等待发送。', 'It is about to be sent.')
    case 'delayed': {
      const [next, end] = [time(state.nextAt), time(state.giveUpAt)]
      return both(
        `已试 ${state.tries} 次，还没有发出；下一次在 ${next}，到 ${end} 为止。`,
        `It was tried ${state.tries === 1 ? 'once' : `${state.tries} times`} and is not sent yet. The next try is at ${next}; it is given up at ${end}.`,
      )
    }
    case 'sent':
      return both(
        `已于 ${time(state.at)} 发出。没有看到的，请查看垃圾邮件。`,
        `It was sent at ${time(state.at)}. Whoever does not see it looks into the spam folder.`,
      )
    case 'bounced': {
      const [{ zh, en }, advice] = [REASONS[state.reason], ADVICE[state.reason]]
      return both(`${zh}（${time(state.at)}）。${advice.zh}`, `${en} (${time(state.at)}). ${advice.en}`)
    }
    case 'stopped': {
      const { zh, en } = STOPPED[state.because]
      const more = state.mayHaveArrived ? MAY_HAVE_ARRIVED : both('', '')
      return both(`${zh}（${time(state.at)}）。${more.zh}`, `${en} (${time(state.at)}).${more.en}`)
    }
    case 'given-up':
      return state.mayHaveArrived
        ? both(
            `到 ${time(state.at)} 仍没有得到确认，不再发送；也可能已经送到。`,
            `It was not confirmed by ${time(state.at)} and is given up. It may have arrived all the same.`,
          )
        : both(
            `到 ${time(state.at)} 仍没有发出，不再发送。`,
            `It could not be sent by ${time(state.at)}, and is given up.`,
          )
  }
}

/** The same of a text to a telephone, which knows no spam folder. */
export function sayTextState(state: MessageState, timeZone: string): Bilingual {
  if (state.state === 'sent')
    return both(`已于 ${sayTime(timeZone, state.at)} 发出。`, `It was sent at ${sayTime(timeZone, state.at)}.`)
  if (state.state === 'bounced')
    return both(
      `短信平台拒收（${sayTime(timeZone, state.at)}）。请核对号码。`,
      `The text was refused for good (${sayTime(timeZone, state.at)}). Please check the number.`,
    )
  return sayState(state, timeZone)
}
