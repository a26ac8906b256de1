import type { Transaction } from 'kysely'
import type { PhotoProblem } from '../../../src/graduation/check-event.ts'
import { type Errata, newErrata } from '../../../src/graduation/errata.ts'
import {
  type ContentFlaw,
  contentFlaws,
  type ErrataContent,
  type ItemProblem,
  readItems,
  type SaidItem,
} from '../../../src/graduation/errata-items.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { plainLine } from '../../../src/rules/plain-text.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { transacted } from '../checks/act-on-check.ts'
import type { CheckKey, CheckParts } from '../checks/check-parts.ts'
import type { HeldCheck } from '../checks/held-check.ts'
import { holdCheck } from '../checks/hold-check.ts'
import { drawNumber } from '../checks/receipt-number.ts'
import { audit } from '../graduation-audit.ts'
import { columnsOf, errataOf, errataOfCheck } from './errata-rows.ts'

/** What a student says is wrong. */
export interface SaidContent {
  readonly items: readonly SaidItem[]
  readonly photoProblem: PhotoProblem
  readonly contact: string
}

/** What is wrong with what was said. */
export interface ContentFlaws {
  readonly rows: readonly ItemProblem[]
  readonly flaws: readonly ContentFlaw[]
}

/** A form that is there, with its check. */
export interface ErrataNow {
  readonly errata: Errata
  readonly held: HeldCheck
}

export type BeginRefusal =
  | ({ readonly why: 'flawed' } & ContentFlaws)
  /** Another form is under way. */
  | { readonly why: 'errata-under-way'; readonly newest: ErrataNow }

/** What was said as a form has it, beside the entry as it stands. */
export function readContent(said: SaidContent, { enrolment }: HeldCheck): Result<ErrataContent, ContentFlaws> {
  const { items, problems } = readItems(said.items, enrolment.entry)
  const content = { items, photoProblem: said.photoProblem, contact: plainLine(said.contact) }
  const flaws = contentFlaws(content, enrolment.seen.graduationHash !== null)
  return problems.length > 0 || flaws.length > 0 ? err({ rows: problems, flaws }) : ok(content)
}

/**
 * Begins a form about a check: a draft, which nobody but the student sees. The same request again is the same form; one at a time is under way.
 * Null where there is no such check.
 */
export function beginErrata(
  parts: CheckParts,
  key: CheckKey,
  { said, requestKey }: { readonly said: SaidContent; readonly requestKey: string },
): Promise<Result<ErrataNow, BeginRefusal> | null> {
  const at = parts.now()
  return transacted(parts, async tx => {
    const held = await holdCheck(tx, parts, key, at)
    if (!held) return null
    const rows = await errataOfCheck(tx, key)
    const same = rows.find(row => row.begun_key === requestKey)
    if (same) return ok({ errata: await errataOf(tx, parts.seals, same), held })
    const content = readContent(said, held)
    if (!content.ok) return err({ why: 'flawed' as const, ...content.error })
    const open = rows.find(({ state }) => !ENDED.includes(state))
    if (open) {
      const newest = { errata: await errataOf(tx, parts.seals, open), held }
      return err({ why: 'errata-under-way' as const, newest })
    }
    return ok({
      errata: await insertErrata(tx, parts, key, newErrata(drawNumber(at), content.value), requestKey, at),
      held,
    })
  })
}

const ENDED: readonly string[] = ['registry-rejected', 'fixed', 'external-failed', 'withdrawn']

async function insertErrata(
  tx: Transaction<Tables>,
  { seals }: CheckParts,
  { campaignId, enrolmentId }: CheckKey,
  errata: Errata,
  requestKey: string,
  at: Date,
): Promise<Errata> {
  await tx
    .insertInto('graduation_errata')
    .values({
      ...{ errata_number: errata.number, campaign_id: campaignId, enrolment_id: enrolmentId, begun_key: requestKey },
      ...{ ...columnsOf(errata, seals, at), version: 1, made_at: at },
    })
    .execute()
  await audit(tx, at, { event: 'errata-begun', subject: errata.number, terminalId: null })
  return errata
}
