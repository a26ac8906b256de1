import { attribute } from '../../ipp/message.ts'
import { type Attributes, booleanOf, integerOf, textOf } from '../../ipp/read.ts'
import { isEnd, type SimJob } from './job.ts'
import { type AnswerContext, jobGroup, type Reply, wantedBy } from './reply.ts'
import { remembers, toldOf } from './told.ts'

/** Acts on the job that a request names by its address or its number, if the printer still knows of it. */
export function withJob(context: AnswerContext, operation: Attributes, act: (job: SimJob) => Reply): Reply {
  const fromUri = /\/(\d+)$/.exec(textOf(operation, 'job-uri') ?? '')?.[1]
  const id = integerOf(operation, 'job-id') ?? Number(fromUri)
  const job = remembered(context).find(candidate => candidate.id === id)
  return job ? act(job) : { status: 'client-error-not-found' }
}

/** Cancel-Job (RFC 8011 section 4.3.3). */
export function cancelJob({ engine, manners, clock }: AnswerContext, job: SimJob): Reply {
  if (isEnd(toldOf(job, manners, clock.monotonic()).state)) return { status: 'client-error-not-possible' }
  switch (manners.cancel) {
    case 'refused':
      return { status: 'client-error-not-possible' }
    case 'told-but-prints':
      job.toldCanceledMs = clock.monotonic()
      break
    case 'after-the-sheet':
      engine.cancelAfterSheet(job)
      break
    case 'obeyed':
      engine.cancel(job)
      break
    case 'ignored':
    case 'unsupported':
  }
  return { status: 'successful-ok' }
}

/** Get-Jobs (RFC 8011 section 4.2.6); `all` is of PWG 5100.7. */
export function listJobs(context: AnswerContext, operation: Attributes): Reply {
  const { manners, clock } = context
  const which = textOf(operation, 'which-jobs') ?? 'not-completed'
  const known = ['completed', 'not-completed', ...(manners.refusesAllJobs ? [] : ['all'])]
  if (!known.includes(which)) {
    return {
      status: 'client-error-attributes-or-values-not-supported',
      groups: [{ group: 'unsupported', attributes: [attribute.keyword('which-jobs', which)] }],
    }
  }
  const limit = integerOf(operation, 'limit') ?? Number.POSITIVE_INFINITY
  const wanted = wantedBy(operation)
  const user = booleanOf(operation, 'my-jobs') ? textOf(operation, 'requesting-user-name') : null
  const ended = (job: SimJob) => isEnd(toldOf(job, manners, clock.monotonic()).state)
  const jobs = remembered(context).filter(job => user === null || job.user === user)
  // Jobs that wait come first, in their order; ended ones come newest first.
  const waiting = which === 'completed' ? [] : jobs.filter(job => !ended(job))
  const past = which === 'not-completed' ? [] : jobs.filter(ended).reverse()
  const listed = manners.list === 'empty' ? [] : [...waiting, ...past].slice(0, limit)
  const names = wanted.length > 0 ? wanted : ['job-uri', 'job-id']
  return { status: 'successful-ok', groups: listed.map(job => jobGroup(context, job, names)) }
}

function remembered({ engine, manners, clock }: AnswerContext): SimJob[] {
  return engine.state().jobs.filter(job => remembers(job, manners, clock.monotonic()))
}
