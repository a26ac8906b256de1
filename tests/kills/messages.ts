import type { Passing } from './relay.ts'

/** Words for what passes between two processes. Null: a question that is repeated all the time, at which nothing begins or ends. */
export type Reading = (message: Passing) => string | null

type Row = readonly [method: string, path: RegExp, words: string]

const STATION_TO_SERVER: readonly Row[] = [
  ['POST', /^\/v1\/visits$/, 'who it is'],
  ['POST', /^\/v1\/documents$/, 'the document'],
  ['GET', /^\/v1\/documents\/[^/]+\/file$/, 'the file'],
  ['POST', /^\/v1\/orders$/, 'the order'],
  ['GET', /^\/v1\/orders\/[^/]+$/, 'the payment'],
  ['POST', /^\/v1\/orders\/[^/]+\/close$/, 'closing'],
  ['POST', /^\/v1\/orders\/[^/]+\/outcome$/, 'the outcome'],
  ['POST', /^\/v1\/visits\/[^/]+\/end$/, "the visit's end"],
]
const SERVER_TO_PROVIDER: readonly Row[] = [
  ['POST', /^\/v3\/pay\/transactions\/native$/, 'a code'],
  ['POST', /^\/v3\/refund\/domestic\/refunds$/, 'a refund'],
]

const readBy =
  (line: string, rows: readonly Row[]): Reading =>
  ({ method, path, when }) => {
    const bare = path.split('?', 1)[0]!
    const row = rows.find(([of, shape]) => of === method && shape.test(bare))
    return row ? `${line}: ${row[2]} ${when}` : null
  }

/** RFC 8011 section 5.4.15: the operation is the third and fourth byte of a request. */
const IPP_OPERATIONS: Readonly<Record<number, string>> = { 2: 'Print-Job', 8: 'Cancel-Job' }

/** What is read on each line, in the words of the named steps. */
export const READINGS = {
  server: readBy('server', STATION_TO_SERVER),
  provider: readBy('provider', SERVER_TO_PROVIDER),
  notice: ({ when }) => `notice ${when}`,
  printer: ({ head, when }) => {
    const operation = head.length < 4 ? undefined : IPP_OPERATIONS[head.readUInt16BE(2)]
    return operation === undefined ? null : `printer: ${operation} ${when}`
  },
} as const satisfies Readonly<Record<string, Reading>>
export type LineName = keyof typeof READINGS
