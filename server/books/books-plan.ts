import { plan } from '../ground/room.ts'
import { BOOKS_COMMANDS } from './books-commands.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'

/** What the house has of visitors, owes them and has earned: double entry, in whole fen. */
export const BOOKS = plan({
  name: 'books',
  migrations: [FIRST_TABLES],
  tables: ['book_entry', 'book_line'],
  commands: BOOKS_COMMANDS,
})
