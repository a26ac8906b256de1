import type { Bilingual } from '../../src/contract/texts.ts'

/** What may wait for a person. */
export type About = 'proposal' | 'case-act' | 'complaint-answer' | 'complaint-completion'

/** One thing that waits, as of now. */
export interface Waiting {
  readonly about: About
  /** By which it is known again as the same. */
  readonly subject: string
  /** Of which of its moments it is time to tell: when it began to wait, or the last before it is too late. */
  readonly moment: 'first' | 'last'
  /** From then on a letter of it is of no use. */
  readonly usefulUntil: Date
  readonly title: Bilingual
  /** Whole sentences. */
  readonly lines: readonly Bilingual[]
  /** The page of the console, below its own address. */
  readonly page: string
}

/** The last quarter of a time: then somebody is told once more. */
export const isLastQuarter = (from: Date, until: Date, now: Date): boolean =>
  until.getTime() - now.getTime() <= (until.getTime() - from.getTime()) / 4
