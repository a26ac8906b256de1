import type { Transaction } from 'kysely'
import type { Tables } from '../../ground/store/tables.ts'
import { type Somebody, stillMay } from './still-may.ts'

/** Who changes something about accounts: a command and who gave it, or somebody of staff in a session. */
export type Actor = string | Somebody

export const nameOfActor = (by: Actor): string => (typeof by === 'string' ? by : by.staffId)

/** Whether they may manage accounts at this moment; whoever gives a command at the server's host may. */
export const mayManage = async (tx: Transaction<Tables>, by: Actor): Promise<boolean> =>
  typeof by === 'string' || (await stillMay(tx, by, 'staff.manage', null))
