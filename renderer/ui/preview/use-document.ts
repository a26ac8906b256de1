import { useEffect, useState } from 'react'
import type { OpenDocument } from './pdf-engine.ts'

export type DocumentState =
  | { readonly status: 'loading' | 'failed'; readonly file: null }
  | { readonly status: 'open'; readonly file: OpenDocument }

/** Fetches and opens the file of a preview, and drops it when the preview is left. */
export function useDocument(
  documentId: string,
  fetchFile: (documentId: string) => Promise<Uint8Array | null>,
): DocumentState {
  const [state, setState] = useState<DocumentState>({ status: 'loading', file: null })
  useEffect(() => {
    let left = false
    let opened: OpenDocument | null = null
    setState({ status: 'loading', file: null })
    const load = async () => {
      const [engine, bytes] = await Promise.all([import('./pdf-engine.ts'), fetchFile(documentId)])
      if (left) return
      if (!bytes) return setState({ status: 'failed', file: null })
      const file = await engine.openDocument(bytes)
      if (left) return file.close()
      opened = file
      setState({ status: 'open', file })
    }
    load().catch(() => {
      if (!left) setState({ status: 'failed', file: null })
    })
    return () => {
      left = true
      opened?.close()
      import('./pdf-engine.ts').then(engine => engine.warmUp())
    }
  }, [documentId, fetchFile])
  return state
}
