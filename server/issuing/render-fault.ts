import { type Fault, fault } from '../../src/fault.ts'
import { codePoint } from '../documents/documents.ts'
import type { RenderFailure } from '../ground/rendering/render-pool.ts'

/** A template calls `panic` with this word when a text cannot be made to fit without being cut. */
const DOES_NOT_FIT = 'does-not-fit'

/**
 * The fault for a rendering that did not happen. A missing glyph and a text that does not fit need a person's hand; anything
 * else is the machine's. The engine's message is not passed on, because it quotes the document.
 */
export function faultOfFailure(failure: RenderFailure): Fault {
  if (failure.kind !== 'refused') return fault('document-failed', `rendering ${failure.kind}`)
  const text = missingCharacter(failure)
  if (text !== null) return fault('document-needs-hand', codePoint(text))
  if (failure.message.includes(DOES_NOT_FIT)) return fault('document-needs-hand', 'a text does not fit')
  return fault('document-failed', 'the template was refused')
}

/** What the engine found no glyph for, a character or more; null when it failed otherwise. */
export function missingCharacter(failure: RenderFailure): string | null {
  if (failure.kind !== 'refused') return null
  return /the text \\*"?`?\\*"(.+?)\\*"`? could not be displayed/s.exec(failure.message)?.[1] ?? null
}
