import { codeOf } from '../expect-at-start.ts'

/** What the system says of a connection that does not come about, or breaks. */
const LINE_CODES: readonly string[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]
/**
 * What PostgreSQL says while it cannot serve (Appendix A of its manual): class 08, connection exception; 57P01 to 57P05, it is being shut
 * down, has crashed, starts, or ended the connection; 53300, too many connections; 25006, a standby that cannot write.
 */
const DATABASE_CODES = /^(?:08...|57P0[1-5]|53300|25006)$/
/** The driver's own words, which have no code. */
const DRIVER_WORDS =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after)/

/** Whether something failed because the database is away: then asking again may help, and nothing is wrong with what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  // Several addresses of one name were tried.
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway)
  const code = codeOf(error)
  if (DATABASE_CODES.test(code) || (LINE_CODES.includes(code) && isOfSystemCall(error))) return true
  return error instanceof Error && DRIVER_WORDS.test(error.message)
}

/** A socket's failure says which call it was; a file that is missing says another. */
function isOfSystemCall(error: unknown): boolean {
  const { syscall } = error as { readonly syscall?: unknown }
  return syscall === 'connect' || syscall === 'read' || syscall === 'write' || syscall === 'getaddrinfo'
}
