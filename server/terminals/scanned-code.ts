import { CODE_LENGTH, codeFrom, isAlmostCode } from '../../src/verification/typed-code.ts'

/** What a scanned text is to the university. `unreadable` is what a bad scan leaves of a code of ours: a word against the scan alone. */
export type ScannedText =
  | { readonly kind: 'ours'; readonly code: string }
  | { readonly kind: 'unreadable' | 'not-ours' }

const NOT_OURS: ScannedText = { kind: 'not-ours' }
const UNREADABLE: ScannedText = { kind: 'unreadable' }
/** Everything that an address has and no bare code does. */
const LOOKS_LIKE_AN_ADDRESS = /[:/\\@?#%]/
/** An address parser takes these out in silence; on our paper they are not. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Z}]/u

/**
 * Finds the code in what a terminal's scanner read: at exactly the address that stands on our papers, `publicBaseUrl/v/CODE`, or
 * bare. A code at any other address is not ours, even if it is a code of ours: the paper would send people elsewhere.
 */
export function readScanned(scanned: string, publicBaseUrl: string): ScannedText {
  const text = scanned.trim()
  if (!LOOKS_LIKE_AN_ADDRESS.test(text)) {
    const code = text.length <= 2 * CODE_LENGTH ? codeFrom(text) : null
    if (code !== null) return { kind: 'ours', code }
    return isAlmostCode(text) ? UNREADABLE : NOT_OURS
  }
  if (UNSEEN.test(text) || !URL.canParse(text)) return NOT_OURS
  const [address, ours] = [new URL(text), new URL(`${publicBaseUrl}/v/`)]
  const isOurs =
    address.origin === ours.origin &&
    address.username === '' &&
    address.password === '' &&
    // Scanners that type are set to capitals now and then.
    address.pathname.toLowerCase().startsWith(ours.pathname.toLowerCase())
  if (!isOurs) return NOT_OURS
  const rest = address.pathname.slice(ours.pathname.length)
  const code = LOOKS_LIKE_AN_ADDRESS.test(rest) ? null : codeFrom(rest)
  return code === null ? UNREADABLE : { kind: 'ours', code }
}
