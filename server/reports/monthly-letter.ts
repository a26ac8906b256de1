import { both } from '../../src/contract/texts.ts'
import type { Ground } from '../ground/ground.ts'
import { dayIn } from '../ground/local-day.ts'
import type { Mail } from '../mail/mail.ts'
import { addDays } from './forecast.ts'
import { reportOf } from './report-of.ts'
import { audit } from './reports-audit.ts'

const DAY_MS = 86_400_000
/** So late in a month a house that was switched off sends no letter of the one before. */
const LAST_DAY_OF_MONTH = 10

export interface LetterParts extends Pick<Ground, 'db' | 'clock' | 'house' | 'log'> {
  readonly mail: Pick<Mail, 'post' | 'sends'>
  readonly to: readonly string[]
  readonly language: 'zh' | 'en'
}

const say = (fen: number | null | undefined) => `¥${((fen ?? 0) / 100).toFixed(2)}`

/** The figures of the month before, once, to whom the configuration names. */
export async function sendMonthlyLetter({ db, clock, house, log, mail, to, language }: LetterParts): Promise<void> {
  if (to.length === 0 || !mail.sends.letters) return
  const now = new Date(clock.now())
  const today = dayIn(house.timeZone, now)
  if (Number(today.slice(8)) > LAST_DAY_OF_MONTH) return
  const until = addDays(`${today.slice(0, 8)}01`, -1)
  const month = until.slice(0, 7)
  const sent = await db.selectFrom('report_letter').select('month').where('month', '=', month).executeTakeFirst()
  if (sent) return
  const days = { from: `${month}-01`, until, sites: ['*'], by: 'terminal' } as const
  const [money, paper, visits] = await Promise.all(
    (['money', 'paper', 'visits'] as const).map(of => reportOf(db, { ...days, of }, house.timeZone, now)),
  )
  const [received, charged, refunded, byHand, net] = money?.total ?? []
  const [orders, free, paid, reprinted, sheets] = paper?.total ?? []
  const [completed, failed, givenUp] = visits?.total ?? []
  const text = both(
    [
      `${month} 自助打印`,
      `收款 ${say(received)}，计费 ${say(charged)}，退款 ${say(refunded)}，人工退款 ${say(byHand)}，净收 ${say(net)}。`,
      `订单 ${orders ?? 0}，免费 ${free ?? 0} 份，收费 ${paid ?? 0} 份，重打 ${reprinted ?? 0} 份，纸 ${sheets ?? 0} 张。`,
      `来访：办成 ${completed ?? 0}，没办成 ${failed ?? 0}，放弃 ${givenUp ?? 0}。`,
      ...(money?.rows.map(row => `${row.label.zh}：收款 ${say(row.values[0])}，净收 ${say(row.values[4])}`) ?? []),
    ].join('\n'),
    [
      `Self-service printing in ${month}`,
      `Received ${say(received)}, charged ${say(charged)}, refunded ${say(refunded)}, by hand ${say(byHand)}, net ${say(net)}.`,
      `Orders ${orders ?? 0}, free copies ${free ?? 0}, paid ${paid ?? 0}, reprinted ${reprinted ?? 0}, sheets ${sheets ?? 0}.`,
      `Visits: completed ${completed ?? 0}, failed ${failed ?? 0}, given up ${givenUp ?? 0}.`,
      ...(money?.rows.map(row => `${row.label.en}: received ${say(row.values[0])}, net ${say(row.values[4])}`) ?? []),
    ].join('\n'),
  )
  const subject = both(`${month} 自助打印月报`, `Self-service printing, ${month}`)
  await db.transaction().execute(async tx => {
    const first = await tx
      .insertInto('report_letter')
      .values({ month, posted_at: now })
      .onConflict(conflict => conflict.doNothing())
      .returning('month')
      .executeTakeFirst()
    if (!first) return
    for (const address of to) {
      const posted = await mail.post(tx, {
        ...{ to: address, language, subject: subject[language], text: text[language] },
        ...{ purpose: 'monthly-report', reference: month, sendBy: new Date(now.getTime() + 7 * DAY_MS) },
      })
      if (!posted.ok) log.error({ month, reason: posted.error }, 'the figures of a month could not be posted')
    }
    await audit(tx, now, { event: 'month-reported', subject: month, terminalId: null, detail: { letters: to.length } })
  })
}
