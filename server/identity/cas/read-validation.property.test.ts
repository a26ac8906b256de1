import fc from 'fast-check'
import { expect, it } from 'vitest'
import { endedTicketIn } from './logout-request.ts'
import { readValidation } from './read-validation.ts'

const NAMESPACE = 'xmlns:cas="http://www.yale.edu/tp/cas"'
/** What may be in XML at all, as a peer would escape it. */
const xmlText = fc
  .string({ unit: 'binary', maxLength: 60 })
  .filter(text => !/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text))
const escaped = (text: string) => text.replace(/[&<>"'\r]/g, letter => `&#${letter.codePointAt(0)};`)
const isName = (user: string) => user.trim() !== '' && !/\p{Cc}/u.test(user)
const successOf = (user: string, sno: string) =>
  `<cas:serviceResponse ${NAMESPACE}><cas:authenticationSuccess><cas:user>${escaped(user)}</cas:user><cas:attributes><cas:sno>${escaped(sno)}</cas:sno></cas:attributes></cas:authenticationSuccess></cas:serviceResponse>`

it('whoever is named is named letter by letter, in XML and in JSON, and so are attributes', () => {
  const check = (user: string, sno: string) => {
    fc.pre(isName(user))
    const value = { kind: 'success', user, attributes: { sno: [sno] } }
    expect(readValidation(Buffer.from(successOf(user, sno)))).toEqual({ ok: true, value })
    const json = JSON.stringify({ serviceResponse: { authenticationSuccess: { user, attributes: { sno: [sno] } } } })
    expect(readValidation(Buffer.from(json))).toEqual({ ok: true, value })
  }
  fc.assert(fc.property(xmlText, xmlText, check))
})

it('an escaped text in a refusal never becomes a success', () => {
  const evil = fc.constantFrom(successOf('admin', ''), '</cas:authenticationFailure>', ']]>', '-->', '&lt;')
  const check = (parts: readonly string[]) => {
    const said = `<cas:serviceResponse ${NAMESPACE}><cas:authenticationFailure code="INVALID_TICKET">${parts.map(escaped).join('')}</cas:authenticationFailure></cas:serviceResponse>`
    expect(readValidation(Buffer.from(said))).toEqual({ ok: true, value: { kind: 'failure', code: 'INVALID_TICKET' } })
  }
  fc.assert(fc.property(fc.array(fc.oneof(xmlText, evil), { maxLength: 6 }), check))
})

it('a raw text in a refusal never becomes a success', () => {
  const piece = fc.constantFrom(
    ...['<cas:authenticationSuccess>', '</cas:authenticationSuccess>', '<cas:user>admin</cas:user>'],
    ...['</cas:authenticationFailure>', '<cas:authenticationFailure code="X">', '</cas:serviceResponse>'],
    ...[
      `<cas:serviceResponse ${NAMESPACE}>`,
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?x ?>',
      '<!DOCTYPE a>',
      '<a>',
      '</a>',
    ],
    ...['ST-1', '&amp;', '"', "'", '>', '<', ' '],
  )
  const check = (pieces: readonly string[]) => {
    const said = `<cas:serviceResponse ${NAMESPACE}><cas:authenticationFailure code="INVALID_TICKET">${pieces.join('')}</cas:authenticationFailure></cas:serviceResponse>`
    const read = readValidation(Buffer.from(said))
    expect(read.ok && read.value.kind).not.toBe('success')
  }
  fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), check), { numRuns: 2_000 })
})

it('an answer of which the end is missing is none', () => {
  const whole = successOf('0020210001', '0012')
  const check = (length: number) => {
    expect(readValidation(Buffer.from(whole.slice(0, length))).ok).toBe(false)
  }
  fc.assert(fc.property(fc.integer({ min: 0, max: whole.length - 1 }), check))
})

it('bytes of any kind are no answer, nor a message that a login is over, and nothing throws', () => {
  const check = (bytes: Uint8Array) => {
    expect(readValidation(bytes).ok).toBe(false)
    expect(endedTicketIn(`logoutRequest=${Buffer.from(bytes).toString('latin1')}`)).toBeNull()
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), check))
})
