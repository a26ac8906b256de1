import { type Bilingual, both } from '../../src/contract/texts.ts'
import { inWords } from '../cases/cases.ts'
import { type StaffLanguage, sayIn } from '../ground/commands/language.ts'
import { tableForTerminal, textForTerminal } from '../ground/commands/printable.ts'
import { sayTime, sayZone } from '../ground/commands/wall-time.ts'
import { providerName } from '../ground/provider-names.ts'
import type { DayReport, LineClass, ReportedDifference, ReportedMerchant, ReportedSheets } from './reconciliation.ts'
import { isClean, yuan } from './report-json.ts'

export const CLASS_WORDS: Readonly<Record<LineClass | ReportedDifference['class'], Bilingual>> = {
  equal: both('相符', 'equal'),
  'of-others': both('同一商户号下别人的交易', 'trade of others'),
  'paid-there-not-here': both('账单上已付，本院未付', 'paid on the bill, not here'),
  'there-only': both('只在账单上', 'on the bill alone'),
  'here-only': both('只在本院', 'here alone'),
  'amount-differs': both('金额不同', 'another amount'),
  'refund-differs': both('退款不符', 'refund differs'),
  'sheets-differ': both('张数不符', 'sheets differ'),
  'bill-missing': both('没有可信的账单', 'no bill to be believed'),
}

/** The report for people. */
export function textOf(report: DayReport, timeZone: string, language: StaffLanguage): string {
  const say = sayIn(language)
  const { day, merchants, sheets, differences } = report
  const open = differences.filter(({ state }) => state === 'open')
  const closed = differences.filter(({ state }) => state === 'closed').length
  const explained = differences.length - open.length - closed
  const result = isClean(report)
    ? closed > 0
      ? both('没有待查明的差异', 'nothing is left to be explained')
      : both('全部相符', 'nothing differs')
    : both(`${open.length} 处待查明`, `${open.length} to be explained`)
  const byPeople = closed > 0 ? both(`，${closed} 处已由人结案`, `, ${closed} closed by a person`) : both('', '')
  const also = explained > 0 ? both(`，${explained} 处已查明`, `, ${explained} explained`) : both('', '')
  const none = both('没有配置商户。', 'There is no merchant.')
  return [
    say(both(`${day}：${result.zh}${byPeople.zh}${also.zh}`, `${day}: ${result.en}${byPeople.en}${also.en}`)),
    ...(merchants.length === 0 ? [say(none)] : []),
    ...merchants.flatMap(one => ['', ...linesOf(one, language)]),
    ...(sheets.length > 0 ? ['', say(both('打印机数到的张数', 'Sheets that printers have counted'))] : []),
    ...(sheets.length > 0 ? [sheetsTable(sheets, language)] : []),
    ...(differences.length > 0 ? ['', say(both('差异，金额单位：元', 'Differences, amounts in yuan'))] : []),
    ...differences.flatMap(one => differenceLines(one, timeZone, language)),
    ...(closed > 0 ? ['', say(sayZone(timeZone))] : []),
    ...(open.length + closed > 0
      ? [
          '',
          say(
            both(
              '看某一处的详情：yinzheng cases show 编号 --config FILE',
              'More of one: yinzheng cases show NUMBER --config FILE',
            ),
          ),
        ]
      : []),
  ].join('\n')
}

const BILLS: Readonly<Record<NonNullable<ReportedMerchant['bill']>, Bilingual>> = {
  taken: both('账单已核对', 'the bill is compared'),
  'no-trade': both('支付方说当天没有交易', 'nothing was traded, says the provider'),
  'not-offered': both('支付方不提供账单', 'the provider gives out no bills'),
}

function linesOf(one: ReportedMerchant, language: StaffLanguage): string[] {
  const say = sayIn(language)
  const { merchantId, state, bill, paymentsFen, refundsFen, lines } = one
  const name = providerName(one.provider)
  const why = textForTerminal(one.why ?? say(both('还没有问', 'not asked')))
  const what = bill ? BILLS[bill] : both(`还没有账单（${why}）`, `there is no bill yet (${why})`)
  const waiting =
    state === 'asking'
      ? both('；有的还在等支付方答复', '; the provider has yet to answer about something')
      : both('', '')
  const sums = both(
    `账单合计：付款 ${yuan(paymentsFen)} 元，退款 ${yuan(refundsFen)} 元`,
    `the bill's sums: payments ${yuan(paymentsFen)}, refunds ${yuan(refundsFen)} yuan`,
  )
  const head = [both('', ''), both('笔数', 'count'), both('金额(元)', 'yuan')].map(say)
  const rows = lines.map(line => {
    const of = CLASS_WORDS[line.class]
    const kind = line.kind === 'payment' ? both('付款', 'payments') : both('退款', 'refunds')
    return [say(both(`${kind.zh}，${of.zh}`, `${kind.en}, ${of.en}`)), String(line.count), yuan(line.sumFen)]
  })
  return [
    say(
      both(
        `${name.zh}，商户 ${merchantId}：${what.zh}${waiting.zh}`,
        `${name.en}, merchant ${merchantId}: ${what.en}${waiting.en}`,
      ),
    ),
    ...(bill === 'taken' ? [`  ${say(sums)}`] : []),
    ...(rows.length > 0 ? [indented(tableForTerminal([head, ...rows]))] : []),
  ]
}

const indented = (text: string) => text.replaceAll(/^/gm, '  ')

function sheetsTable(sheets: readonly ReportedSheets[], language: StaffLanguage): string {
  const say = sayIn(language)
  const head = [both('自助机', 'kiosk'), both('编号', 'id'), both('份数', 'copies'), both('张数', 'sheets')].map(say)
  const rows = sheets.map(({ kiosk, terminalId, copiesDelivered, sheetsCounted }) => [
    ...[textForTerminal(say(kiosk)), textForTerminal(terminalId), String(copiesDelivered), String(sheetsCounted)],
  ])
  return indented(tableForTerminal([head, ...rows]))
}

function differenceLines(one: ReportedDifference, timeZone: string, language: StaffLanguage): string[] {
  const say = sayIn(language)
  const isSheets = one.class === 'sheets-differ'
  const figure = (value: number | null) => (value === null ? '-' : isSheets ? String(value) : yuan(value))
  const [here, there] = [figure(one.here), figure(one.there)]
  const end = endWords(one, timeZone)
  const of = CLASS_WORDS[one.class]
  const kiosk = one.kiosk && textForTerminal(say(one.kiosk))
  const numbers = [one.orderNumber, one.outRefundNo ?? one.outTradeNo, kiosk]
    .filter(Boolean)
    .join(language === 'zh' ? '，' : ', ')
  const figures = isSheets
    ? both(`数到 ${here} 张，应有 ${there} 张`, `${here} sheets counted, ${there} at least`)
    : both(`本院 ${here}，账单 ${there}`, `here ${here}, there ${there}`)
  const said = one.answer === null ? null : answerWords(one.answer, language)
  const asked = said === null ? both('', '') : both(`；询问的答复：${said}`, `; asked: ${said}`)
  return [
    `  ${one.caseNumber}  ${say(both(`${of.zh}${end.zh}`, `${of.en}${end.en}`))}  ${numbers}`,
    `    ${say(both(`${figures.zh}${asked.zh}`, `${figures.en}${asked.en}`))}`,
  ]
}

function endWords({ state, closed }: ReportedDifference, timeZone: string): Bilingual {
  if (state === 'explained') return both('（已查明）', ' (explained)')
  if (closed === null) return both('', '')
  const [by, at] = [textForTerminal(closed.by), sayTime(timeZone, new Date(closed.at))]
  return both(`（已由 ${by} 于 ${at} 结案）`, ` (closed by ${by} at ${at})`)
}

/** What the provider has answered, as staff read it. */
export const answerWords = (answer: string, language: StaffLanguage): string =>
  textForTerminal(inWords(answer, language))
