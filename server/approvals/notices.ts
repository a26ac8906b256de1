import type { Transaction } from 'kysely'
import type { Logger } from 'pino'
import { type Bilingual, type Language, universityLanguage } from '../../src/contract/texts.ts'
import { wallTime } from '../../src/rules/wall-time.ts'
import type { House } from '../ground/ground.ts'
import type { SealedTokens } from '../ground/sealed-token.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Mail } from '../mail/mail.ts'

const PURPOSE = 'approval-notice'
const DAY_MS = 24 * 3_600_000
/** Longer than any office takes. */
const KEPT_MS = 200 * DAY_MS
const SEND_WITHIN_MS = 2 * DAY_MS

/** What a person is told of an application that waited for an office. */
export type Notice =
  | { readonly what: 'approved' }
  | { readonly what: 'sent-back'; readonly reason: Bilingual }
  | { readonly what: 'late'; readonly promisedAt: Date }

export interface Notices {
  /** The address as it is kept; null where none is wanted or no letters are sent. */
  keep(to: string | null): string | null
  /** Puts word into the outbox, in the transaction of what it tells. Nothing where no address was given or it was kept too long. */
  post(
    tx: Transaction<Tables>,
    about: {
      readonly applicationId: string
      readonly noticeTo: string | null
      readonly language: string
      readonly title: Bilingual
      readonly officeName: Bilingual
    },
    notice: Notice,
  ): Promise<void>
}

export function createNotices(parts: {
  readonly clock: { now(): number }
  readonly log: Logger
  readonly tokens: SealedTokens
  readonly mail: Pick<Mail, 'post' | 'sends'>
  readonly house: House
}): Notices {
  const { clock, log, tokens, mail, house } = parts
  return {
    keep: to =>
      to === null || !mail.sends.letters ? null : tokens.seal(PURPOSE, { address: to }, clock.now() + KEPT_MS),
    post: async (tx, { applicationId, noticeTo, language, title, officeName }, notice) => {
      const to = noticeTo === null ? null : (tokens.open(PURPOSE, noticeTo, clock.now())?.address ?? null)
      if (to === null || !mail.sends.letters) return
      const half = universityLanguage(language as Language) === 'en' ? 'en' : 'zh'
      const url = `${house.publicBaseUrl}/p/a/${applicationId}`
      const { subject, lines } = words(notice, { title, officeName, url, timeZone: house.timeZone })
      const tail: Bilingual = {
        zh: `这封信由系统发出，请不要回复。有疑问请致电 ${house.helpPhone}。`,
        en: `This letter was sent by a program; please do not answer it. Questions: ${house.helpPhone}.`,
      }
      const posted = await mail.post(tx, {
        ...{ to, language: half, subject: `${house.name[half]}${half === 'zh' ? '：' : ': '}${subject[half]}` },
        text: `${[...lines.map(line => line[half]), '', tail[half]].join('\n')}\n`,
        ...{ purpose: `approval-${notice.what}`, reference: applicationId },
        sendBy: new Date(clock.now() + SEND_WITHIN_MS),
      })
      // The decision stands all the same, and the person finds it in the records.
      if (!posted.ok) log.error({ applicationId, reason: posted.error }, 'word of an approval was not taken')
    },
  }
}

function words(
  notice: Notice,
  { title, officeName, url, timeZone }: { title: Bilingual; officeName: Bilingual; url: string; timeZone: string },
): { readonly subject: Bilingual; readonly lines: readonly Bilingual[] } {
  const open = { zh: `打开申请：${url}`, en: `Your application: ${url}` }
  switch (notice.what) {
    case 'approved':
      return {
        subject: { zh: `《${title.zh}》已批准`, en: `"${title.en}" was approved` },
        lines: [
          {
            zh: `您申请的《${title.zh}》已由${officeName.zh}批准，文件已出具。`,
            en: `Your application for "${title.en}" was approved (${officeName.en}), and the document is issued.`,
          },
          {
            zh: '现在可以下载、邮件发送、分享，或在自助机上打印。',
            en: 'You may download it, send it by mail, share it, or print it at a kiosk.',
          },
          open,
        ],
      }
    case 'sent-back':
      return {
        subject: { zh: `《${title.zh}》的申请被退回`, en: `Your application for "${title.en}" was sent back` },
        lines: [
          {
            zh: `您申请的《${title.zh}》被${officeName.zh}退回。`,
            en: `Your application for "${title.en}" was sent back (${officeName.en}).`,
          },
          { zh: `原因：${notice.reason.zh}`, en: `The reason: ${notice.reason.en}` },
          { zh: '处理之后可以重新申请。', en: 'Once that is settled you may apply anew.' },
          open,
        ],
      }
    case 'late':
      return {
        subject: { zh: `《${title.zh}》仍在审批`, en: `"${title.en}" is still waiting` },
        lines: [
          {
            zh: `您申请的《${title.zh}》原定在 ${wallTime(notice.promisedAt, timeZone)} 前由${officeName.zh}审批，现在还没有结果，已提醒对方。`,
            en: `Your application for "${title.en}" was to be decided by ${wallTime(notice.promisedAt, timeZone)} (${officeName.en}). It is not yet, and the office is reminded.`,
          },
          open,
        ],
      }
  }
}
