import type { Transaction } from 'kysely'
import type { Logger } from 'pino'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { sayTime } from '../../ground/commands/wall-time.ts'
import type { House } from '../../ground/ground.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { Mail } from '../../mail/mail.ts'

/** What a letter about a mandate says. */
export interface MandateFacts {
  readonly mandateId: string
  readonly applicationId: string
  readonly title: Bilingual
  readonly ownerMasked: Bilingual
  readonly collectorMasked: string
  readonly endsAt: Date
}

/** Letters by which both hear of a mandate, each where an address is known. */
export interface MandateLetters {
  toOwner(tx: Transaction<Tables>, to: readonly string[], facts: MandateFacts): Promise<void>
  toCollector(tx: Transaction<Tables>, to: readonly string[], facts: MandateFacts): Promise<void>
  /** That it has ended before its time. */
  endedToCollector(tx: Transaction<Tables>, to: readonly string[], facts: MandateFacts): Promise<void>
}

const SEND_WITHIN_MS = 48 * 3_600_000

export function createMandateLetters(parts: {
  readonly mail: Pick<Mail, 'post' | 'sends'>
  readonly house: House
  readonly clock: { now(): number }
  readonly log: Logger
}): MandateLetters {
  const { mail, house, clock, log } = parts
  const { name, helpPhone, publicBaseUrl, timeZone } = house
  const post = async (
    tx: Transaction<Tables>,
    to: readonly string[],
    { mandateId }: MandateFacts,
    subject: Bilingual,
    text: Bilingual,
  ) => {
    if (!mail.sends.letters) return
    for (const address of to) {
      const posted = await mail.post(tx, {
        ...{ to: address, language: 'zh', purpose: 'mandate', reference: mandateId },
        subject: `${name.zh}：${subject.zh} · ${subject.en}`,
        text: [text.zh, `${name.zh}　电话 ${helpPhone}`, '', text.en, `${name.en}, phone ${helpPhone}`, ''].join('\n'),
        sendBy: new Date(clock.now() + SEND_WITHIN_MS),
      })
      // An address of the registry that is none is no reason against what was wished for.
      if (!posted.ok) log.warn({ mandateId, reason: posted.error }, 'a letter about a mandate was not taken')
    }
  }
  return {
    toOwner: (tx, to, facts) => {
      const { title, collectorMasked, applicationId, endsAt } = facts
      const [until, page] = [sayTime(timeZone, endsAt), `${publicBaseUrl}/p/a/${applicationId}`]
      return post(
        tx,
        to,
        facts,
        both('已授权他人代取', 'Somebody else may collect for you'),
        both(
          `您已授权 ${collectorMasked} 到自助机代取《${title.zh}》，${until} 前有效。\n可以随时取消：${page}\n如果不是您本人操作的，请马上取消，并修改学校账号的密码。`,
          `You have named ${collectorMasked} to collect “${title.en}” at a kiosk, until ${until}.\nYou can end that at any time: ${page}\nIf it was not you, end it at once and change your university password.`,
        ),
      )
    },
    toCollector: (tx, to, facts) => {
      const { title, ownerMasked, endsAt } = facts
      const [until, page] = [sayTime(timeZone, endsAt), `${publicBaseUrl}/p/errands`]
      return post(
        tx,
        to,
        facts,
        both('有人请您代取文件', 'Somebody asks you to collect a document'),
        both(
          `${ownerMasked.zh} 请您到自助机代取《${title.zh}》，${until} 前有效。\n在自助机上登录本人账号就能取，也可以在网页上生成取件码：${page}\n按每份的价格收费，不占用您或对方的免费份数。不想代取的话，不用理会。`,
          `${ownerMasked.en} has named you to collect “${title.en}” at a kiosk, until ${until}.\nLog in at a kiosk as yourself, or make a pick-up code on the web: ${page}\nEvery copy costs its price; nobody's free copies are taken. If you do not want to, do nothing.`,
        ),
      )
    },
    endedToCollector: (tx, to, facts) => {
      const { title, ownerMasked } = facts
      return post(
        tx,
        to,
        facts,
        both('代取已取消', 'There is nothing to collect any more'),
        both(
          `${ownerMasked.zh} 已取消请您代取《${title.zh}》的授权，不用再去取了。`,
          `${ownerMasked.en} has ended that you may collect “${title.en}”. There is nothing to do.`,
        ),
      )
    },
  }
}
