import { lookAtEnd } from './coverage.ts'
import type { Engine } from './engine.ts'
import type { PdfFile } from './objects.ts'
import type { ReasonCode } from './reasons.ts'
import type { ChangeKind, PdfReport, Reason, RevisionReport } from './report.ts'
import { reportSignature, reportTimestamp } from './signature-report.ts'
import type { Trusted } from './trust.ts'
import { decide, reasonOf } from './verdict.ts'

/** What a permitted change is called among the reasons. */
const LATER: Partial<Record<ChangeKind, ReasonCode>> = {
  dss: 'later-dss',
  'document-timestamp': 'later-timestamp',
  signature: 'later-signature',
  metadata: 'later-metadata',
  'form-fill': 'later-form-fill',
  annotation: 'later-annotation',
}
/** Permitted by the certification, and still something that could be seen. */
const VISIBLE: readonly ReasonCode[] = ['later-form-fill', 'later-annotation']

/** Everything that was found, as a report. */
export async function assemble(
  file: PdfFile,
  trusted: readonly Trusted[],
  revisions: readonly RevisionReport[],
  dssRevision: number | null,
  engine: Engine,
): Promise<Omit<PdfReport, 'sha256' | 'elapsedMs'>> {
  const isStamp = ({ examined }: Trusted) => examined.subFilter === 'ETSI.RFC3161'
  const stamps = trusted.filter(isStamp)
  const signatures = trusted.filter(one => !isStamp(one))
  const changes = revisions.flatMap(revision => revision.changes)
  const stampRevisions = stamps.filter(one => !one.refusal).map(one => one.examined.found.revision)
  const { verdict, reasons } = decide(reasonsOf(file, trusted, signatures, revisions))
  const passes = verdict === 'valid' || verdict === 'valid-with-later-permitted-change'
  return {
    verdict,
    printable: passes && !reasons.some(({ code }) => VISIBLE.includes(code)),
    reasons,
    signatures: await Promise.all(
      signatures.map(one => reportSignature(one, changes, { dssRevision, stampRevisions }, engine)),
    ),
    timestamps: await Promise.all(stamps.map(one => reportTimestamp(one, engine))),
    revisions,
  }
}

function reasonsOf(
  file: PdfFile,
  trusted: readonly Trusted[],
  signatures: readonly Trusted[],
  revisions: readonly RevisionReport[],
): Reason[] {
  const ofSignatures = trusted.flatMap(({ refusal, examined: { found } }): Reason[] => [
    ...(refusal ? [reasonOf(refusal, { field: found.field })] : []),
    ...(found.fate ? [{ code: found.fate.code, field: found.field, revision: found.fate.revision }] : []),
  ])
  const ofChanges = revisions.flatMap(({ index, changes }): Reason[] => {
    const refused = changes.flatMap(({ code }): Reason[] => (code ? [{ code, revision: index }] : []))
    const kinds = new Set(changes.filter(change => change.permitted).map(change => change.kind))
    const allowed = [...kinds].flatMap((kind): Reason[] => {
      const code = LATER[kind]
      return code ? [{ code, revision: index }] : []
    })
    return [...refused, ...allowed]
  })
  const end = trusted.length > 0 ? lookAtEnd(file, newestRangeEnd(trusted)) : null
  return [
    ...(signatures.length === 0 ? [{ code: 'no-signature' } as const] : []),
    ...ofSignatures,
    ...ofChanges,
    ...(end ? [end] : []),
  ]
}

/** How far the signature of the newest signed revision reaches. */
function newestRangeEnd(trusted: readonly Trusted[]): number {
  return Math.max(...trusted.map(({ examined }) => examined.range?.end ?? 0))
}
