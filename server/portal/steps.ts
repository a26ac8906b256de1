import type { Kysely, Transaction } from 'kysely'
import type { ApplicationDetail } from '../../src/contract/portal-api.ts'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { ShownDocument } from '../../src/verification/api.ts'
import type { ApprovalStep } from '../approvals/approvals.ts'
import type { ApplicationStepTable, SendingEventTable, Tables } from '../ground/store/tables.ts'
import type { ApplicationRow } from './application-rows.ts'
import { mandateSteps } from './mandates/mandate-steps.ts'
import { pickupSteps } from './pickups/pickup-steps.ts'

type Step = ApplicationDetail['steps'][number]

/** Writes down what happened with an application, in the transaction in which it happens. */
export async function addStep(
  tx: Transaction<Tables>,
  at: Date,
  step: { readonly applicationId: string; readonly what: ApplicationStepTable['what']; readonly about?: string },
): Promise<void> {
  const { applicationId, what, about = '' } = step
  await tx.insertInto('application_step').values({ application_id: applicationId, at, what, about }).execute()
}

const STEPS_MAX = 500
const CHECKS_MAX = 50

/** Everything that happened with an application, in order; of very many steps the last. */
export async function stepsOf(
  db: Kysely<Tables>,
  row: ApplicationRow,
  document: ShownDocument | undefined,
  now: Date,
  ofApproval: readonly ApprovalStep[],
): Promise<Step[]> {
  const written = await db
    .selectFrom('application_step')
    .selectAll()
    .where('application_id', '=', row.application_id)
    .orderBy('seq', 'desc')
    .limit(STEPS_MAX)
    .execute()
  const checks = await db
    .selectFrom('verification_certificate')
    .select('issued_at')
    .where('document_id', '=', row.document_id)
    .orderBy('issued_at', 'desc')
    .limit(CHECKS_MAX)
    .execute()
  const sent = await db
    .selectFrom('sending_event')
    .innerJoin('sending', 'sending.sending_id', 'sending_event.sending_id')
    .innerJoin('receiver', 'receiver.receiver_id', 'sending.receiver_id')
    .select(['sending_event.at', 'sending_event.what', 'receiver.name_zh', 'receiver.name_en'])
    .where('sending.application_id', '=', row.application_id)
    .orderBy('seq', 'desc')
    .limit(CHECKS_MAX)
    .execute()
  const takenAlong = await db
    .selectFrom('handover')
    .innerJoin('terminal', 'terminal.terminal_id', 'handover.terminal_id')
    .select(['handover.taken_at', 'place_zh', 'place_en', 'name_zh', 'name_en'])
    .where('document_id', '=', row.document_id)
    .where('taken_at', 'is not', null)
    .orderBy('taken_at')
    .limit(CHECKS_MAX)
    .execute()
  const later = [
    ...(await pickupSteps(db, row.application_id, now)),
    ...(await mandateSteps(db, row.application_id)),
    ...written.toReversed().map(({ what, at, about }) => step(at.toISOString(), shownAs(what), WORDS[what](about))),
    ...ofApproval.map(({ at, what, said }) => step(at.toISOString(), what, said)),
    ...checks.map(({ issued_at }) => step(issued_at.toISOString(), 'checked', CHECKED)),
    ...sent
      .toReversed()
      .map(({ at, what, name_zh: zh, name_en: en }) => step(at.toISOString(), 'sent-to', SENT_WORDS[what]({ zh, en }))),
    ...takenAlong.flatMap(({ taken_at, ...at }) =>
      taken_at ? [step(taken_at.toISOString(), 'taken-along', takenWords(at))] : [],
    ),
    ...(document?.printed ?? []).map(({ at, copies, place }) => step(at, 'printed', printedWords(copies, place))),
  ].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
  const first = [
    step(row.created_at.toISOString(), 'made', both('已生成。', 'It was made.')),
    ...(row.applied_at ? [step(row.applied_at.toISOString(), 'applied', both('已申请。', 'It was applied for.'))] : []),
  ]
  return [...first, ...later.slice(first.length - STEPS_MAX)]
}

/** For a page a link that was locked has ended; the sentence says how. */
const shownAs = (what: ApplicationStepTable['what']): Step['what'] => (what === 'share-locked' ? 'share-ended' : what)

const step = (at: string, what: Step['what'], said: Bilingual): Step => ({ at, what, said })

const WORDS: Readonly<Record<ApplicationStepTable['what'], (about: string) => Bilingual>> = {
  downloaded: () => both('已下载文件。', 'The file was downloaded.'),
  sent: to => both(`已交付发送到 ${to}。`, `It was given out for sending to ${to}.`),
  shared: label => both(`已建立分享链接：${label}。`, `A link was made: ${label}.`),
  'share-opened': label => both(`分享链接已被打开：${label}。`, `The link was opened: ${label}.`),
  'share-locked': label =>
    both(
      `提取码错了十次，分享链接已锁定：${label}。需要的话请重新分享。`,
      `Ten wrong codes were typed, and the link is locked: ${label}. Make a new one if it is wanted.`,
    ),
  'share-ended': label => both(`分享链接已关闭：${label}。`, `The link was switched off: ${label}.`),
}

/** What happened with what was sent straight to a registered receiver. */
const SENT_WORDS: Readonly<Record<SendingEventTable['what'], (name: Bilingual) => Bilingual>> = {
  sent: ({ zh, en }) => both(`发给了${zh}。`, `It was sent to ${en}.`),
  'sent-again': ({ zh, en }) => both(`给${zh}的信又发了一次。`, `The letter to ${en} was sent once more.`),
  opened: ({ zh, en }) => both(`${zh}打开了文件。`, `${en} has opened it.`),
  taken: ({ zh, en }) => both(`${zh}下载了文件。`, `${en} has downloaded the file.`),
  withdrawn: ({ zh, en }) => both(`从${zh}收回了。`, `It was taken back from ${en}.`),
}

const takenWords = (at: { place_zh: string; place_en: string; name_zh: string; name_en: string }): Bilingual =>
  both(
    `打印后把文件带到了手机上：${at.place_zh || at.name_zh}。`,
    `After printing, the file was taken along on a phone: ${at.place_en || at.name_en}.`,
  )
const CHECKED = both('有人查验并取得了查验证明。', 'Somebody checked it and took a certificate of that.')

const printedWords = (copies: number, place: Bilingual): Bilingual =>
  both(
    `在 ${place.zh} 打印了 ${copies} 份。`,
    `${copies === 1 ? 'One copy was' : `${copies} copies were`} printed: ${place.en}.`,
  )
