import type { Clock } from '../../../src/clock.ts'
import { attribute, type IppAttribute, type IppGroup, type IppMessage } from '../../ipp/message.ts'
import { type Attributes, attributesOf, booleanOf, integerOf, textOf, textsOf } from '../../ipp/read.ts'
import { OPERATIONS, STATUSES, type StatusName } from '../../ipp/tags.ts'
import { jobAttributes, type Manners, printerAttributes, SUPPORTED } from './attributes.ts'
import type { PrinterEngine } from './engine.ts'
import { hasEnded, type JobTicket, type SimJob } from './job.ts'

export interface ReceivedFile {
  readonly jobName: string
  readonly bytes: Uint8Array
  readonly sha256: string
  readonly pages: number | null
  readonly sides: JobTicket['sides']
  readonly media: string
}

export interface AnswerContext {
  readonly engine: PrinterEngine
  readonly manners: Manners
  readonly clock: Clock
  readonly uri: () => string
  readonly countPages: (pdf: Uint8Array) => Promise<number | null>
  readonly sha256: (bytes: Uint8Array) => string
  readonly received: ReceivedFile[]
}

interface Reply {
  readonly status: StatusName
  readonly groups?: readonly IppGroup[]
}

/** Answers one request (RFC 8011 section 4) out of the engine's state. */
export async function answer(context: AnswerContext, request: IppMessage): Promise<IppMessage> {
  const { status, groups = [] } = await reply(context, request)
  const opening: IppGroup = {
    group: 'operation',
    attributes: [
      attribute.charset('attributes-charset', 'utf-8'),
      attribute.language('attributes-natural-language', 'en'),
    ],
  }
  const { version, requestId } = request
  const merged = context.manners.jobInOperationGroup ? mergeJob(opening, groups) : [opening, ...groups]
  return { version, code: STATUSES[status], requestId, groups: merged, data: new Uint8Array() }
}

/** One job's attributes among those of the operation, as some printers give them. Lists of jobs stay lists. */
function mergeJob(opening: IppGroup, groups: readonly IppGroup[]): IppGroup[] {
  const [only, ...more] = groups
  if (only?.group !== 'job' || more.length > 0) return [opening, ...groups]
  return [{ group: 'operation', attributes: [...opening.attributes, ...only.attributes] }]
}

function reply(context: AnswerContext, request: IppMessage): Reply | Promise<Reply> {
  const operation = attributesOf(request, 'operation')
  if (request.version[0] !== 1 && request.version[0] !== 2) return { status: 'server-error-version-not-supported' }
  if (!startsAsItMust(request)) return { status: 'client-error-bad-request' }
  switch (request.code) {
    case OPERATIONS['Print-Job']:
      return printJob(context, request, operation)
    case OPERATIONS['Validate-Job']:
      return refusalOf(request, operation) ?? { status: 'successful-ok' }
    case OPERATIONS['Cancel-Job']:
      return withJob(context, operation, job => ({
        status: context.engine.cancel(job) ? 'successful-ok' : 'client-error-not-possible',
      }))
    case OPERATIONS['Get-Job-Attributes']:
      return withJob(context, operation, job => ({
        status: 'successful-ok',
        groups: [jobGroup(context, job, wantedBy(operation))],
      }))
    case OPERATIONS['Get-Jobs']:
      return listJobs(context, operation)
    case OPERATIONS['Get-Printer-Attributes']: {
      const { engine, manners, clock, uri } = context
      const all = printerAttributes(engine.state(), uri(), manners, clock.monotonic())
      const attributes = only(all, wantedBy(operation))
      return { status: 'successful-ok', groups: [{ group: 'printer', attributes }] }
    }
    default:
      return { status: 'server-error-operation-not-supported' }
  }
}

/** Charset and language come first, in this order (section 4.1.4); then what the request is aimed at (section 4.1.5). */
function startsAsItMust({ groups, requestId }: IppMessage): boolean {
  const names = groups[0]?.attributes.map(({ name }) => name) ?? []
  const opens = names[0] === 'attributes-charset' && names[1] === 'attributes-natural-language'
  return requestId > 0 && opens && (names.includes('printer-uri') || names.includes('job-uri'))
}

async function printJob(context: AnswerContext, request: IppMessage, operation: Attributes): Promise<Reply> {
  const refusal = refusalOf(request, operation)
  if (refusal) return refusal
  if (!context.engine.canTake()) return { status: 'server-error-busy' }
  const settings = attributesOf(request, 'job')
  const file: ReceivedFile = {
    jobName: textOf(operation, 'job-name') ?? 'untitled',
    bytes: request.data,
    sha256: context.sha256(request.data),
    pages: await context.countPages(request.data),
    sides: SUPPORTED.sides.find(sides => sides === textOf(settings, 'sides')) ?? 'one-sided',
    media: textOf(settings, 'media') ?? SUPPORTED.media[0],
  }
  const { jobName: name, sha256, pages, sides, media } = file
  const user = textOf(operation, 'requesting-user-name') ?? 'anonymous'
  const job = context.engine.submit({ name, user, sides, media, sha256, pages })
  if (!job) return { status: 'server-error-busy' }
  context.received.push(file)
  return {
    status: 'successful-ok',
    groups: [jobGroup(context, job, ['job-id', 'job-uri', 'job-state', 'job-state-reasons'])],
  }
}

/** Why the printer would not take a job as ordered; the unsupported group names what it can't do (section 4.1.7). */
function refusalOf(request: IppMessage, operation: Attributes): Reply | null {
  const format = textOf(operation, 'document-format')
  if (format !== null && format !== SUPPORTED.format && format !== 'application/octet-stream') {
    return { status: 'client-error-document-format-not-supported' }
  }
  const job = request.groups.find(({ group }) => group === 'job')?.attributes ?? []
  const unsupported = job.filter(({ name, values }) => {
    const value = values[0]!
    if (name === 'sides') return !('value' in value && SUPPORTED.sides.some(sides => sides === value.value))
    if (name === 'media') return !('value' in value && SUPPORTED.media.some(media => media === value.value))
    if (name === 'copies') return !('value' in value && value.value === 1)
    return false
  })
  if (unsupported.length === 0) return null
  const groups: IppGroup[] = [{ group: 'unsupported', attributes: unsupported }]
  return { status: 'client-error-attributes-or-values-not-supported', groups }
}

function withJob(context: AnswerContext, operation: Attributes, act: (job: SimJob) => Reply): Reply {
  const fromUri = /\/(\d+)$/.exec(textOf(operation, 'job-uri') ?? '')?.[1]
  const id = integerOf(operation, 'job-id') ?? Number(fromUri)
  const job = remembered(context).find(candidate => candidate.id === id)
  return job ? act(job) : { status: 'client-error-not-found' }
}

function listJobs(context: AnswerContext, operation: Attributes): Reply {
  const which = textOf(operation, 'which-jobs') ?? 'not-completed'
  if (which !== 'completed' && which !== 'not-completed') {
    return { status: 'client-error-attributes-or-values-not-supported' }
  }
  const limit = integerOf(operation, 'limit') ?? Number.POSITIVE_INFINITY
  const wanted = textsOf(operation, 'requested-attributes')
  const user = booleanOf(operation, 'my-jobs') ? textOf(operation, 'requesting-user-name') : null
  const jobs = remembered(context)
    .filter(job => hasEnded(job) === (which === 'completed'))
    .filter(job => user === null || job.user === user)
  // Ended jobs come newest first (section 4.2.6).
  if (which === 'completed') jobs.reverse()
  const names = wanted.length > 0 ? wanted : ['job-uri', 'job-id']
  return { status: 'successful-ok', groups: jobs.slice(0, limit).map(job => jobGroup(context, job, names)) }
}

function remembered({ engine, manners }: AnswerContext): SimJob[] {
  return engine.state().jobs.filter(job => !(manners.forgetsEndedJobs && hasEnded(job)))
}

function jobGroup({ uri, manners, clock }: AnswerContext, job: SimJob, wanted: readonly string[]): IppGroup {
  return { group: 'job', attributes: only(jobAttributes(job, uri(), manners, clock.monotonic()), wanted) }
}

function wantedBy(operation: Attributes): string[] {
  return textsOf(operation, 'requested-attributes')
}

const ALL_OF_A_GROUP = ['all', 'job-description', 'job-template', 'printer-description']

function only(attributes: IppAttribute[], wanted: readonly string[]): IppAttribute[] {
  if (wanted.length === 0 || wanted.some(name => ALL_OF_A_GROUP.includes(name))) return attributes
  return attributes.filter(({ name }) => wanted.includes(name))
}
