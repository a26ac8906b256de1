import { type Bilingual, both } from '../../../src/contract/texts.ts'
import type { CheckRefusalName } from '../../../src/graduation/check-event.ts'
import type { ErrataRefusalName } from '../../../src/graduation/errata-event.ts'
import {
  CHECK_REFUSAL_WORDS,
  CONTENT_FLAW_WORDS,
  ERRATA_REFUSAL_WORDS,
  ITEM_FLAW_WORDS,
} from '../../../src/graduation/words.ts'
import type { ContentFlaws } from './begin-errata.ts'

/** Why something about a check or a form was not done. */
export type RefusalName = CheckRefusalName | ErrataRefusalName | 'not-in-campaign'

const WORDS: Readonly<Record<RefusalName, Bilingual>> = {
  ...ERRATA_REFUSAL_WORDS,
  ...CHECK_REFUSAL_WORDS,
  'not-in-campaign': both(
    '学籍数据已变，这条学籍不在本次核对范围内。请联系学籍部门。',
    'The register has changed: this enrolment is not in this check any more. Please ask the registry.',
  ),
}

export const sayRefusal = (why: RefusalName): Bilingual => WORDS[why]

/** What is wrong with a form, row by row and as a whole. */
export const sayFlaws = ({ rows, flaws }: ContentFlaws) => ({
  outcome: 'flawed' as const,
  rows: rows.map(one => ({ ...one, says: ITEM_FLAW_WORDS[one.flaw] })),
  flaws: flaws.map(flaw => ({ flaw, says: CONTENT_FLAW_WORDS[flaw] })),
})
