import { BOOKS_ROUTES } from '../../src/contract/money-api.ts'
import { plan } from '../ground/room.ts'
import { BOOKS_COMMANDS } from './books-commands.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { LOSSES_RETURNED } from './migrations/losses-returned.ts'
import { REFUNDS_LOST } from './migrations/refunds-lost.ts'
import { REFUNDS_RETURNED } from './migrations/refunds-returned.ts'

/** What the house has of visitors, owes them and has earned: double entry, in whole fen. */
export const BOOKS = plan({
  name: 'books',
  migrations: [FIRST_TABLES, REFUNDS_RETURNED, REFUNDS_LOST, LOSSES_RETURNED],
  tables: ['book_entry', 'book_line'],
  permissions: ['books.see'],
  routes: BOOKS_ROUTES,
  commands: BOOKS_COMMANDS,
})
