import { TEMPLATES_ROUTES } from '../../../src/contract/templates-api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { inWords } from '../people/own-refusals.ts'
import { useMay, useServer } from '../shell/console-context.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { useKindWords } from './words.ts'

/** Proposes that documents are made with a version; 0: with the server's own templates again. */
export function UseButton({ kind, version }: { readonly kind: string; readonly version: number }) {
  const t = useKindWords()
  const may = useMay()
  const server = useServer(TEMPLATES_ROUTES)
  if (!may('templates.bring')) return null
  const words = { 'not-there': t('gone'), 'not-passed': t('use.notPassed'), 'runs-already': t('use.runsAlready') }
  return (
    <ActButton
      label={version === 0 ? t('use.own') : t('use.label', { number: version })}
      needsReason
      will={t('use.will')}
      act={async reason => inWords(await server.proposeTemplates({ kind, version, reason }), words)}
      did={({ proposalId }) => <PlaceLink to={`proposals/${proposalId}`}>{t('use.did')}</PlaceLink>}
    />
  )
}
