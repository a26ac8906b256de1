import type { Migration } from '../../ground/room.ts'

/** A reprint code is typed on a keypad of ten keys. */
export const CODE_OF_DIGITS: Migration = {
  name: 'orders-6-code-of-digits',
  sql: `
comment on column reprint_code.code_hash is 'Of the digits that staff were shown once; of older rows, of eight characters.';
`,
}
