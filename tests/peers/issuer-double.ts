import { createHash } from 'node:crypto'
import type { DocumentRequest, Documents, HouseOffer, Subject } from '../../server/documents/documents.ts'
import type { Issuer } from '../../server/issuing/issuer.ts'
import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import { type Tariff, USUAL_TARIFF, unitPriceFenOf } from '../../src/rules/tariff.ts'

export interface IssuerDouble extends Issuer {
  /** What can be had from it. */
  readonly documents: Documents
  /** What it was asked to make. */
  readonly requests: DocumentRequest[]
  /** The next document fails so. */
  failNext: 'document-needs-hand' | 'document-failed' | null
}

const TARIFF: Tariff = { ...USUAL_TARIFF, zhFen: 200, enFen: 500 }

function offers({ person, studyRecord }: Subject): HouseOffer[] {
  const offer = (kind: string, edition: 'zh' | 'en', isThere: boolean) => ({
    kind,
    edition,
    title: { zh: kind === 'transcript' ? '成绩单' : '在读证明', en: kind },
    detail: { zh: '', en: '' },
    unitPriceFen: unitPriceFenOf(TARIFF, edition),
    unavailable: isThere ? null : { zh: '没有数据', en: 'No data' },
    mayPass: false,
  })
  return [
    offer('transcript', 'zh', studyRecord !== null),
    offer('transcript', 'en', studyRecord !== null),
    offer('enrolment-proof', 'zh', person.status === 'enrolled'),
  ]
}

/** Makes tiny files at once: transcripts for whoever has a study record, proofs for whoever is enrolled. */
export function createIssuerDouble(): IssuerDouble {
  const double: IssuerDouble = {
    requests: [],
    failNext: null,
    documents: { ...{ templatesDir: '', kinds: [], tariff: TARIFF }, offers },
    issue: async request => {
      double.requests.push(request)
      const failure = double.failNext
      double.failNext = null
      if (failure) return err(fault(failure))
      const pdf = new TextEncoder().encode(`%PDF-1.7\n% ${request.documentNumber} ${request.kind}\n%%EOF\n`)
      const sha256 = createHash('sha256').update(pdf).digest('hex')
      return ok({ pdf, pages: 2, sha256, signedDigest: sha256, validUntil: null })
    },
    close: async () => undefined,
  }
  return double
}
