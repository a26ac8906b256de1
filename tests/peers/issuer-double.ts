import { createHash } from 'node:crypto'
import type {
  DocumentRequest,
  Documents,
  HouseOffer,
  OfferApproval,
  Subject,
} from '../../server/documents/documents.ts'
import { kindDefinitionSchema } from '../../server/documents/kind.ts'
import { isKnown } from '../../server/documents/subject.ts'
import type { Issuer } from '../../server/issuing/issuer.ts'
import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import type { AssuranceWanted } from '../../src/rules/assurance.ts'
import { type Tariff, USUAL_TARIFF, unitPriceFenOf } from '../../src/rules/tariff.ts'

export interface IssuerDouble extends Issuer {
  /** What can be had from it. */
  readonly documents: Documents
  /** What it was asked to make. */
  readonly requests: DocumentRequest[]
  /** The next document fails so. */
  failNext: 'document-needs-hand' | 'document-failed' | null
  /** A real file whose pages it gives out as its own; null for tiny ones that nothing can draw. */
  sample: Uint8Array | null
  /** Kinds that an office must agree to. */
  approvals: ReadonlyMap<string, OfferApproval>
  /** Offers that cannot be had now, by their kinds. */
  withheld: ReadonlySet<string>
  /** How surely people must be known for a kind, where that is more than a card shows. */
  wanted: ReadonlyMap<string, AssuranceWanted>
}

const TARIFF: Tariff = { ...USUAL_TARIFF, zhFen: 200, enFen: 500 }

/** A kind of which nobody gets the file, as a house may have one. */
const isPaperOnly = (kind: string) => kind === 'enrolment-proof'

function offers({ person, studyRecord }: Subject): HouseOffer[] {
  const offer = (kind: string, edition: 'zh' | 'en', isThere: boolean) => ({
    kind,
    edition,
    title: { zh: kind === 'transcript' ? '成绩单' : '在读证明', en: kind },
    detail: { zh: '', en: '' },
    unitPriceFen: unitPriceFenOf(TARIFF, edition),
    priceClass: edition,
    hasFile: !isPaperOnly(kind),
    unavailable: isThere ? null : { zh: '没有数据', en: 'No data' },
    mayPass: false,
    approval: null,
  })
  return [
    offer('transcript', 'zh', studyRecord !== null),
    offer('transcript', 'en', studyRecord !== null),
    offer('enrolment-proof', 'zh', person.status === 'enrolled'),
  ]
}

const kindOf = (kind: string, { office, officeName, reason }: OfferApproval) =>
  kindDefinitionSchema.parse({
    ...{ kind, rank: 10, groups: ['undergraduate'], statuses: ['enrolled'], office: officeName },
    approval: { office, reason },
    editions: [{ edition: 'zh', language: 'zh', template: 'zh.typ', title: TITLES[kind], detail: { zh: '', en: '' } }],
    unavailable: { status: { zh: '', en: '' }, needs: {} },
  })
const TITLES: Readonly<Record<string, { zh: string; en: string }>> = {
  transcript: { zh: '成绩单', en: 'transcript' },
  'enrolment-proof': { zh: '在读证明', en: 'enrolment-proof' },
}

/** Makes tiny files at once: transcripts for whoever has a study record, proofs for whoever is enrolled. */
export function createIssuerDouble(): IssuerDouble {
  const double: IssuerDouble = {
    requests: [],
    failNext: null,
    sample: null,
    withheld: new Set(),
    wanted: new Map(),
    approvals: new Map(),
    documents: {
      ...{ templatesDir: '', tariff: TARIFF },
      givesFile: kind => !isPaperOnly(kind),
      get kinds() {
        return [...double.approvals].map(([kind, approval]) => kindOf(kind, approval))
      },
      assuranceFor: kind => double.wanted.get(kind) ?? { level: 'A1', withinMinutes: null },
      offers: subject =>
        offers(subject).map(offer => {
          if (double.withheld.has(offer.kind))
            return { ...offer, unavailable: { zh: '暂缓', en: 'On hold' }, mayPass: true }
          const approval = double.approvals.get(offer.kind) ?? null
          const mayBeMade = approval === null || subject.mayAwaitApproval || subject.known === 'by-the-office'
          if (!mayBeMade) return { ...offer, approval, unavailable: approval.reason, mayPass: true }
          const wanted = double.wanted.get(offer.kind)
          return !wanted || isKnown(subject.known, wanted)
            ? { ...offer, approval }
            : { ...offer, unavailable: { zh: '需要更确定', en: 'Must be known more surely' }, mayPass: true }
        }),
    },
    issue: async request => {
      double.requests.push(request)
      const failure = double.failNext
      double.failNext = null
      if (failure) return err(fault(failure))
      const named = Buffer.from(`\n% ${request.documentNumber} ${request.kind}\n%%EOF\n`)
      const pdf = new Uint8Array(Buffer.concat([double.sample ?? Buffer.from('%PDF-1.7'), named]))
      const sha256 = createHash('sha256').update(pdf).digest('hex')
      return ok({ pdf, pages: 2, sha256, signedDigest: sha256, validUntil: null })
    },
    draw: async () => ok({ pdf: double.sample ?? new TextEncoder().encode('%PDF-1.7'), pages: 1 }),
    close: async () => undefined,
  }
  return double
}
