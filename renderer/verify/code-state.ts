import type { CodeAnswer } from '../../src/verification/api.ts'

export type Found = Extract<CodeAnswer, { outcome: 'found' }>
/** Every answer but the document itself. */
export type NotFound = Exclude<CodeAnswer, Found>

/** How far the question about a code has come. */
export type CodeState =
  /** Its captcha is to be answered; `said` is what came of it the last time. */
  | { readonly step: 'asking'; readonly said: NotFound | null }
  | { readonly step: 'found'; readonly answer: Found }
  | { readonly step: 'no-server' }

export const NOT_YET_ASKED: CodeState = { step: 'asking', said: null }
