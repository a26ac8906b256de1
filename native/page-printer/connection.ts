import type { Clock } from '../../src/clock.ts'
import type { CopyOrder, PagePrinter } from '../../src/contract/devices.ts'
import { ok, type Result } from '../../src/result.ts'
import type { IppAttributes, IppExchange, IppFailure } from '../ipp/client.ts'
import { attribute, type IppAttribute, type IppMessage } from '../ipp/message.ts'
import { type Attributes, attributesOf, groupsOf, integerOf, textOf } from '../ipp/read.ts'
import type { Operation } from '../ipp/tags.ts'
import { JOB_ATTRIBUTES, type JobReading, readJob } from './job-state.ts'
import { PRINTER_ATTRIBUTES } from './printer-state.ts'

const USER = 'yinzheng'

export interface ConnectionOptions {
  readonly uri: string
  readonly sides: PagePrinter['sides']
  /** A PWG media name (PWG 5101.1). */
  readonly media: string
  readonly clock: Clock
  readonly exchange: IppExchange
  readonly requestTimeoutMs: number
  readonly sendTimeoutMs: number
}

export interface ListedJob {
  readonly jobId: number
  readonly name: string | null
}

type Answer<T> = Promise<Result<T, IppFailure>>

/** The questions that the driver asks its printer, each one request (RFC 8011 section 4). */
export interface PrinterConnection {
  /** How often the printer has answered anything at all, refusals included. */
  answers(): number
  /** Hands a copy over; the id of its job, or null if the printer took it without naming one. */
  printJob(copy: CopyOrder): Answer<number | null>
  /** Whether the printer would take a copy as we send it. */
  validateJob(): Answer<void>
  job(jobId: number): Answer<JobReading>
  /** Every job that the printer remembers, under way and ended. */
  jobs(): Answer<ListedJob[]>
  cancelJob(jobId: number): Answer<void>
  printer(): Answer<Attributes>
}

export function createConnection(options: ConnectionOptions): PrinterConnection {
  const { uri, sides, media, clock, exchange, requestTimeoutMs, sendTimeoutMs } = options
  let answers = 0

  const ask = async (operation: Operation, attributes: IppAttributes, data?: Uint8Array): Answer<IppMessage> => {
    const timeoutMs = data ? sendTimeoutMs : requestTimeoutMs
    const answer = await exchange(uri, operation, attributes, { clock, timeoutMs, ...(data ? { data } : {}) })
    if (answer.ok || answer.error.kind === 'refused') answers++
    return answer
  }
  const byUs = (...attributes: IppAttribute[]) => [attribute.name('requesting-user-name', USER), ...attributes]
  const ourJob = (jobName: string): IppAttributes => ({
    operation: byUs(
      attribute.name('job-name', jobName),
      // Better refused than on other paper: the sheets are counted as ordered.
      attribute.boolean('ipp-attribute-fidelity', true),
      attribute.mime('document-format', 'application/pdf'),
    ),
    job: [attribute.integer('copies', 1), attribute.keyword('sides', sides), attribute.keyword('media', media)],
  })
  const wanted = (...names: string[]) => attribute.keyword('requested-attributes', ...names)

  const listed = async (which: 'completed' | 'not-completed'): Answer<ListedJob[]> => {
    const operation = byUs(attribute.keyword('which-jobs', which), wanted('job-id', 'job-name'))
    const answer = await ask('Get-Jobs', { operation })
    return answer.ok ? ok(jobsIn(answer.value)) : answer
  }

  return {
    answers: () => answers,
    async printJob(copy) {
      const answer = await ask('Print-Job', ourJob(copy.jobName), copy.pdf)
      return answer.ok ? ok(jobIdIn(answer.value)) : answer
    },
    async validateJob() {
      const answer = await ask('Validate-Job', ourJob('validation'))
      return answer.ok ? ok(undefined) : answer
    },
    async job(jobId) {
      const operation = [attribute.integer('job-id', jobId), ...byUs(wanted(...JOB_ATTRIBUTES))]
      const answer = await ask('Get-Job-Attributes', { operation })
      return answer.ok ? ok(readJob(attributesOf(answer.value, 'job'))) : answer
    },
    async jobs() {
      // Those under way first: a job that ends between the two questions is then in the second answer.
      const underWay = await listed('not-completed')
      if (!underWay.ok) return underWay
      const ended = await listed('completed')
      return ended.ok ? ok([...underWay.value, ...ended.value]) : ended
    },
    async cancelJob(jobId) {
      const answer = await ask('Cancel-Job', { operation: [attribute.integer('job-id', jobId), ...byUs()] })
      return answer.ok ? ok(undefined) : answer
    },
    async printer() {
      const answer = await ask('Get-Printer-Attributes', { operation: byUs(wanted(...PRINTER_ATTRIBUTES)) })
      return answer.ok ? ok(attributesOf(answer.value, 'printer')) : answer
    },
  }
}

/** The id of the job that an answer speaks of. */
export function jobIdIn(answer: IppMessage): number | null {
  return integerOf(attributesOf(answer, 'job'), 'job-id')
}

function jobsIn(answer: IppMessage): ListedJob[] {
  return groupsOf(answer, 'job').flatMap(job => {
    const jobId = integerOf(job, 'job-id')
    return jobId === null ? [] : [{ jobId, name: textOf(job, 'job-name') }]
  })
}
