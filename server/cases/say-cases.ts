import { columnsOf, tableForTerminal, textForTerminal } from '../ground/commands/printable.ts'
import type { CaseWorked } from './carry-out.ts'
import { kindFacts, needsReason, paysBack } from './judge-act.ts'
import type { CaseAct } from './kinds.ts'
import type { CaseFilter, CaseLine, CasePage, CaseSummary, CaseWhole } from './read-cases.ts'
import { sayAmount, sayTime, sayYuan } from './say-figures.ts'

const KIOSK_COLUMNS = 24
const ONE_USER = 'both names were given by one user of the operating system'

/** What the words of cases are said with: the house's time zone, an IANA name, and above how many fen two people decide. */
export interface Saying {
  readonly timeZone: string
  readonly fourEyesAboveFen: number
}

/** A page of cases as a table, with the sentence of each kind in it. */
export function sayList(
  { cases, total, next }: CasePage,
  { all, kind, limit }: CaseFilter,
  { timeZone }: Saying,
): string {
  if (total === 0) return all ? '没有任何记录。\nThere are no cases.' : '没有需要处理的事项。\nNothing needs a hand.'
  const head = ['NUMBER', 'KIND', 'STATE', 'AMOUNT', 'SINCE', 'ORDER', 'KIOSK']
  const rows = cases.map(one => [
    ...[one.caseNumber, one.kind, one.state, one.amountFen === null ? '' : sayYuan(one.amountFen)],
    ...[sayTime(timeZone, new Date(one.openedAt)), one.orderNumber ?? '', textForTerminal(one.terminal?.zh ?? '')],
  ])
  const kinds = [...new Set(cases.map(one => one.kind))].sort()
  const indent = ' '.repeat(Math.max(0, ...kinds.map(columnsOf)) + 2)
  const sentences = kinds.map(one => {
    const { zh, en } = kindFacts(one).says
    return `${one.padEnd(indent.length)}${zh}\n${indent}${en}`
  })
  const filter = `${all ? ' --all' : ''}${kind === null ? '' : ` --kind ${kind}`}`
  const more = next === null ? [] : [`The next ${limit}: yinzheng cases list${filter} --after ${next} --config FILE`]
  const byOneUser = cases.flatMap(one => (one.agreedByOneUser ? [`${one.caseNumber}: ${ONE_USER}.`] : []))
  const shown = cases.length === total ? '' : `, of which ${cases.length} are shown`
  return [
    all ? `${total} cases, the newest first${shown}.` : `${total} need a hand, the oldest first${shown}.`,
    tableForTerminal([head, ...rows], KIOSK_COLUMNS),
    sentences.join('\n'),
    ...(byOneUser.length === 0 ? [] : [byOneUser.join('\n')]),
    [...more, 'More of one: yinzheng cases show NUMBER --config FILE'].join('\n'),
  ].join('\n\n')
}

/** Everything about one case, and what may be typed next. */
export function sayCase(one: CaseWhole, saying: Saying): string {
  const { timeZone } = saying
  const time = (iso: string) => sayTime(timeZone, new Date(iso))
  const heard = one.timesHeard === 1 ? '' : `, told ${one.timesHeard} times, last at ${time(one.lastHeardAt)}`
  const at = one.byItself?.at ? `, at ${time(one.byItself.at)}` : ''
  const { terminal } = one
  const facts: [string, string | null][] = [
    ['About', textForTerminal(one.subject)],
    ['Order', one.orderNumber],
    [
      'Kiosk',
      terminal && textForTerminal(terminal.zh === terminal.en ? terminal.zh : `${terminal.zh} / ${terminal.en}`),
    ],
    ['Amount', one.amountFen === null ? null : sayAmount(one.amountFen)],
    ['Opened', `${time(one.openedAt)} (${timeZone})${heard}`],
    ['Ended', one.endedAt && time(one.endedAt)],
    ['Before it', one.formerCase && `${one.formerCase}, of the same cause`],
    ['After it', one.laterCase && `${one.laterCase}, of the same cause`],
    ['Agreed', one.agreedByOneUser ? ONE_USER : null],
    ['By itself', one.byItself && `${textForTerminal(one.byItself.what)}${at}`],
  ]
  return [
    `${one.caseNumber}  ${one.kind}  ${one.state}`,
    `${one.says.zh}\n${one.says.en}`,
    facts.flatMap(([name, value]) => (value === null || value === '' ? [] : [`${name.padEnd(11)}${value}`])).join('\n'),
    ...(one.state === 'ended' ? [] : [`${one.machine.zh}\n${one.machine.en}`]),
    `What was said and done, in the order in which it was heard:\n${one.history.map(line => sayLine(line, timeZone)).join('\n')}`,
    sayNext(one, saying),
  ].join('\n\n')
}

function sayLine({ at, step, source, saidAt, words, by, facts }: CaseLine, timeZone: string): string {
  const who = by === null ? '' : ` by ${textForTerminal(by.name)} (user ${textForTerminal(by.user)})`
  const head = `  ${sayTime(timeZone, new Date(saidAt ?? at))}  ${(source ?? step).padEnd(8)}`
  const indent = ' '.repeat(columnsOf(head) + 2)
  const said = [words === null ? '' : textForTerminal(words), who.trim()].filter(part => part !== '').join(', ')
  const figures = Object.entries(facts).flatMap(([name, value]) =>
    value === null ? [] : [`${indent}${textForTerminal(name)}: ${sayFact(name, value, timeZone)}`],
  )
  return [`${head}  ${said}`.trimEnd(), ...figures].join('\n')
}

function sayFact(name: string, value: string | number | boolean, timeZone: string): string {
  if (typeof value === 'number' && name.endsWith('Fen') && Number.isSafeInteger(value)) return sayAmount(value)
  const isTime = typeof value === 'number' && name.endsWith('AtMs') && value > 0 && value < Date.UTC(9999, 0)
  return isTime ? sayTime(timeZone, new Date(value)) : textForTerminal(String(value))
}

const ACT_SAYS: Readonly<Record<CaseAct, string>> = {
  refund: '由机器原路退款 The machine pays it back through the provider',
  'refund-to-card': '由支付方改退到付款人的银行卡 The provider sends it to a bank card of the payer',
  'return-to-university':
    '由支付方退回本校账户，再另行退还 The provider sends it back to the university: pay the payer yourself',
  'refunded-by-hand': '已用其他方式退款，登记凭证 It was paid back another way: note the reference',
  'reprint-code': '给一个免费重打码，在自助机上输入 A code for a free reprint, typed at any kiosk',
  close: '不退款结案 Ends it and pays nothing back',
}

function sayNext(one: CaseWhole, { fourEyesAboveFen }: Saying): string {
  if (one.state === 'ended') return 'It has ended. Nothing more is done about it.'
  if (one.state === 'under-way') {
    return [
      'An act is under way: the machine ends the case, or says what went wrong. While nothing has left the house it may be taken back:',
      `  yinzheng cases take-back ${one.caseNumber} --by NAME --reason TEXT --config FILE`,
    ].join('\n')
  }
  if (one.state === 'waiting-for-agreement') {
    return [
      'It waits for a second person:',
      `  yinzheng cases agree ${one.caseNumber} --by NAME --config FILE`,
      `  yinzheng cases disagree ${one.caseNumber} --by NAME --config FILE`,
    ].join('\n')
  }
  const lines = one.acts.flatMap(act => (act === 'agree' || act === 'disagree' ? [] : sayAct(one, act)))
  const isForTwo = (one.amountFen ?? 0) > fourEyesAboveFen
  const two = `Above ${sayYuan(fourEyesAboveFen)} another person must then agree: yinzheng cases agree ${one.caseNumber} --by NAME --config FILE`
  return ['What may be done:', ...lines, ...(isForTwo ? [two] : [])].join('\n')
}

function sayAct(one: CaseSummary, act: CaseAct): string[] {
  const words = [
    ...['yinzheng cases act', one.caseNumber, act, '--by NAME'],
    ...(act === 'refunded-by-hand' ? ['--reference NUMBER'] : []),
    ...(act === 'refund-to-card' ? ['--card /dev/stdin'] : []),
    ...(paysBack(act) && !one.amountFen ? ['--amount-fen N'] : []),
    ...(needsReason(one.kind, act) ? ['--reason TEXT'] : []),
  ]
  return [`  ${ACT_SAYS[act]}`, `    ${words.join(' ')} --config FILE`]
}

/** What has come of an act, for whoever did it. */
export function sayWorked(worked: CaseWorked): string {
  const { caseNumber, state, act, amountFen, copies, whyFourEyes, tells } = worked
  const of = copies === null ? '' : ` for ${copies === 1 ? '1 copy' : `${copies} copies`}`
  const what = amountFen === null ? `${act}${of}` : `${act} of ${sayAmount(amountFen)}`
  const told = Object.entries(tells).map(([name, value]) => `${name}: ${value}`)
  if (worked.isPreview) {
    const would = { open: 'would not be done', 'under-way': 'would begin within seconds', ended: 'would end the case' }
    const then = state === 'waiting-for-agreement' ? `would wait for a second person: ${whyFourEyes}` : would[state]
    return `${what} ${then}. Nothing was done: give the command again without --preview.`
  }
  if (state === 'waiting-for-agreement') {
    const card = act === 'refund-to-card' ? ' --card /dev/stdin' : ''
    const next = `  yinzheng cases agree ${caseNumber} --by NAME${card} --config FILE`
    return [`${caseNumber}: ${what} is asked for. ${whyFourEyes}; another person types`, next].join('\n')
  }
  const came = { open: 'is not done', 'under-way': 'is under way', ended: 'is done: the case has ended' }[state]
  return [`${caseNumber}: ${what} ${came}.`, ...told].join('\n')
}
