import { randomBytes } from 'node:crypto'
import type { DocumentId, JobId } from '../../src/contract/ids.ts'
import { KIOSK_CONTRACT } from '../../src/contract/kiosk.ts'
import type { KioskView } from '../../src/contract/kiosk-view.ts'
import type { Port } from '../../src/port.ts'
import { serve } from '../../src/rpc.ts'
import type { SessionEvent } from '../../src/session/event.ts'
import type { Log } from './log.ts'

interface ScreenParts {
  post(event: SessionEvent): void
  readonly view: () => KioskView
  /** The file that is shown just now, if it is this one. */
  readonly previewFile: (documentId: DocumentId) => Uint8Array | null
  readonly log: Pick<Log, 'debug'>
  onBug(error: unknown): void
}

/** Serves one screen: what is touched goes to the visit, and what it is shown is asked for or told by what this returns. */
export function serveScreen(
  port: Port,
  { post, view, previewFile, log, onBug }: ScreenParts,
): (now: KioskView) => void {
  const screen = serve(
    KIOSK_CONTRACT,
    {
      send: command => {
        post({ kind: 'touched', command, jobId: randomBytes(12).toString('base64url') as JobId })
        return null
      },
      currentView: view,
      previewFile: ({ documentId }) => previewFile(documentId),
      previewDrawn: ({ documentId }) => {
        log.debug({ documentId }, 'preview drawn')
        return null
      },
    },
    port,
    onBug,
  )
  return now => screen.emit('view', now)
}
