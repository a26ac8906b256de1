import { attribute, type IppGroup, type IppMessage } from '../../ipp/message.ts'
import { attributesOf } from '../../ipp/read.ts'
import { STATUSES } from '../../ipp/tags.ts'
import { operationOf } from './abilities.ts'
import { cancelJob, listJobs, withJob } from './job-answers.ts'
import { printJob, validateJob } from './print-job.ts'
import { printerAttributes } from './printer-attributes.ts'
import { type AnswerContext, jobGroup, only, type Reply, tellingOf, wantedBy } from './reply.ts'

/** Answers one request (RFC 8011 section 4) out of the engine's state, in the printer's manners. */
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
  const [job, ...more] = groups.filter(({ group }) => group === 'job')
  if (job === undefined || more.length > 0) return [opening, ...groups]
  const merged: IppGroup = { group: 'operation', attributes: [...opening.attributes, ...job.attributes] }
  return [merged, ...groups.filter(group => group !== job)]
}

function reply(context: AnswerContext, request: IppMessage): Reply | Promise<Reply> {
  const operation = attributesOf(request, 'operation')
  if (request.version[0] !== 1 && request.version[0] !== 2) return { status: 'server-error-version-not-supported' }
  if (!startsAsItMust(request)) return { status: 'client-error-bad-request' }
  switch (operationOf(request.code, context.manners)) {
    case 'Print-Job':
      return printJob(context, request, operation)
    case 'Validate-Job':
      return validateJob(context, request, operation)
    case 'Cancel-Job':
      return withJob(context, operation, job => cancelJob(context, job))
    case 'Get-Job-Attributes':
      return withJob(context, operation, job => ({
        status: 'successful-ok',
        groups: [jobGroup(context, job, wantedBy(operation))],
      }))
    case 'Get-Jobs':
      return listJobs(context, operation)
    case 'Get-Printer-Attributes': {
      const attributes = only(printerAttributes(tellingOf(context)), wantedBy(operation))
      return { status: 'successful-ok', groups: [{ group: 'printer', attributes }] }
    }
    case null:
      return { status: 'server-error-operation-not-supported' }
  }
}

/** Charset and language come first, in this order (section 4.1.4); then what the request is aimed at (section 4.1.5). */
function startsAsItMust({ groups, requestId }: IppMessage): boolean {
  const names = groups[0]?.attributes.map(({ name }) => name) ?? []
  const opens = names[0] === 'attributes-charset' && names[1] === 'attributes-natural-language'
  return requestId > 0 && opens && (names.includes('printer-uri') || names.includes('job-uri'))
}
