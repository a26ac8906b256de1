import { newBudget } from '../../src/pdf/budget.ts'
import type { Certificate } from '../../src/pdf/certificate.ts'
import { readCrl } from '../../src/pdf/crl.ts'
import { readOcsp } from '../../src/pdf/ocsp.ts'
import {
  answerSays,
  type EvidenceSays,
  listSays,
  type RevocationTime,
  SKEW_MS,
} from '../../src/pdf/revocation-evidence.ts'

/** Whose certificate is asked about, and when. */
export interface FreshQuestion extends Pick<RevocationTime, 'engine' | 'nowMs'> {
  readonly certificate: Certificate
  /** Who issued it. */
  readonly by: Certificate
}

/** What an OCSPResponse that was just fetched says. Refuses what cannot be read. */
export async function judgeFreshAnswer(
  der: Uint8Array,
  { certificate, by, ...now }: FreshQuestion,
): Promise<EvidenceSays> {
  const answer = readOcsp(der)
  return strictly(time => answerSays(answer, certificate, by, time), now)
}

/** What a list that was just fetched says. Refuses what cannot be read. */
export async function judgeFreshList(
  der: Uint8Array,
  { certificate, by, ...now }: FreshQuestion,
): Promise<EvidenceSays> {
  const list = readCrl(der)
  // Without an end nobody could say later that it was not of last year (RFC 5280, 5.1.2.5 asks for one).
  if (list.nextUpdateMs === null) return 'not-current'
  return strictly(time => listSays(list, certificate, by, time), now)
}

/**
 * What is fetched now is to prove something for years: a revocation that is still to come counts as one, and no leeway is given to
 * what has run out.
 */
async function strictly(
  ask: (time: RevocationTime) => Promise<EvidenceSays>,
  { engine, nowMs }: Pick<FreshQuestion, 'engine' | 'nowMs'>,
): Promise<EvidenceSays> {
  const time = { engine, budget: newBudget(), nowMs }
  if ((await ask({ ...time, atMs: Number.MAX_SAFE_INTEGER })) === 'revoked') return 'revoked'
  return ask({ ...time, atMs: nowMs + SKEW_MS })
}
