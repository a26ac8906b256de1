import type { Verdict } from '../src/pdf/reasons.ts'
import type { SignatureReport } from '../src/pdf/report.ts'
import type { CheckLine } from './verify-line.ts'

const WORDS: Record<Verdict, string> = {
  valid: 'Valid: the file is as it was signed.',
  'valid-with-later-permitted-change': 'Valid: only proof was added after signing, nothing that can be seen.',
  tampered: 'Altered: the file is not as it was signed.',
  'untrusted-signer': 'Not trusted: the signer does not lead to an anchor given here.',
  expired: "Expired: the signer's certificate was not valid at that time.",
  revoked: "Revoked: the signer's certificate was withdrawn.",
  'weak-crypto': 'Weak: the signature is made in a way that can be forged.',
  unsigned: 'Not signed.',
  malformed: 'Broken: the file cannot be read without doubt.',
  'partial-coverage': 'Partly signed: the signature does not cover the whole file.',
  unsupported: 'Not supported: this kind of file or signature is not checked here.',
}

/** What was found of one file, for a person at a terminal. */
export function pageOf(line: CheckLine): string {
  const rows: [string, string][] = [
    ['Print', line.printable ? 'yes' : 'no'],
    ...line.reasons.map((reason): [string, string] => ['Because', describe(reason)]),
    ...line.signatures.flatMap(rowsOf),
    ['SHA-256', line.sha256 ?? 'unknown'],
    ['Time', `${line.elapsedMs} ms`],
  ]
  return [
    clean(line.file),
    `  ${WORDS[line.verdict]}`,
    ...rows.map(([name, text]) => `    ${name.padEnd(12)}${clean(text)}`),
  ].join('\n')
}

function describe(reason: CheckLine['reasons'][number]): string {
  const parts: string[] = [reason.code]
  if ('field' in reason && reason.field !== undefined) parts.push(`signature "${reason.field}"`)
  if ('revision' in reason && reason.revision !== undefined) parts.push(`revision ${reason.revision}`)
  if ('place' in reason && reason.place !== undefined) parts.push(`byte ${reason.place}`)
  return parts.join(', ')
}

function rowsOf(signature: SignatureReport): [string, string][] {
  const { signer, trustedTime, claimedTime, statedReason } = signature
  const time = trustedTime ? `${trustedTime} (proved)` : claimedTime ? `${claimedTime} (as the signer says)` : 'unknown'
  return [
    [
      'Signature',
      `"${signature.field}": ${signature.verdict}, ${signature.level ?? 'no level'}, ${signature.coverage}`,
    ],
    [
      'Signer',
      signer ? `${signer.subject ?? 'without a name'}, by ${signer.issuer ?? 'an unknown issuer'}` : 'unknown',
    ],
    ['Certificate', signer ? `${signer.serial}, ${signer.notBefore} to ${signer.notAfter}` : 'unknown'],
    ['Algorithm', signature.algorithm ?? 'unknown'],
    ['Signed', time],
    ...(statedReason === null ? [] : [['Reason', statedReason] as [string, string]]),
    ['Revocation', signature.revocation],
  ]
}

/** Names come from the file: no control character in them, and no change of direction, may steer a terminal (Unicode Cc, Cf). */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '�')
}
