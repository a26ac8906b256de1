import { codeOf, type Sayings } from '../expect-at-start.ts'

const NOT_REACHED: Sayings = {
  ECONNREFUSED: 'nothing answers at the address of the database',
  ENOENT: 'nothing answers at the address of the database',
  ECONNRESET: 'the database ended the connection',
  ENOTFOUND: 'the host of the database is not known',
  EAI_AGAIN: 'the host of the database cannot be looked up now',
  ETIMEDOUT: 'the database does not answer',
  EHOSTUNREACH: 'there is no way to the host of the database',
  ENETUNREACH: 'there is no way to the host of the database',
  ERR_INVALID_URL: 'it is not an address like postgres://user:password@host/database',
}

/** Conditions that PostgreSQL itself names: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const REFUSED: Sayings = {
  '28000': 'the database refuses this user',
  '28P01': 'the database refuses this user or password',
  '3D000': 'the database server has no database of this name',
  '42501': 'the database does not let this user make or change tables',
  '25006': 'the database is read only',
  '53100': 'the disk of the database is full',
  '53300': 'the database has no connection left',
  '57P01': 'the database is being shut down',
  '57P03': 'the database is not ready yet',
}

/** What the driver says without any code. */
const UNCODED: readonly (readonly [RegExp, string])[] = [
  [/timeout exceeded when trying to connect|due to connection timeout/, 'the database does not answer'],
  [/Connection terminated unexpectedly/, 'the database ended the connection'],
  [/password must be a (non-empty )?string/, 'the database asks for a password'],
  [/does not support SSL/, 'the database does not speak TLS, which the address asks for'],
]

/** Why the database of the setting does not serve, in words; the address itself is not said, since a password stands in it. */
export const ofDatabase = (setting: string) => (error: unknown) => {
  const said = error instanceof Error ? error.message : ''
  const why =
    NOT_REACHED[codeOf(error)] ?? REFUSED[codeOf(error)] ?? UNCODED.find(([pattern]) => pattern.test(said))?.[1]
  return why && `${setting}: ${why}`
}

/** Whether a database has refused an SQL statement, and not the machine under it. */
export const isSqlRefusal = (error: unknown) => /^[0-9FHPX][0-9A-Z]{4}$/.test(codeOf(error))
