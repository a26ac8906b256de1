import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { StoryLine } from '../../../src/contract/order-desk-api.ts'
import { type copyEvidenceSchema, outcomeSchema } from '../../../src/contract/orders-api.ts'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { WAYS } from '../../../src/rules/assurance.ts'
import { printerWords } from '../../cases/cases.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { OrderRow } from '../order-machine.ts'
import { yuanOf } from './headline.ts'
import { WAY_WORDS } from './story-words.ts'

const proofsSchema = z.array(z.object({ way: z.enum(WAYS) }))

/** How its visit began and ended, what was made in it, and what was ordered. */
export async function linesOfVisit(db: Kysely<Tables>, order: OrderRow): Promise<StoryLine[]> {
  const visit = await db.selectFrom('visit').selectAll().where('visit_key', '=', order.visit_key).executeTakeFirst()
  const document = await db
    .selectFrom('document')
    .selectAll()
    .where('document_id', '=', order.document_id)
    .executeTakeFirstOrThrow()
  const line = (at: Date | null, voice: StoryLine['voice'], says: Bilingual): StoryLine[] =>
    at === null ? [] : [{ at: at.toISOString(), voice, says, caseNumber: null }]
  const proofs = proofsSchema.safeParse(visit?.proofs)
  const ways = [...new Set(proofs.data?.map(({ way }) => way) ?? [])].map(way => WAY_WORDS[way])
  const shown =
    ways.length === 0
      ? both('', '')
      : both(`（${ways.map(({ zh }) => zh).join('、')}）`, ` (${ways.map(({ en }) => en).join(', ')})`)
  const another = visit?.mandate_id ? both('，代人领取', ', for somebody else') : both('', '')
  const number = document.document_number
  const costs =
    order.amount_fen === 0
      ? both(
          order.reprint_of === null ? '，免费' : '，免费重打',
          order.reprint_of === null ? ', free' : ', a free reprint',
        )
      : both(`，应付 ${yuanOf(order.amount_fen)}`, `, for ${yuanOf(order.amount_fen)}`)
  return [
    ...line(
      visit?.started_at ?? null,
      'visitor',
      both(`来到自助机${shown.zh}${another.zh}`, `came to the kiosk${shown.en}${another.en}`),
    ),
    ...line(
      document.issued_at,
      'server',
      both(`签发了《${document.title_zh}》${number}`, `issued “${document.title_en}” ${number}`),
    ),
    ...line(
      order.created_at,
      'visitor',
      both(
        `订 ${order.copies} 份，其中免费 ${order.free_copies} 份${costs.zh}`,
        `ordered ${order.copies}, ${order.free_copies} of them free${costs.en}`,
      ),
    ),
    ...line(visit?.ended_at ?? null, 'visitor', both('离开自助机', 'left the kiosk')),
    ...line(
      document.revoked_at,
      'server',
      both(`《${document.title_zh}》已撤销`, `“${document.title_en}” was revoked`),
    ),
  ]
}

const ENDS: Readonly<Record<z.infer<typeof copyEvidenceSchema>['end'], Bilingual>> = {
  delivered: both('已出纸', 'came out'),
  'not-delivered': both('没有出纸', 'did not come out'),
  'cannot-be-told': both('说不清', 'cannot be told'),
}

/** What the terminal has told, and of each copy what its printer said. */
export function linesOfPaper(order: OrderRow): StoryLine[] {
  const { over_at: at, copies_delivered: delivered, sheets_delivered: sheets } = order
  if (at === null || delivered === null) return []
  const line = (voice: StoryLine['voice'], says: Bilingual) => ({ at: at.toISOString(), voice, says, caseNumber: null })
  const counted = sheets === null ? both('', '') : both(`，共 ${sheets} 张`, `, ${sheets} sheets in all`)
  const unclear =
    order.copies_unclear > 0
      ? both(`，${order.copies_unclear} 份说不清`, `, ${order.copies_unclear} cannot be told`)
      : both('', '')
  const told = outcomeSchema.safeParse(order.outcome_told)
  const copies = told.success ? told.data.copies : []
  const by = order.outcome_by === 'person' ? 'staff' : 'kiosk'
  return [
    ...copies.map(copy => {
      const said = printerWords(copy.evidence)
      return line(
        'printer',
        both(
          `第 ${copy.copyNumber} 份${ENDS[copy.end].zh}，数到 ${copy.sheetsCounted} 张：${said.zh}`,
          `copy ${copy.copyNumber} ${ENDS[copy.end].en}, ${copy.sheetsCounted} sheets counted: ${said.en}`,
        ),
      )
    }),
    line(
      by,
      both(`出了 ${delivered} 份${counted.zh}${unclear.zh}`, `${delivered} copies came out${counted.en}${unclear.en}`),
    ),
  ]
}
