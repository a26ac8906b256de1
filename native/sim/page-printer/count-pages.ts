import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Pages of a PDF, compressed object streams and all; null for bytes that no reader makes sense of. */
export async function countPages(pdf: Uint8Array): Promise<number | null> {
  // The reader takes the buffer away from its caller, hence the copy.
  const task = getDocument({ data: pdf.slice(), verbosity: VerbosityLevel.ERRORS })
  try {
    return (await task.promise).numPages
  } catch {
    return null
  } finally {
    await task.destroy()
  }
}
