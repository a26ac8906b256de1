import type { Spot } from '../../../src/contract/templates-api.ts'

/** One document to draw with both folders. */
export interface TrialJob {
  readonly key: string
  /** Beside the workspace, `transcript/transcript.typ`. */
  readonly template: string
  /** JSON, as a template gets it. */
  readonly document: string
}

/** What the process is given on its standard input. */
export interface TrialTask {
  readonly fontDirs: readonly string[]
  /** Folders with `house` and the kind in them: what runs, and what was brought. */
  readonly running: string
  readonly brought: string
  readonly jobs: readonly TrialJob[]
  readonly widthPx: number
  readonly pagesMax: number
}

/** A page of both; a picture where the two differ, in base64. */
export interface TrialPage {
  readonly spots: readonly Spot[]
  readonly before: string | null
  readonly after: string | null
}

export type TrialRefusal = 'engine' | 'outside' | 'package' | 'pages' | 'paper'

/** What it says, a line of JSON each. */
export type TrialLine =
  | { readonly is: 'begun'; readonly key: string }
  | {
      readonly is: 'drawn'
      readonly key: string
      readonly before: number
      readonly after: number
      readonly pages: readonly TrialPage[]
    }
  | {
      readonly is: 'refused'
      readonly key: string
      readonly why: TrialRefusal
      readonly words: string
      readonly runningToo: boolean
    }
  | { readonly is: 'over' }
