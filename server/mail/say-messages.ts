import { type Bilingual, both } from '../../src/contract/texts.ts'
import { type StaffLanguage, sayIn } from '../ground/commands/language.ts'
import { tableForTerminal, textForTerminal } from '../ground/commands/printable.ts'
import { sayTime, sayZone } from '../ground/commands/wall-time.ts'
import type { MessageKind } from './message-rows.ts'
import type { ListedMessage, MessagePage } from './read-messages.ts'
import { STATE_WORDS, sayState, sayTextState } from './say-state.ts'

export interface Saying {
  readonly timeZone: string
  readonly language: StaffLanguage
}

const KINDS: Readonly<Record<MessageKind, Bilingual>> = {
  letter: both('信件', 'letter'),
  text: both('短信', 'text'),
}
const GONE = both('（已删除）', '(gone)')

/** Messages as a table. */
export function sayMessages(page: MessagePage, all: boolean, { timeZone, language }: Saying): string {
  const say = sayIn(language)
  const { messages, total, next } = page
  if (messages.length === 0)
    return say(
      all
        ? both('没有信件，也没有短信。', 'There are no letters and no texts.')
        : both('没有未发出或被退回的信件和短信。', 'No letter or text is unsent or came back.'),
    )
  const head = [
    ...[both('编号', 'ID'), both('类别', 'KIND'), both('用途', 'PURPOSE'), both('关于', 'ABOUT')],
    ...[both('发给', 'TO'), both('提交时间', 'POSTED'), both('状态', 'STATE')],
  ].map(say)
  const rows = messages.map(({ messageId, kind, purpose, reference, to, postedAt, state }) => [
    ...[messageId, say(KINDS[kind]), purpose, reference, to === null ? say(GONE) : textForTerminal(to)],
    ...[sayTime(timeZone, postedAt), say(STATE_WORDS[state.state])],
  ])
  const shown =
    messages.length === total
      ? both('', '')
      : both(`，列出其中 ${messages.length} 封`, `, ${messages.length} are shown`)
  const counted = both(`共 ${total} 封，最新的在前${shown.zh}。`, `${total}, the newest first${shown.en}.`)
  const goOn = `yinzheng mail list${all ? ' --all' : ''} --after ${next} --config FILE`
  return [
    `${say(counted)}${language === 'zh' ? '' : ' '}${say(sayZone(timeZone))}`,
    tableForTerminal([head, ...rows]),
    [
      ...(next === null ? [] : [say(both(`接着的：${goOn}`, `The next ones: ${goOn}`))]),
      say(
        both(
          '看某一封的详情：yinzheng mail show 编号 --config FILE',
          'More of one: yinzheng mail show ID --config FILE',
        ),
      ),
    ].join('\n'),
  ].join('\n\n')
}

/** All that is known of one, and what may be typed next. */
export function sayMessage(one: ListedMessage, { timeZone, language }: Saying): string {
  const say = sayIn(language)
  const { messageId, kind, purpose, reference, to, postedAt, sendBy, tries, state } = one
  const same = (text: string) => both(text, text)
  const reply = 'reply' in state ? state.reply : null
  const facts: [Bilingual, Bilingual | null][] = [
    [both('用途：', 'For: '), same(purpose)],
    [both('关于：', 'About: '), same(reference)],
    [both('发给：', 'To: '), to === null ? GONE : same(textForTerminal(to))],
    [both('提交：', 'Posted: '), same(sayTime(timeZone, postedAt))],
    [both('最迟：', 'Given up at: '), same(sayTime(timeZone, sendBy))],
    [both('次数：', 'Tries: '), same(String(tries))],
    [both('对方答复：', 'Answered: '), reply === null || reply === '' ? null : same(textForTerminal(reply))],
  ]
  const isOver = state.state !== 'waiting' && state.state !== 'delayed'
  const again = `yinzheng mail send-again ${messageId} --config FILE`
  return [
    `${messageId}  ${say(KINDS[kind])}  ${say(STATE_WORDS[state.state])}`,
    say((kind === 'letter' ? sayState : sayTextState)(state, timeZone)),
    facts.flatMap(([name, value]) => (value === null ? [] : [`${say(name)}${say(value)}`])).join('\n'),
    ...(isOver && to !== null ? [say(both(`再发一次：${again}`, `To send it again: ${again}`))] : []),
    say(sayZone(timeZone)),
  ].join('\n\n')
}
