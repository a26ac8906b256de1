import { NOT_DRAWN } from './sample.ts'

/** What Stryker says of one change, as far as it is read here. */
export interface Mutant {
  readonly status: string
  readonly statusReason?: string | undefined
  readonly mutatorName: string
  readonly replacement?: string | undefined
  readonly location: { readonly start: Position; readonly end: Position }
}

interface Position {
  readonly line: number
  readonly column: number
}

/** A report of Stryker: its changes by file. */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>
}

/** How many changes of a file were noticed by a test, and how many were not. */
export interface FileScore {
  readonly file: string
  readonly killed: number
  /** Noticed because the program no longer came to an end. */
  readonly timedOut: number
  readonly survived: number
  /** Survived because no test comes by. */
  readonly uncovered: number
  /** How many changes there are of which these are a sample; null where all were tried. */
  readonly drawnFrom: number | null
  /** The day on which it was measured, YYYY-MM-DD. */
  readonly measuredOn: string
}

/** The scores of a report's files, by name. What did not even load, and what is only words, counts nowhere. */
export function scoresOf({ files }: MutationReport, measuredOn: string): FileScore[] {
  return Object.entries(files)
    .map(([file, { mutants }]) => {
      const count = (status: string) => mutants.filter(mutant => mutant.status === status).length
      const tried = {
        killed: count('Killed'),
        timedOut: count('Timeout'),
        survived: count('Survived'),
        uncovered: count('NoCoverage'),
      }
      const notDrawn = mutants.filter(({ statusReason }) => statusReason === NOT_DRAWN).length
      const score = { file, ...tried, drawnFrom: null, measuredOn }
      return notDrawn === 0 ? score : { ...score, drawnFrom: triedOf([score]) + notDrawn }
    })
    .toSorted((a, b) => (a.file < b.file ? -1 : 1))
}

/** All changes that were tried and count, of one file or of several. */
export const triedOf = (scores: readonly FileScore[]): number =>
  scores.reduce((sum, one) => sum + one.killed + one.timedOut + one.survived + one.uncovered, 0)

/** All changes that there are, tried or not. */
export const changesOf = (scores: readonly FileScore[]): number =>
  scores.reduce((sum, one) => sum + (one.drawnFrom ?? triedOf([one])), 0)

/**
 * Which part of the changes was noticed, in percent; null where there is nothing to change. A file of which only a sample was tried weighs
 * as much as all its changes: a long one no less than a short one that was tried through.
 */
export function percentOf(scores: readonly FileScore[]): number | null {
  const measured = scores.filter(one => triedOf([one]) > 0)
  const all = changesOf(measured)
  if (all === 0) return null
  const noticed = measured.map(one => (changesOf([one]) * (one.killed + one.timedOut)) / triedOf([one]))
  return (100 * noticed.reduce((sum, one) => sum + one, 0)) / all
}

/** One line for each change that no test noticed: where, what stood there, what was put in its place. */
export function survivorsOf({ files }: MutationReport): string[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(mutant => {
        const { start } = mutant.location
        const line = source.split('\n')[start.line - 1]?.trim() ?? ''
        const mark = mutant.status === 'NoCoverage' ? ' (no test comes by)' : ''
        return `${file}:${start.line}:${start.column} ${mutant.mutatorName}${mark}\n    ${line}\n    → ${short(mutant.replacement)}`
      }),
  )
}

const short = (text = '') => text.replaceAll(/\s+/g, ' ').slice(0, 120)
