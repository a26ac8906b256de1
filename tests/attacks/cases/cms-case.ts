import { bad, type Case, contested, type Word } from '../case.ts'
import { attribute, type CmsKnobs } from '../cms.ts'
import { BETTER_GRADES } from '../document.ts'
import { type SignatureKnobs, sealed } from '../sign.ts'

/** Knobs that need keys are made at the last moment, so that reading the corpus costs nothing. */
export type LateKnobs = CmsKnobs | (() => CmsKnobs)

const made = (knobs: LateKnobs, more: SignatureKnobs) =>
  sealed({ capacity: 8000, ...more, cms: typeof knobs === 'function' ? knobs() : knobs })

/** A sealed transcript whose CMS was built with these knobs, and no checker may accept. */
export const shape = (
  id: string,
  about: string,
  knobs: LateKnobs,
  words: Word | readonly Word[] = 'malformed',
  more: SignatureKnobs = {},
): Case => bad(`cms/${id}`, about, words, () => made(knobs, more))

/** One that rules and readers disagree on. */
export const either = (
  id: string,
  about: string,
  knobs: LateKnobs,
  words: readonly Word[],
  more: SignatureKnobs = {},
): Case => contested(`contested/${id}`, about, words, () => made(knobs, more))

export const NOT_MATCHING: readonly Word[] = ['tampered', 'malformed']
export const FORGED = new Uint8Array(Buffer.from(BETTER_GRADES))

/** The usual attributes but one, and with one value replaced. */
export const without = (type: string): CmsKnobs => ({ attributes: usual => usual.filter(one => one.type !== type) })
export const replaced = (type: string, ...values: Parameters<typeof attribute>[1][]): CmsKnobs => ({
  attributes: usual => usual.map(one => (one.type === type ? attribute(type, ...values) : one)),
})
