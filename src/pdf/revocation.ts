import type { Certificate } from './certificate.ts'
import type { RevocationList } from './crl.ts'
import type { OcspAnswer } from './ocsp.ts'
import type { RevocationState } from './report.ts'
import { answerSays, type EvidenceSays, listSays, type RevocationTime } from './revocation-evidence.ts'

/** Lists and answers, from wherever they came. None is believed before its signature was checked. */
export interface Evidence {
  readonly crls: readonly RevocationList[]
  readonly ocsps: readonly OcspAnswer[]
}

export interface RevocationQuestion extends RevocationTime {
  /** From the signer to the anchor. */
  readonly path: readonly Certificate[]
  readonly evidence: Evidence
}

/**
 * What is known of the certificates of a path, the anchor left out (RFC 5280, 6.3; RFC 6960, 3.2): revoked if any was revoked
 * by then, good if every one was said to be good, unknown otherwise. An old list can still revoke; it makes nothing good.
 */
export async function revocationOf(question: RevocationQuestion): Promise<RevocationState> {
  const { path } = question
  let state: RevocationState = 'good'
  for (let at = 0; at + 1 < path.length; at++) {
    const one = await stateOf(path[at]!, path[at + 1]!, question)
    if (one === 'revoked') return 'revoked'
    if (one === 'unknown') state = 'unknown'
  }
  return state
}

async function stateOf(
  certificate: Certificate,
  issuer: Certificate,
  question: RevocationQuestion,
): Promise<RevocationState> {
  const { crls, ocsps } = question.evidence
  const said = new Set<EvidenceSays>()
  for (const list of crls) said.add(await listSays(list, certificate, issuer, question))
  for (const answer of ocsps) said.add(await answerSays(answer, certificate, issuer, question))
  if (said.has('revoked')) return 'revoked'
  return said.has('good') ? 'good' : 'unknown'
}
