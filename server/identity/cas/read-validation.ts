import { err, ok, type Result } from '../../../src/result.ts'
import type { NoValidation, Validation } from './validation.ts'
import { validationInJson } from './validation-in-json.ts'
import { validationInXml } from './validation-in-xml.ts'

const USER_MAX = 255
const CODE = /^[A-Z][A-Z_]{0,63}$/
/** Nothing that anybody is called by, but what could change how a log or a query is read. */
const CONTROL = /\p{Cc}/u

/**
 * Reads the answer of a CAS server by its content: the type that it is sent under is `text/html` as often as not, and old servers answer in
 * XML whatever was wished for.
 */
export function readValidation(body: Uint8Array): Result<Validation, NoValidation> {
  const text = utf8Of(body)
  if (text === null) return err('NOT_UTF8')
  const isJson = text.trimStart().startsWith('{')
  const read = isJson ? validationInJson(text) : validationInXml(text)
  if (!read.ok) return read
  const said = read.value
  if (said.kind === 'failure') return ok({ kind: 'failure', code: CODE.test(said.code) ? said.code : 'UNNAMED' })
  return isUser(said.user) ? ok(said) : err('NO_USABLE_USER')
}

const isUser = (user: string): boolean => user.trim() !== '' && user.length <= USER_MAX && !CONTROL.test(user)

function utf8Of(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return null
  }
}
