import type { HISTORY_ROUTES } from '../../../src/contract/history-api.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok } from '../../../src/result.ts'
import type { VisitorCaller } from '../../ground/callers.ts'
import type { HandlersOf } from '../../ground/room.ts'
import { onceChosen } from '../once-chosen.ts'
import { choicesOf, listRecords } from './list-records.ts'
import { type MyDataParts, myData } from './my-data.ts'
import { type RecordParts, showRecord } from './show-record.ts'

export interface HistoryParts extends RecordParts, MyDataParts {
  readonly timeZone: string
}

/** What answers a person about everything there was. Of somebody else's record the same is said as of one that there is not. */
export function historyHandlers(parts: HistoryParts): HandlersOf<typeof HISTORY_ROUTES> {
  const { db, clock, timeZone } = parts
  const linesOf = ({ personId, personIds }: VisitorCaller) => ({
    db,
    timeZone,
    personId,
    personIds,
    now: new Date(clock.now()),
  })
  const handlers: HandlersOf<typeof HISTORY_ROUTES> = {
    records: async ({ before, ...filter }, caller) => {
      const lines = linesOf(caller)
      const page = await listRecords(lines, { ...filter, before: before === undefined ? undefined : new Date(before) })
      return ok({ ...page, ...(await choicesOf(lines)) })
    },
    record: async ({ recordId }, caller) => {
      const record = await showRecord(parts, linesOf(caller), recordId)
      return record ? ok(record) : err(fault('application-unknown'))
    },
    myData: (_, caller) => myData(parts, caller),
  }
  return onceChosen(handlers)
}
