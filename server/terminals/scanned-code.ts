import { CODE_LENGTH, codeFrom } from '../../src/verification/typed-code.ts'

/** What a scanned text is to the university. `code` is null where it stands at our address and can be none of ours. */
export type ScannedText = { readonly kind: 'ours'; readonly code: string | null } | { readonly kind: 'not-ours' }

const NOT_OURS: ScannedText = { kind: 'not-ours' }
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
    return code === null ? NOT_OURS : { kind: 'ours', code }
  }
  if (UNSEEN.test(text) || !URL.canParse(text)) return NOT_OURS
  const [address, ours] = [new URL(text), new URL(`${publicBaseUrl}/v/`)]
  const isOurs =
    address.origin === ours.origin &&
    address.username === '' &&
    address.password === '' &&
    address.pathname.startsWith(ours.pathname)
  if (!isOurs) return NOT_OURS
  const rest = address.pathname.slice(ours.pathname.length)
  return { kind: 'ours', code: LOOKS_LIKE_AN_ADDRESS.test(rest) ? null : codeFrom(rest) }
}
