import type { SettingsInForce } from '../../src/settings/in-force.ts'
import type { Documents } from '../documents/documents.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import type { Identity } from '../identity/identity.ts'
import type { Records } from '../records/records.ts'
import { judgeProved, type Signing } from '../signing/signing.ts'
import { createApprovedDocuments } from './approved-documents.ts'
import { createBatchDesk } from './batch-desk.ts'
import { createCollectedDocuments } from './collected-documents.ts'
import { createDocumentRecords } from './document-records.ts'
import { createDrafts, removeDroppedFiles } from './drafts.ts'
import { createEraseDrafts } from './erase-drafts.ts'
import { createIssueLanes } from './issue-lanes.ts'
import type { Issuer } from './issuer.ts'
import type { Issuing } from './issuing.ts'
import type { ISSUING } from './issuing-plan.ts'
import { madeInVisit } from './made-in-visit.ts'
import { nameOlderDocuments } from './name-older-documents.ts'
import { type ProofSweepParts, sweepProofs } from './proof-sweep.ts'
import { createRevocations } from './revocation.ts'
import { createVisitDocuments } from './visit-documents.ts'

const PROOFS_EVERY_MS = 15_000
const HOUR_MS = 3_600_000

export interface IssuingNeeds {
  readonly records: Records
  readonly identity: Pick<Identity, 'visits'>
  readonly documents: Documents
  readonly signing: Signing
  readonly settings: SettingsInForce
  /** Closed with the room. */
  readonly issuer: Issuer
}

/** Documents, one for a visitor and many for a class, over an issuer that is open. */
export function openIssuing(
  ground: Ground,
  { records, identity, documents, signing, issuer, settings }: IssuingNeeds,
  config: SectionsOf<typeof ISSUING>,
): Room<Issuing, typeof ISSUING> {
  const { db, clock, house } = ground
  const { workers } = config.documents
  const lanes = createIssueLanes(issuer.issue, workers)
  const { publicBaseUrl, timeZone } = house
  const proofTarget = signing.proofs?.target ?? null
  const parts = { ...ground, records, documents, publicBaseUrl, timeZone, proofTarget }
  const [approved, collected] = [
    createApprovedDocuments(db, clock, documents),
    createCollectedDocuments(db, clock, documents),
  ]
  const visitDocuments = createVisitDocuments({
    ...{ ...parts, settings, issue: lanes.interactive, visits: identity.visits, approved, collected },
  })
  // Alone, one more than there are threads: while one document is signed and stored, the next is drawn.
  const batches = ground.isServing
    ? createBatchDesk({ ...parts, issue: lanes.background }, workers)
    : createBatchDesk({ ...parts, issue: issuer.issue }, workers + 1)
  const { proofs } = signing
  const drafts = createDrafts({ ...parts, issue: lanes.interactive })
  const older = { ...ground, anchorsPem: signing.trust.anchorsPem }
  return {
    doors: {
      ...{ records: createDocumentRecords(db, clock), revocations: createRevocations(db, clock), batches },
      ...{ drafts, collected, approved, madeInVisit: visitKey => madeInVisit(db, visitKey) },
    },
    handlers: {
      prepare: (input, { terminalId }) => visitDocuments.prepare(terminalId, input),
      file: async ({ documentId }, { terminalId }) => {
        const file = await visitDocuments.file(terminalId, documentId)
        return file.ok ? { ok: true, value: { bytes: file.value } } : file
      },
    },
    sweeps: [
      ...(proofs
        ? [{ name: 'proofs', everyMs: PROOFS_EVERY_MS, run: () => sweepProofs(proofSweep(ground, proofs)) }]
        : []),
      { name: 'dropped drafts', everyMs: HOUR_MS, run: () => removeDroppedFiles(db, ground.content) },
      { name: 'older documents', everyMs: HOUR_MS, run: () => nameOlderDocuments(older) },
    ],
    erasing: createEraseDrafts(drafts),
    close: async () => {
      await batches.close()
      await issuer.close()
    },
  }
}

function proofSweep(ground: Ground, { parts }: NonNullable<Signing['proofs']>): ProofSweepParts {
  return { ...ground, upgrade: parts, judge: (pdf, level) => judgeProved(pdf, level, parts, ground.clock) }
}
