import type { Logger } from 'pino'
import { fault } from '../../src/fault.ts'
import { err, type Result } from '../../src/result.ts'

/** A row of the university's data that is not what it should be. The message names the query and the columns, and no value. */
export class RecordMisfit extends Error {}

/**
 * Turns a rejection of the records into a fault: `record-unfit` when a row is not in order, which is for the registry to mend, and
 * `server-unreachable` otherwise. What went wrong is for the log only.
 */
export async function askRecords<T>(parts: { log: Logger }, ask: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await ask()
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    if (error instanceof RecordMisfit) {
      parts.log.error({ reason }, 'a record is not in order')
      return err(fault('record-unfit', reason))
    }
    parts.log.error({ reason }, 'the records did not answer')
    return err(fault('server-unreachable', 'records'))
  }
}
