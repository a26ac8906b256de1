import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import { balances } from './balances.ts'
import type { Books } from './books.ts'
import type { BOOKS } from './books-plan.ts'
import { staffHandlers } from './staff-handlers.ts'

/** The books, as whoever has opened the house may look at them. Entries are made by `post`, in the transaction of what they are about. */
export function openBooks(ground: Pick<Ground, 'db' | 'clock' | 'house'>): Room<Books, typeof BOOKS> {
  return { doors: { balances: () => balances(ground.db) }, handlers: staffHandlers(ground) }
}
