import '../ui/polyfill.ts'
import '../ui/no-eval.ts'
import { checkFile, type FileCheck } from '../../src/verification/file-check.ts'
import type { RevocationList } from '../../src/verification/revocation-list.ts'
import { LIST_FIELD, readRevocationList } from '../../src/verification/revocation-list.ts'

export interface CheckRequest {
  readonly id: number
  readonly bytes: Uint8Array
  readonly anchors: readonly Uint8Array[]
  readonly timestampAnchors: readonly Uint8Array[]
  readonly nowMs: number
}
export interface CheckReply {
  readonly id: number
  /** Null when no check could be made. */
  readonly check: FileCheck | null
  /** When the file is the university's list of what is no longer valid. */
  readonly list: RevocationList | null
}

// Files are read here and nowhere else: a hostile one can waste this worker's time and nothing more.
self.addEventListener('message', async ({ data }: MessageEvent<CheckRequest>) => {
  const { id, bytes, anchors, timestampAnchors, nowMs } = data
  try {
    const check = await checkFile(bytes, { anchors, timestampAnchors, nowMs, webCrypto: crypto })
    const list = check.seal?.field === LIST_FIELD ? readRevocationList(bytes, check) : null
    self.postMessage({ id, check, list: list?.ok ? list.value : null } satisfies CheckReply)
  } catch {
    // Anchors that cannot be read, for nothing in a file makes the check reject.
    self.postMessage({ id, check: null, list: null } satisfies CheckReply)
  }
})
