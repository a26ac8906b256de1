import type { Logger } from 'pino'
import type { TriedDocument } from '../../src/contract/templates-api.ts'
import {
  documentData,
  type KindDefinition,
  lookRequest,
  type SamplePerson,
  standingOf,
  type University,
} from '../documents/documents.ts'
import type { VersionInForce } from './in-force.ts'
import { runTrial, type TrialBreak, type TrialParts } from './trial/run-trial.ts'
import type { TrialJob, TrialLine } from './trial/trial-messages.ts'
import type { Versions } from './versions.ts'

/** Trials whose pictures are kept in memory. */
const KEPT = 3

export interface TrialsParts extends TrialParts {
  readonly versions: Pick<Versions, 'folder' | 'tried'>
  readonly university: University
  readonly fallbackFonts: readonly string[]
  readonly now: () => Date
  readonly log: Logger
}

interface Trial {
  /** The version that ran beside it; 0: the server's own. */
  readonly beside: number
  isOver: boolean
  readonly documents: TriedDocument[]
  /** By document, side and page. */
  readonly pictures: Map<string, Uint8Array>
}

/** Trials of versions beside what runs: one after the other, each begun when somebody looks, and kept until others were looked at. */
export function createTrials(parts: TrialsParts) {
  const { versions, log } = parts
  const trials = new Map<string, Trial>()
  let last: Promise<unknown> = Promise.resolve()
  const ending = new AbortController()

  const begin = (
    kind: KindDefinition,
    number: number,
    people: readonly SamplePerson[],
    runs: VersionInForce | null,
  ) => {
    const wanted = jobsOf(parts, kind, people)
    const trial: Trial = {
      beside: runs?.number ?? 0,
      isOver: false,
      documents: wanted.map(({ shown }) => shown),
      pictures: new Map(),
    }
    const run = async () => {
      const folder = await versions.folder(kind.kind, number)
      const jobs = wanted.map(({ job }) => job)
      const broken = await runTrial(
        { ...parts, signal: ending.signal },
        { kind: kind.kind, folder, jobs, runs: runs?.files ?? null },
        line => hear(trial, line),
      )
      if (broken !== null) endAt(trial, broken)
      const isRefused = trial.documents.some(({ is }) => is.is === 'refused' && !is.runningToo)
      await versions.tried(kind.kind, number, isRefused ? 'refused' : 'passed')
      trial.isOver = true
    }
    last = last.then(run).catch((error: Error) => {
      if (!ending.signal.aborted)
        log.error({ kind: kind.kind, number, reason: error.message }, 'a trial of templates broke off')
      trials.delete(keyOf(kind.kind, number))
    })
    return trial
  }
  return {
    /** The trial as it stands, beside what runs now: begun anew where that has become another. */
    at: (kind: KindDefinition, number: number, people: readonly SamplePerson[], runs: VersionInForce | null): Trial => {
      const key = keyOf(kind.kind, number)
      const beside = runs?.number ?? 0
      const there = trials.get(key)
      if (there?.beside === beside) return there
      trials.delete(key)
      const trial = begin(kind, number, people, runs)
      trials.set(key, trial)
      for (const [oldest, { isOver }] of trials) {
        if (trials.size <= KEPT) break
        if (isOver) trials.delete(oldest)
      }
      return trial
    },
    picture: (kind: string, number: number, page: { key: string; side: string; page: number }): Uint8Array | null =>
      trials.get(keyOf(kind, number))?.pictures.get(`${page.key}/${page.side}/${page.page}`) ?? null,
    /** Resolves when nothing is under way. */
    settled: () => last,
    close: async () => {
      ending.abort()
      await last
    },
  }
}

const keyOf = (kind: string, number: number) => `${kind}/${number}`

/** Every edition with every person who would be given it. */
function jobsOf(
  { university, fallbackFonts, now }: TrialsParts,
  kind: KindDefinition,
  people: readonly SamplePerson[],
): { readonly job: TrialJob; readonly shown: TriedDocument }[] {
  return kind.editions.flatMap(edition =>
    people
      .filter(({ subject }) => standingOf(kind, edition, subject).kind === 'available')
      .map(({ key: sample, title, subject }) => {
        const key = `${edition.edition}.${sample}`
        const request = lookRequest({ kind: kind.kind, edition: edition.edition }, subject, now())
        const document = JSON.stringify(documentData(request, kind, edition, university, fallbackFonts))
        const shown: TriedDocument = { key, sample: title, edition: edition.title, is: { is: 'waiting' } }
        return { job: { key, template: `${kind.kind}/${edition.template}`, document }, shown }
      }),
  )
}

function hear({ documents, pictures }: Trial, line: TrialLine): void {
  if (line.is === 'over' || line.is === 'begun') return
  const at = documents.findIndex(({ key }) => key === line.key)
  const document = documents[at]
  if (!document) return
  if (line.is === 'refused') {
    const { why, words, runningToo } = line
    documents[at] = { ...document, is: { is: 'refused', why, words: words.slice(0, 2_000), runningToo } }
    return
  }
  const { before, after } = line
  const pages = line.pages.flatMap((page, index) => {
    for (const side of ['before', 'after'] as const)
      if (page[side] !== null) pictures.set(`${line.key}/${side}/${index + 1}`, Buffer.from(page[side], 'base64'))
    const isSame = page.before === null && page.after === null
    return isSame
      ? []
      : [{ page: index + 1, hasBefore: page.before !== null, hasAfter: page.after !== null, spots: [...page.spots] }]
  })
  documents[at] = { ...document, is: { is: 'drawn', before, after, pages } }
}

/** Whatever was not drawn when the process was ended: the first of them is what it was ended at. */
function endAt({ documents }: Trial, why: TrialBreak): void {
  const at = documents.findIndex(({ is }) => is.is === 'waiting')
  const document = documents[at]
  if (document) documents[at] = { ...document, is: { is: 'refused', why, words: '', runningToo: false } }
}
