import { type Bilingual, both } from '../../src/contract/texts.ts'
import { type StaffLanguage, sayIn } from '../ground/commands/language.ts'
import { columnsOf, tableForTerminal, textForTerminal } from '../ground/commands/printable.ts'
import { sayTime, sayZone } from '../ground/commands/wall-time.ts'
import { keptWords } from './case-money.ts'
import { kindFacts, needsReason, paysBack } from './judge-act.ts'
import { kindInTable, kindWords } from './kind-names.ts'
import type { CaseAct, CaseKind } from './kinds.ts'
import { isDoneNow } from './next-by-itself.ts'
import type { CaseFilter, CasePage, CaseSummary, CaseWhole } from './read-cases.ts'
import { nameInWords, sayLine } from './say-evidence.ts'
import { sayYuan } from './say-figures.ts'
import { inWords } from './sentences.ts'

const KIOSK_COLUMNS = 24
const ONE_USER = both('两个姓名是同一个系统用户报的', 'both names were given by one user of the operating system')

/** What the words of cases are said with: the house's time zone, an IANA name, and above how many fen two people decide. */
export interface Saying {
  readonly timeZone: string
  readonly fourEyesAboveFen: number
  readonly language: StaffLanguage
}

export const CASE_STATES: Readonly<Record<CaseSummary['state'], Bilingual>> = {
  open: both('待处理', 'open'),
  'waiting-for-agreement': both('等第二人', 'waits for a second person'),
  'under-way': both('办理中', 'under way'),
  ended: both('已办结', 'ended'),
}

/** An amount with what is to be typed of it. */
const amountWords = (fen: number): Bilingual => both(`${sayYuan(fen)}（${fen} 分）`, `${sayYuan(fen)} (${fen} fen)`)

const noneAt = (all: boolean): Bilingual =>
  all ? both('没有任何事项。', 'There are no cases.') : both('没有需要处理的事项。', 'Nothing needs a hand.')

/** Where one kind alone was asked for and none is there, how many others are. */
function noneOfKind(kind: CaseKind, all: boolean, others: number): Bilingual {
  const zh = kindWords(kind, 'zh')
  const none = all
    ? both(`没有${zh}类事项`, `There are no cases of ${kind}`)
    : both(`没有需要处理的${zh}类事项`, `No case of ${kind} needs a hand`)
  if (others === 0) return both(`${none.zh}，其他类别也没有。`, `${none.en}, and none of another kind.`)
  return both(`${none.zh}；其他类别有 ${others} 件。`, `${none.en}; of other kinds there are ${others}.`)
}

/** A page of cases as a table, with the sentence of each kind in it; `ofOtherKinds` is how many there are beside it where it has none. */
export function sayList(
  { cases, total, next }: CasePage,
  { all, kind, limit }: CaseFilter,
  { timeZone, language }: Saying,
  ofOtherKinds = 0,
): string {
  const say = sayIn(language)
  if (total === 0) return say(kind === null ? noneAt(all) : noneOfKind(kind, all, ofOtherKinds))
  const head = [
    ...[both('编号', 'NUMBER'), both('类别', 'KIND'), both('状态', 'STATE'), both('金额', 'AMOUNT')],
    ...[both('开始时间', 'SINCE'), both('订单', 'ORDER'), both('自助机', 'KIOSK')],
  ].map(say)
  const rows = cases.map(one => [
    ...[
      one.caseNumber,
      kindInTable(one.kind, language),
      say(CASE_STATES[one.state]),
      one.amountFen === null ? '' : sayYuan(one.amountFen),
    ],
    ...[sayTime(timeZone, new Date(one.openedAt)), one.orderNumber ?? ''],
    one.terminal === null ? '' : nameInWords(one.terminal, language),
  ])
  const kinds = [...new Set(cases.map(one => one.kind))].sort()
  const named = kinds.map(one => ({ name: kindWords(one, language), says: say(kindFacts(one).says) }))
  const indent = Math.max(0, ...named.map(({ name }) => columnsOf(name))) + 2
  const sentences = named.map(({ name, says }) => `${name}${' '.repeat(indent - columnsOf(name))}${says}`)
  const filter = `${all ? ' --all' : ''}${kind === null ? '' : ` --kind ${kind}`}`
  const goOn = `yinzheng cases list${filter} --after ${next} --config FILE`
  const more = next === null ? [] : [say(both(`接着的 ${limit} 件：${goOn}`, `The next ${limit}: ${goOn}`))]
  const byOneUser = cases.flatMap(one =>
    one.agreedByOneUser ? [say(both(`${one.caseNumber}：${ONE_USER.zh}。`, `${one.caseNumber}: ${ONE_USER.en}.`))] : [],
  )
  const isAll = cases.length === total
  const shown = isAll ? both('', '') : both(`，列出其中 ${cases.length} 件`, `, of which ${cases.length} are shown`)
  const counted = all
    ? both(`共 ${total} 件事项，最新的在前${shown.zh}。`, `${total} cases, the newest first${shown.en}.`)
    : both(`${total} 件需要处理，最早的在前${shown.zh}。`, `${total} need a hand, the oldest first${shown.en}.`)
  const ofOne = both(
    '看某一件的详情：yinzheng cases show 编号 --config FILE',
    'More of one: yinzheng cases show NUMBER --config FILE',
  )
  return [
    `${say(counted)}${language === 'zh' ? '' : ' '}${say(sayZone(timeZone))}`,
    tableForTerminal([head, ...rows], KIOSK_COLUMNS),
    sentences.join('\n'),
    ...(byOneUser.length === 0 ? [] : [byOneUser.join('\n')]),
    [...more, say(ofOne)].join('\n'),
  ].join('\n\n')
}

/** Everything about one case, and what may be typed next. */
export function sayCase(one: CaseWhole, saying: Saying, nowMs: number): string {
  const { timeZone, language } = saying
  const say = sayIn(language)
  const time = (iso: string) => sayTime(timeZone, new Date(iso))
  const last = time(one.lastHeardAt)
  const heard =
    one.timesHeard === 1
      ? both('', '')
      : both(`，共听到 ${one.timesHeard} 次，最近一次 ${last}`, `, told ${one.timesHeard} times, last at ${last}`)
  const { terminal, byItself } = one
  const ofSameCause = (number: string) => both(`${number}，同一起因`, `${number}, of the same cause`)
  const machine = byItself && inWords(textForTerminal(byItself.what), language)
  const at = !byItself?.at
    ? both('', '')
    : isDoneNow(byItself, nowMs)
      ? both('，现在就办', ', now')
      : both(`，${time(byItself.at)}`, `, at ${time(byItself.at)}`)
  const same = (text: string) => both(text, text)
  const facts: [Bilingual, Bilingual | null][] = [
    [both('涉及', 'About'), same(textForTerminal(one.subject))],
    [both('订单', 'Order'), one.orderNumber === null ? null : same(one.orderNumber)],
    [both('自助机', 'Kiosk'), terminal && same(nameInWords(terminal, language))],
    [both('金额', 'Amount'), one.amountFen === null ? null : amountWords(one.amountFen)],
    [both('立项', 'Opened'), both(`${time(one.openedAt)}${heard.zh}`, `${time(one.openedAt)}${heard.en}`)],
    [both('办结', 'Ended'), one.endedAt === null ? null : same(time(one.endedAt))],
    [both('之前', 'Before it'), one.formerCase === null ? null : ofSameCause(one.formerCase)],
    [both('之后', 'After it'), one.laterCase === null ? null : ofSameCause(one.laterCase)],
    [
      both('同单', 'Beside it'),
      same(one.sameOrder.map(({ caseNumber, kind }) => `${caseNumber} ${kindWords(kind, language)}`).join(', ')),
    ],
    [both('两人', 'Agreed'), one.agreedByOneUser ? ONE_USER : null],
    [both('机器', 'By itself'), machine === null ? null : both(`${machine}${at.zh}`, `${machine}${at.en}`)],
  ]
  const evidence = { timeZone, language, provider: one.provider }
  const words = inWords(one.stands ?? '', language)
  const stands = say(both(`${words}。`, `${words.charAt(0).toUpperCase()}${words.slice(1)}.`))
  return [
    `${one.caseNumber}  ${kindWords(one.kind, language)}  ${say(CASE_STATES[one.state])}`,
    one.stands === null ? say(one.says) : `${say(one.says)}\n${stands}`,
    facts
      .flatMap(([name, value]) => (value === null || say(value) === '' ? [] : [labelled(say(name), say(value))]))
      .join('\n'),
    ...(one.state === 'ended' ? [] : [say(one.machine)]),
    [
      `${say(both('经过，按听到的先后：', 'What was said and done, in the order in which it was heard.'))}${language === 'zh' ? '' : ' '}${say(sayZone(timeZone))}`,
      ...one.history.map(line => sayLine(line, evidence)),
    ].join('\n'),
    sayNext(one, saying),
  ].join('\n\n')
}

const labelled = (name: string, value: string): string => `${name}${' '.repeat(11 - columnsOf(name))}${value}`

/** What an act does, in a sentence. */
export const ACT_SAYS: Readonly<Record<CaseAct, Bilingual>> = {
  refund: both('由机器原路退款', 'The machine pays it back through the provider'),
  'refund-to-card': both('由支付方改退到付款人的银行卡', 'The provider sends it to a bank card of the payer'),
  'return-to-university': both(
    '由支付方退回本校账户，再另行退还',
    'The provider sends it back to the university: pay the payer yourself',
  ),
  'refunded-by-hand': both('已用其他方式退款，登记凭证', 'It was paid back another way: note the reference'),
  'reprint-code': both('给一个免费重打码，在自助机上输入', 'A code for a free reprint, typed at any kiosk'),
  'book-loss': both(
    '支付方多退的钱收不回来，记入账簿的损失',
    'What the provider has paid and nobody owed does not come back: enters it in the books as lost',
  ),
  close: both('不退款结案', 'Ends it and pays nothing back'),
}

const NAME = both('姓名', 'NAME')
const TEXT = both('原因', 'TEXT')

function sayNext(one: CaseWhole, { fourEyesAboveFen, language }: Saying): string {
  const say = sayIn(language)
  const typed = (verb: string, ...more: string[]) =>
    ['yinzheng cases', verb, one.caseNumber, `--by ${say(NAME)}`, ...more, '--config FILE'].join(' ')
  if (one.state === 'ended') return say(both('已办结，不再改变。', 'It has ended. Nothing more is done about it.'))
  if (one.state === 'under-way') {
    const words = both(
      '正在办理：机器会办结它，或说明哪里不成。还没有任何内容发出去时可以撤回：',
      'An act is under way: the machine ends the case, or says what went wrong. While nothing has left the house it may be taken back:',
    )
    return [say(words), `  ${typed('take-back', `--reason ${say(TEXT)}`)}`].join('\n')
  }
  if (one.state === 'waiting-for-agreement') {
    const words = say(both('等第二人决定：', 'It waits for a second person:'))
    const asked = one.history.findLast(({ step }) => step === 'asked')
    // Whoever agrees to a refund to a card has compared it, and says it as well.
    const card = asked?.facts.act === 'refund-to-card' ? ['--card /dev/stdin'] : []
    return [words, `  ${typed('agree', ...card)}`, `  ${typed('disagree')}`].join('\n')
  }
  const lines = one.acts.flatMap(act => (act === 'agree' || act === 'disagree' ? [] : sayAct(one, act, language)))
  const isForTwo = (one.amountFen ?? 0) > fourEyesAboveFen
  const above = sayYuan(fourEyesAboveFen)
  const agree = typed('agree')
  const two = both(
    `超过 ${above}，之后还要另一人同意：${agree}`,
    `Above ${above} another person must then agree: ${agree}`,
  )
  return [say(both('可以这样办：', 'What may be done:')), ...lines, ...(isForTwo ? [say(two)] : [])].join('\n')
}

/** What closing a case means for its money, in both languages. */
export const keptOf = ({ kind, subject, orderId, amountFen }: CaseSummary): Bilingual[] =>
  keptWords({ kind, subject, order_id: orderId, amount_fen: amountFen }).map(words =>
    both(inWords(words, 'zh'), inWords(words, 'en')),
  )

function sayAct(one: CaseSummary, act: CaseAct, language: StaffLanguage): string[] {
  const say = sayIn(language)
  const words = [
    ...['yinzheng cases act', one.caseNumber, act, `--by ${say(NAME)}`],
    ...(act === 'refunded-by-hand' ? [`--reference ${say(both('凭证号', 'NUMBER'))}`] : []),
    ...(act === 'refund-to-card' ? ['--card /dev/stdin'] : []),
    ...(paysBack(act) && !one.amountFen ? [`--amount ${say(both('元', 'YUAN'))}`] : []),
    ...(needsReason({ kind: one.kind, amount_fen: one.amountFen }, act) ? [`--reason ${say(TEXT)}`] : []),
  ]
  const { zh, en } = ACT_SAYS[act]
  const kept = act === 'close' ? keptOf(one) : []
  const what = both([zh, ...kept.map(({ zh }) => zh)].join('：'), [en, ...kept.map(({ en }) => en)].join(': '))
  return [`  ${say(what)}`, `    ${words.join(' ')} --config FILE`]
}
