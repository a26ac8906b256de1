import type { PrinterStanding } from '../../src/contract/devices.ts'
import { hasEnded, type JobReading } from './job-state.ts'

/** The `requesting-user-name` of everything that the kiosk sends. */
export const OUR_USER = 'yinzheng'

/** What is known of a copy that is looked for at the printer. */
export interface Sought {
  readonly jobName: string
  readonly pages: number
  /** The printer's number for it; null when its answer was never heard. */
  readonly printerJobId: number | null
  /** The name that the printer listed it under; null when it was never seen. */
  readonly nameAtPrinter: string | null
  readonly before: PrinterStanding | null
  /** Work of somebody else was seen at the printer since it was offered. */
  readonly othersSeen: boolean
}

/** Whether the printer has been up without a break since the copy was sent: job ids start anew after a power cycle. */
export type Run = 'same' | 'another' | 'unknown'

/** The least of a cut name that still says something. */
const CUT_NAME_MIN = 6

/**
 * Whether a job that the printer tells of is the copy. Its whole name says so in any run. A name that was cut, changed or is not
 * told says little: then the job must be newer than all that was there before, of our user and of our length; and once the printer
 * has begun anew, under way and of our user, for ids mean nothing then and whatever else we sent has ended.
 */
export function isOurs(job: JobReading, sought: Sought, run: Run): boolean {
  if (sameName(job.name, sought.jobName)) return true
  if (job.user !== null && job.user !== OUR_USER) return false
  if (job.pages !== null && job.pages !== sought.pages && job.pages !== 0) return false
  if (!mayBeNamed(job, sought)) return false
  if (run === 'another') return !hasEnded(job) && (job.user === OUR_USER || isCutName(job.name, sought.jobName))
  return sought.printerJobId === null ? isNewer(job, sought.before) : job.id === sought.printerJobId
}

/** Whether a job is none of ours and may have printed since the copy was sent: a life counter speaks of both then. */
export function isForeignSince(job: JobReading, sought: Sought, run: Run): boolean {
  if (isOurs(job, sought, run)) return false
  if (run === 'another') return !hasEnded(job) || job.user !== OUR_USER
  return isNewer(job, sought.before)
}

/** Whether numbers between the newest job of before and the copy's own were given to other jobs. */
export function isAfterOthers(before: PrinterStanding | null, jobId: number): boolean {
  const highest = before?.highestJobId ?? null
  return highest !== null && jobId > highest + 1
}

function sameName(listed: string | null, ours: string): boolean {
  // Some put the language in front, with a control character between.
  return listed === ours || (listed?.endsWith(`\u001e${ours}`) ?? false)
}

/** Whether a name that is not ours in full can stand for ours. */
function mayBeNamed({ name }: JobReading, { jobName, nameAtPrinter, before }: Sought): boolean {
  if (name === null) return true
  if (nameAtPrinter !== null) return name === nameAtPrinter
  return isCutName(name, jobName) || before?.keepsNames !== true
}

function isCutName(name: string | null, ours: string): boolean {
  return name !== null && name.length >= CUT_NAME_MIN && ours.startsWith(name)
}

function isNewer(job: JobReading, before: PrinterStanding | null): boolean {
  if (job.id === null || before === null) return false
  if (before.highestJobId !== null) return job.id > before.highestJobId
  // Nothing was listed before: what is listed now is newer, unless its time of creation says otherwise.
  if (job.createdAtSeconds === null || before.upTimeSeconds === null) return true
  return job.createdAtSeconds >= before.upTimeSeconds - 1
}
