import type { Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { Bilingual } from '../../src/contract/texts.ts'
import { wallTime } from '../../src/rules/wall-time.ts'
import type { House } from '../ground/ground.ts'
import type { SealedTokens } from '../ground/sealed-token.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Mail } from '../mail/mail.ts'

/** What a person is told of a wish to have everything erased. */
export type ErasureNews =
  | { readonly what: 'asked'; readonly dueAt: Date }
  | { readonly what: 'undone' }
  | { readonly what: 'done' }

export interface ErasureLetters {
  /** Addresses as they are kept with a wish; null where there are none. */
  keep(addresses: readonly string[]): string | null
  /** The addresses of a wish. */
  open(kept: string | null): readonly string[]
  /** Puts word into the outbox for each address, in the transaction of what it tells. */
  post(tx: Transaction<Tables>, erasureId: string, kept: string | null, news: ErasureNews): Promise<void>
}

const PURPOSE = 'erasure-letters'
const DAY_MS = 24 * 3_600_000
/** Longer than anything holds an erasing up. */
const KEPT_MS = 400 * DAY_MS
const SEND_WITHIN_MS = 2 * DAY_MS

export function createErasureLetters(parts: {
  readonly clock: { now(): number }
  readonly log: Logger
  readonly house: House
  readonly tokens: SealedTokens
  readonly mail: Pick<Mail, 'post' | 'sends'>
}): ErasureLetters {
  const { clock, log, house, tokens, mail } = parts
  const open: ErasureLetters['open'] = kept => {
    const facts = kept === null ? null : tokens.open(PURPOSE, kept, clock.now())
    return facts ? Object.values(facts) : []
  }
  return {
    keep: addresses =>
      addresses.length === 0
        ? null
        : tokens.seal(PURPOSE, Object.fromEntries(addresses.map((to, at) => [`to${at}`, to])), clock.now() + KEPT_MS),
    open,
    post: async (tx, erasureId, kept, news) => {
      if (!mail.sends.letters) return
      const { subject, text } = words(house, news)
      for (const to of open(kept)) {
        const posted = await mail.post(tx, {
          ...{ to, language: 'zh', subject, text, purpose: `erasure-${news.what}`, reference: erasureId },
          sendBy: new Date(clock.now() + SEND_WITHIN_MS),
        })
        // What it tells of stands all the same, and its person finds it on the page.
        if (!posted.ok) log.error({ erasureId, reason: posted.error }, 'word of an erasing was not taken')
      }
    },
  }
}

/** In both languages: nobody has said which one its reader reads. */
function words(
  { name, helpPhone, publicBaseUrl, timeZone }: House,
  news: ErasureNews,
): { readonly subject: string; readonly text: string } {
  const { subject, said } = newsIn(news, `${publicBaseUrl}/p/erasure`, timeZone)
  const text = [said.zh, `${name.zh}　电话 ${helpPhone}`, '', said.en, `${name.en}, phone ${helpPhone}`, ''].join('\n')
  return { subject: `${name.zh}：${subject.zh} · ${subject.en}`, text }
}

function newsIn(
  news: ErasureNews,
  url: string,
  timeZone: string,
): { readonly subject: Bilingual; readonly said: Bilingual } {
  switch (news.what) {
    case 'asked': {
      const due = wallTime(news.dueAt, timeZone)
      return {
        subject: { zh: '已收到删除申请', en: 'Your data will be erased' },
        said: {
          zh: `有人以您的身份申请删除本服务保存的与您有关的数据。将在 ${due} 之后执行，在那之前随时可以撤销。\n撤销：登录后打开下面的页面，点“撤销”：\n${url}\n不是您本人申请的，请立即撤销，并与我们联系。`,
          en: `Somebody who logged in as you has asked for what this service keeps of you to be erased. It happens after ${due}, and can be undone at any time until then.\nTo undo it, log in, open this page and press “Undo”:\n${url}\nIf it was not you, undo it at once, and tell us.`,
        },
      }
    }
    case 'undone':
      return {
        subject: { zh: '删除申请已撤销', en: 'Nothing will be erased' },
        said: {
          zh: `您的删除申请已经撤销，什么都没有删除。不是您本人撤销的，可以再次申请：\n${url}`,
          en: `Your wish to have your data erased was undone, and nothing was erased. If it was not you who undid it, ask once more:\n${url}`,
        },
      }
    case 'done':
      return {
        subject: { zh: '数据已删除', en: 'Your data was erased' },
        said: {
          zh: '本服务保存的与您有关的数据已经删除，登录都已结束。依法必须保存的记录只保存、不再用于别的；已出具的文件仍可查验。以后需要时，可以重新登录使用。',
          en: 'What this service kept of you was erased, and every login was ended. Records that the law has kept are kept and used for nothing else; documents that were issued can be checked as before. You may log in anew whenever you need to.',
        },
      }
  }
}
