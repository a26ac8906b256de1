import type { Verdict } from './validate.ts'

const NAMESPACE = 'http://www.yale.edu/tp/cas'
const escapeXml = (text: string) => text.replace(/[&<>"']/g, letter => `&#${letter.codePointAt(0) ?? 0};`)

/** The reply of version 1. */
export const plainReply = (verdict: Verdict): string =>
  'person' in verdict ? `yes\n${verdict.person.number}\n` : 'no\n\n'

/** What CAS hands on of a person, its own words first. */
function attributesOf(verdict: Extract<Verdict, { person: unknown }>): [string, readonly string[]][] {
  const { person, isFromNewLogin, loggedInAtMs } = verdict
  return [
    ['isFromNewLogin', [String(isFromNewLogin)]],
    ['authenticationDate', [new Date(loggedInAtMs).toISOString()]],
    ...Object.entries(person.attributes),
  ]
}

/** The reply of versions 2 and 3. `namespace` is another one in a fault alone. */
export function xmlReply(verdict: Verdict, withAttributes: boolean, namespace = NAMESPACE): string {
  const lines =
    'person' in verdict
      ? [
          '  <cas:authenticationSuccess>',
          `    <cas:user>${escapeXml(verdict.person.number)}</cas:user>`,
          ...(withAttributes ? attributeLines(verdict) : []),
          '  </cas:authenticationSuccess>',
        ]
      : [
          `  <cas:authenticationFailure code="${verdict.code}">`,
          `    ${escapeXml(verdict.words)}`,
          '  </cas:authenticationFailure>',
        ]
  return `<cas:serviceResponse xmlns:cas='${namespace}'>\n${lines.join('\n')}\n</cas:serviceResponse>\n`
}

const attributeLines = (verdict: Extract<Verdict, { person: unknown }>): string[] => [
  '    <cas:attributes>',
  ...attributesOf(verdict).flatMap(([name, values]) =>
    values.map(value => `      <cas:${name}>${escapeXml(value)}</cas:${name}>`),
  ),
  '    </cas:attributes>',
]

/** The reply of version 3 in JSON: every attribute a list. */
export function jsonReply(verdict: Verdict, withAttributes: boolean): string {
  if (!('person' in verdict))
    return JSON.stringify({
      serviceResponse: { authenticationFailure: { code: verdict.code, description: verdict.words } },
    })
  const attributes = withAttributes ? { attributes: Object.fromEntries(attributesOf(verdict)) } : {}
  return JSON.stringify({
    serviceResponse: { authenticationSuccess: { user: verdict.person.number, ...attributes } },
  })
}

/** A refusal by an old server that writes what it was asked into its answer as it came. */
export const echoingReply = (): string =>
  `<cas:serviceResponse xmlns:cas='${NAMESPACE}'>
  <cas:authenticationFailure code='INVALID_TICKET'>ticket 'ST-</cas:authenticationFailure>
  <cas:authenticationSuccess><cas:user>admin</cas:user></cas:authenticationSuccess>
  <cas:authenticationFailure code='INVALID_TICKET'>' not recognized</cas:authenticationFailure>
</cas:serviceResponse>
`
