import { derOfPem } from '../../src/pdf/pem.ts'
import { type House, houseSchema } from '../../src/verification/api.ts'
import { type RevocationList, revocationListSchema } from '../../src/verification/revocation-list.ts'
import { canCheck, type FileChecker } from './file-checker.ts'
import { keep, kept } from './keepsakes.ts'
import type { VerificationServer } from './server.ts'

/** What checks rest on: the university with its anchors, and the newest list that its seal has signed. */
export interface TrustBase {
  readonly house: House | null
  readonly anchors: readonly Uint8Array[]
  /** Of time-stamp authorities, for times alone. */
  readonly timestampAnchors: readonly Uint8Array[]
  readonly list: RevocationList | null
  readonly isOnline: boolean
  /** Whether the anchors are others than those of the last visit. */
  readonly anchorsChanged: boolean
}

export const NOTHING_YET: TrustBase = {
  ...{ house: null, anchors: [], timestampAnchors: [], list: null },
  ...{ isOnline: true, anchorsChanged: false },
}

export interface TrustParts {
  readonly server: VerificationServer
  readonly checker: FileChecker
}

/**
 * From the server where it answers, else from the last visit: told at once without the list, and again with it, which takes a
 * check of its own. Never rejects.
 */
export async function loadTrustBase(parts: TrustParts, tell: (base: TrustBase) => void): Promise<void> {
  const before = houseSchema.safeParse(await kept('house'))
  const answer = await parts.server.house({})
  const now = answer.ok ? answer.value : null
  const house = now ?? (before.success ? before.data : null)
  if (now) await keep('house', now)
  const base: TrustBase = {
    house,
    anchors: house === null ? [] : derOfPem(house.anchorsPem),
    timestampAnchors: house === null ? [] : derOfPem(house.timestampAnchorsPem),
    list: null,
    isOnline: now !== null,
    anchorsChanged: now !== null && before.success && before.data.anchorsPem !== now.anchorsPem,
  }
  tell(base)
  const list = await loadList(parts, base, now?.hasSeal === true)
  if (list) tell({ ...base, list })
}

/** A list is believed under the university's seal alone, whether it comes from the server or from the last visit. */
async function loadList(
  { server, checker }: TrustParts,
  base: TrustBase,
  askServer: boolean,
): Promise<RevocationList | null> {
  if (!canCheck() || base.anchors.length === 0) return null
  const read = async (pdf: unknown): Promise<RevocationList | null> => {
    if (!(pdf instanceof Uint8Array)) return null
    const checked = await checker.check(pdf, base, Date.now())
    return checked === 'gave-up' ? null : (revocationListSchema.safeParse(checked.list).data ?? null)
  }
  const oldPdf = await kept('list')
  const answer = askServer ? await server.list({}) : null
  const newPdf = answer?.ok ? answer.value : null
  const [older, newer] = [await read(oldPdf), await read(newPdf)]
  if (!newer || (older && older.version > newer.version)) return older
  if (newer.version !== older?.version) await keep('list', newPdf)
  return newer
}
