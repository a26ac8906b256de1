import type { Logger } from 'pino'
import { fault } from '../../src/fault.ts'
import { err, type Result } from '../../src/result.ts'

/** Turns a rejection of the records into a fault; what went wrong is for the log only. */
export async function askRecords<T>(parts: { log: Logger }, ask: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await ask()
  } catch (error) {
    parts.log.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'the records did not answer')
    return err(fault('server-unreachable', 'records'))
  }
}
