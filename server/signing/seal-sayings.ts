import { PdfRefusal } from '../../src/pdf/reasons.ts'
import { codeOf, ofFile } from '../ground/expect-at-start.ts'

/**
 * What is wrong with the files of a seal, for whoever configures it. What opens and tries a seal rejects with plain words, as a plain
 * `Error`; what the language itself throws is a bug, and stays one.
 */
export const ofSeal = (setting: string) => (error: unknown) => {
  const why = ofFile(setting)(error)
  if (why !== undefined || !(error instanceof Error)) return why
  if (codeOf(error).startsWith('ERR_OSSL') || error instanceof PdfRefusal) {
    return `${setting}: a key or certificate in its files cannot be read: ${error.message}`
  }
  return error.constructor === Error && codeOf(error) === '' ? `${setting}: ${error.message}` : undefined
}
