import type { Selectable } from 'kysely'
import type { MessageTable } from '../ground/store/tables.ts'
import type { MessageState } from './message-state.ts'

export type MessageRow = Selectable<MessageTable>
export type MessageKind = MessageRow['kind']

/** How far a message has come, as its row says it. */
export function stateOfRow(row: MessageRow): MessageState {
  const { tries, reply } = row
  const at = row.over_at ?? row.posted_at
  switch (row.state) {
    case 'waiting':
      // At its first try it is not delayed yet.
      return tries === 0 || row.next_try_at === null || (tries === 1 && row.lease !== null)
        ? { state: 'waiting' }
        : { state: 'delayed', tries, nextAt: row.next_try_at, giveUpAt: row.send_by, reply }
    case 'sent':
      return { state: 'sent', at: row.sent_at ?? at, reply }
    case 'bounced':
      return { state: 'bounced', at, reason: row.reason ?? 'refused', reply }
    case 'stopped':
      return { state: 'stopped', at, because: row.stopped_because ?? 'withdrawn', mayHaveArrived: row.is_unclear }
    case 'given-up':
      return { state: 'given-up', at, tries, mayHaveArrived: row.is_unclear, reply }
  }
}
