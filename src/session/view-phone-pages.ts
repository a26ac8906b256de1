import type { PhonePage } from '../contract/phone-page-view.ts'
import type { TerminalSettings } from '../contract/terminals-api.ts'
import { hostOf } from './host-of.ts'
import type { StageOf } from './state.ts'

/** A page of the web as a screen leads a phone to it; null where there is none. */
export function phonePage(url: string | null): PhonePage | null {
  return url === null ? null : { url, host: hostOf(url) }
}

/**
 * Where somebody says what is wrong in the document on the screen. The address names its kind and edition and nobody: who opens it logs in, and
 * finds the own one. Whoever collects for another would find a document of their own, which is none of it.
 */
export function correctionPage(
  settings: TerminalSettings | null,
  { visitor, document: { kind, edition } }: Pick<StageOf<'previewing'>, 'visitor' | 'document'>,
): PhonePage | null {
  const portal = settings?.portalUrl ?? null
  return portal === null || visitor.forAnother ? null : phonePage(`${portal}/k/${kind}_${edition}`)
}

/** Where people apply for what needs an approval, and see how it stands. */
export function applyPage(settings: TerminalSettings | null): PhonePage | null {
  const portal = settings?.portalUrl ?? null
  return phonePage(portal && `${portal}/`)
}
