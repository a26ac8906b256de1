import { useConsole } from '../shell/console-context.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { usePrivacyWords } from './words.ts'

const WAYS = [
  ['requests', 'privacy'],
  ['retention', 'privacy/retention'],
  ['notices', 'privacy/notices'],
] as const

/** The three desks of privacy, each an address of its own. */
export function PrivacyWays() {
  const t = usePrivacyWords()
  const { path } = useConsole().place
  return (
    <nav className="privacy-ways" aria-label={t('ways.label')}>
      {WAYS.map(([name, to]) => (
        <PlaceLink key={name} to={to} {...(path === to && { 'aria-current': 'page' })}>
          {t(`ways.${name}`)}
        </PlaceLink>
      ))}
    </nav>
  )
}
