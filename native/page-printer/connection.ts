import type { Clock } from '../../src/clock.ts'
import type { CopyOrder, PagePrinter } from '../../src/contract/devices.ts'
import { ok, type Result } from '../../src/result.ts'
import type { IppAttributes, IppExchange, IppFailure } from '../ipp/client.ts'
import { attribute, type IppAttribute, type IppMessage } from '../ipp/message.ts'
import { type Attributes, attributesOf, groupsOf, integerOf } from '../ipp/read.ts'
import type { Operation } from '../ipp/tags.ts'
import { hasEnded, JOB_ATTRIBUTES, type JobReading, readJob } from './job-state.ts'
import { OUR_USER } from './kinship.ts'
import { paperOf } from './paper-of.ts'

export interface ConnectionOptions {
  readonly uri: string
  readonly sides: PagePrinter['sides']
  /** A PWG media name (PWG 5101.1). */
  readonly media: string
  readonly clock: Clock
  readonly exchange: IppExchange
  /** While a copy is under way, and while none is. */
  readonly followTimeoutMs: number
  readonly requestTimeoutMs: number
  readonly sendTimeoutMs: number
}

/** What a printer says to a copy that it takes. */
export interface Taken {
  /** Null if it took the copy without naming a job. */
  readonly jobId: number | null
  /** What was ordered and will not be so: ignored, or put in its place something else (RFC 8011 section 4.1.7). */
  readonly substituted: readonly string[]
}

type AnswerHeard = (tookMs: number, operation: Operation) => void
type QuestionAsked = (operation: Operation) => () => void
type Answer<T> = Promise<Result<T, IppFailure>>

/** The questions that the driver asks its printer, each one request (RFC 8011 section 4). */
export interface PrinterConnection {
  /** Nothing is asked any more, and no answer that is still to come is given on: whoever waits for one waits for ever. */
  close(): void
  /** Calls `heard` with how long the printer took to which question, whenever it answered anything at all, refusals included. */
  onAnswer(heard: AnswerHeard): () => void
  /** Calls `asked` with each question as it leaves; what it returns is called when nothing is waited for any more. */
  onQuestion(asked: QuestionAsked): () => void
  printJob(copy: CopyOrder): Answer<Taken>
  /** Whether the printer would take a copy as we send it; what it would do otherwise than ordered. */
  validateJob(): Answer<readonly string[]>
  job(jobId: number): Answer<JobReading>
  /** Every job that the printer remembers, under way and ended; null from one that lists no jobs. */
  jobs(): Answer<JobReading[] | null>
  cancelJob(jobId: number): Answer<void>
  /** Attributes of the printer by name; `patient` while a copy is under way. */
  printer(names: readonly string[], patient?: boolean): Answer<Attributes>
}

/** What the house orders and must get: anything else on paper is not what was paid for. */
const ORDERED = ['sides', 'media', 'media-col', 'media-source', 'copies', 'document-format']

export function createConnection(options: ConnectionOptions): PrinterConnection {
  const { uri, sides, media, clock, exchange, requestTimeoutMs, followTimeoutMs, sendTimeoutMs } = options
  const listeners = new Set<AnswerHeard>()
  const askedListeners = new Set<QuestionAsked>()
  let closed = false

  const ask = async (
    operation: Operation,
    attributes: IppAttributes,
    { timeoutMs = followTimeoutMs, data }: { readonly timeoutMs?: number; readonly data?: Uint8Array } = {},
  ): Answer<IppMessage> => {
    if (closed) return never()
    const askedMs = clock.monotonic()
    const over = [...askedListeners].map(asked => asked(operation))
    const answer = await exchange(uri, operation, attributes, { clock, timeoutMs, ...(data ? { data } : {}) })
    if (closed) return never()
    for (const end of over) end()
    if (!answer.ok && answer.error.kind !== 'refused') return answer
    for (const heard of listeners) heard(clock.monotonic() - askedMs, operation)
    return answer
  }
  const byUs = (...attributes: IppAttribute[]) => [attribute.name('requesting-user-name', OUR_USER), ...attributes]
  const ourJob = (jobName: string, tray: string | null = null): IppAttributes => ({
    operation: byUs(
      attribute.name('job-name', jobName),
      // Better refused than on other paper: the sheets are counted as ordered.
      attribute.boolean('ipp-attribute-fidelity', true),
      attribute.mime('document-format', 'application/pdf'),
    ),
    job: [attribute.integer('copies', 1), attribute.keyword('sides', sides), paperOf(media, tray)],
  })
  const wanted = (names: readonly string[]) => attribute.keyword('requested-attributes', ...names)

  const listed = async (which: 'completed' | 'not-completed'): Answer<JobReading[] | null> => {
    const operation = byUs(attribute.keyword('which-jobs', which), wanted(JOB_ATTRIBUTES))
    const answer = await ask('Get-Jobs', { operation })
    if (!answer.ok) return answer.error.kind === 'refused' && !isPassing(answer.error) ? ok(null) : answer
    return ok(groupsOf(answer.value, 'job').map(readJob))
  }

  return {
    close: () => {
      closed = true
    },
    onAnswer: heard => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    onQuestion: asked => {
      askedListeners.add(asked)
      return () => askedListeners.delete(asked)
    },
    async printJob(copy) {
      const answer = await ask('Print-Job', ourJob(copy.jobName, copy.tray ?? null), {
        timeoutMs: sendTimeoutMs,
        data: copy.pdf,
      })
      return answer.ok ? ok({ jobId: jobIdIn(answer.value), substituted: substitutedIn(answer.value) }) : answer
    },
    async validateJob() {
      const answer = await ask('Validate-Job', ourJob('validation'), { timeoutMs: requestTimeoutMs })
      return answer.ok ? ok(substitutedIn(answer.value)) : answer
    },
    async job(jobId) {
      const operation = [attribute.integer('job-id', jobId), ...byUs(wanted(JOB_ATTRIBUTES))]
      const answer = await ask('Get-Job-Attributes', { operation })
      return answer.ok ? ok(readJob(attributesOf(answer.value, 'job'))) : answer
    },
    async jobs() {
      // Those under way first: a job that ends between the two questions is then in the second answer.
      const underWay = await listed('not-completed')
      if (!underWay.ok) return underWay
      const ended = await listed('completed')
      if (!ended.ok) return ended
      if (underWay.value === null && ended.value === null) return ok(null)
      return ok(newestWord([...(underWay.value ?? []), ...(ended.value ?? [])]))
    },
    async cancelJob(jobId) {
      const answer = await ask('Cancel-Job', { operation: [attribute.integer('job-id', jobId), ...byUs()] })
      return answer.ok ? ok(undefined) : answer
    },
    async printer(names, patient = false) {
      const timeoutMs = patient ? followTimeoutMs : requestTimeoutMs
      const answer = await ask('Get-Printer-Attributes', { operation: byUs(wanted(names)) }, { timeoutMs })
      return answer.ok ? ok(attributesOf(answer.value, 'printer')) : answer
    },
  }
}

function never(): Promise<never> {
  return new Promise(() => {})
}

/** Refusals that pass by themselves, and say nothing about what was asked for. */
const PASSING = [
  'server-error-busy',
  'server-error-temporary-error',
  'server-error-not-accepting-jobs',
  'server-error-service-unavailable',
]

export function isPassing(failure: IppFailure & { kind: 'refused' }): boolean {
  return PASSING.includes(failure.detail)
}

/** Whether the printer says that it does not know the job. */
export function isGone(failure: IppFailure): boolean {
  return failure.kind === 'refused' && ['client-error-not-found', 'client-error-gone'].includes(failure.detail)
}

/** The id of the job that an answer speaks of. */
export function jobIdIn(answer: IppMessage): number | null {
  return integerOf(attributesOf(answer, 'job'), 'job-id')
}

/** What an answer says it does not support; of a refusal too. */
export function unsupportedIn(answer: IppMessage): string[] {
  return groupsOf(answer, 'unsupported').flatMap(group => [...group.keys()])
}

function substitutedIn(answer: IppMessage): string[] {
  return unsupportedIn(answer).filter(name => ORDERED.includes(name))
}

/** One reading a job, the last word of it where two lists name it. */
function newestWord(readings: readonly JobReading[]): JobReading[] {
  const byId = new Map<number | JobReading, JobReading>()
  for (const reading of readings) {
    const key = reading.id ?? reading
    const known = byId.get(key)
    if (!known || !hasEnded(known) || hasEnded(reading)) byId.set(key, reading)
  }
  return [...byId.values()]
}
