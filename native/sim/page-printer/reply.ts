import type { Clock } from '../../../src/clock.ts'
import type { IppAttribute, IppGroup } from '../../ipp/message.ts'
import { type Attributes, textsOf } from '../../ipp/read.ts'
import type { StatusName } from '../../ipp/tags.ts'
import type { JobTicket, SimJob } from './job.ts'
import { jobAttributes, type Telling } from './job-attributes.ts'
import type { Manners } from './manners.ts'
import type { PrinterEngine } from './printer-engine.ts'

export interface ReceivedFile {
  readonly jobName: string
  readonly bytes: Uint8Array
  readonly sha256: string
  readonly pages: number | null
  /** As ordered, whatever the printer makes of it. */
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
  configChangedMs: number
  /** Tells those who watch the simulated printer. */
  readonly changed: () => void
}

export interface Reply {
  readonly status: StatusName
  readonly groups?: readonly IppGroup[]
}

export function tellingOf({ engine, manners, clock, uri, configChangedMs }: AnswerContext): Telling {
  return { state: engine.state(), manners, uri: uri(), nowMs: clock.monotonic(), configChangedMs }
}

/** What is told of a job, of the attributes that are wanted; all when none is named. */
export function jobGroup(context: AnswerContext, job: Readonly<SimJob>, wanted: readonly string[]): IppGroup {
  return { group: 'job', attributes: only(jobAttributes(job, tellingOf(context)), wanted) }
}

export function wantedBy(operation: Attributes): string[] {
  return textsOf(operation, 'requested-attributes')
}

const ALL_OF_A_GROUP = ['all', 'job-description', 'job-template', 'printer-description']

export function only(attributes: IppAttribute[], wanted: readonly string[]): IppAttribute[] {
  if (wanted.length === 0 || wanted.some(name => ALL_OF_A_GROUP.includes(name))) return attributes
  return attributes.filter(({ name }) => wanted.includes(name))
}
