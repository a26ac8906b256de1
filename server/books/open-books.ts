import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import { balances } from './balances.ts'
import type { Books } from './books.ts'
import type { BOOKS } from './books-plan.ts'

/** The books, as whoever has opened the house may look at them. Entries are made by `post`, in the transaction of what they are about. */
export function openBooks({ db }: Pick<Ground, 'db'>): Room<Books, typeof BOOKS> {
  return { doors: { balances: () => balances(db) }, handlers: {} }
}
