import type { IppGroup, IppMessage } from '../../ipp/message.ts'
import type { Attributes } from '../../ipp/read.ts'
import type { StatusName } from '../../ipp/tags.ts'
import { printedSides } from './abilities.ts'
import { hasEnded, type SimJob } from './job.ts'
import { type Order, orderOf, refusalOf } from './order.ts'
import type { PrinterEngine } from './printer-engine.ts'
import { type AnswerContext, jobGroup, type Reply } from './reply.ts'

/** Validate-Job (RFC 8011 section 4.2.3): what Print-Job would say. */
export function validateJob(context: AnswerContext, request: IppMessage, operation: Attributes): Reply {
  const order = orderOf(request, operation, context.manners)
  return refusalOf(order, operation, context.manners) ?? accepted(order)
}

/** Print-Job (RFC 8011 section 4.2.1). */
export async function printJob(context: AnswerContext, request: IppMessage, operation: Attributes): Promise<Reply> {
  const { engine, manners } = context
  const order = orderOf(request, operation, manners)
  const refusal = refusalOf(order, operation, manners)
  if (refusal) return refusal
  if (!engine.canTake() || manners.printJob === 'busy') return { status: 'server-error-busy' }
  const { powerCycle } = engine.state()
  const sha256 = context.sha256(request.data)
  const pages = await context.countPages(request.data)
  if (!engine.state().power || engine.state().powerCycle !== powerCycle) return { status: 'server-error-busy' }
  const { name, user, media, tray } = order
  const job = engine.submit({ name, user, media, sha256, pages, tray, sides: printedSides(order.sides, manners) })
  if (!job) return { status: 'server-error-busy' }
  context.received.push({ jobName: name, bytes: request.data, sha256, pages, sides: order.sides, media })
  const made = jobGroup(context, job, ['job-id', 'job-uri', 'job-state', 'job-state-reasons'])
  switch (manners.printJob) {
    case 'busy-but-prints':
      return { status: 'server-error-busy' }
    case 'refused-but-prints':
      return { status: REFUSED, groups: [made] }
    case 'refused-with-job':
      engine.abort(job)
      return { status: REFUSED, groups: [made] }
    case 'after-the-work':
      await endOf(job, engine)
      return accepted(order, jobGroup(context, job, ['job-id', 'job-uri', 'job-state', 'job-state-reasons']))
    case 'honest':
      return accepted(order, made)
  }
}

/** 0x0508, with which a printer was seen to refuse a job that it had given a number. */
const REFUSED: StatusName = 'server-error-job-canceled'

/** The unsupported group stands before that of the job (section 4.2.1.2). */
function accepted({ unsupported }: Order, ...groups: readonly IppGroup[]): Reply {
  if (unsupported.length === 0) return { status: 'successful-ok', groups }
  return {
    status: 'successful-ok-ignored-or-substituted-attributes',
    groups: [{ group: 'unsupported', attributes: unsupported }, ...groups],
  }
}

function endOf(job: SimJob, engine: PrinterEngine): Promise<void> {
  return new Promise(resolve => {
    const check = () => {
      if (engine.state().power && !hasEnded(job)) return
      end()
      resolve()
    }
    const end = engine.onChange(check)
    check()
  })
}
