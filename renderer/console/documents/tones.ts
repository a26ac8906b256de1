import type { DocumentState } from '../../../src/verification/states.ts'
import type { Tone } from '../parts/values.tsx'

export const DOCUMENT_TONES: Readonly<Record<DocumentState, Tone>> = {
  valid: 'ok',
  expired: 'wait',
  replaced: 'plain',
  revoked: 'stop',
}
