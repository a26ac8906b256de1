import type { SealFacts as SealFactsOf } from '../../src/verification/file-check.ts'
import { Icon } from '../ui/icons.tsx'
import type { Tone } from '../ui/note.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { type Fact, Facts } from '../web/facts.tsx'
import { formatDay, formatTime, groupedHex } from '../web/times.ts'
import type { Checked } from './file-checker.ts'
import { timeZoneOf, usePage } from './page-context.ts'
import { useWords, type VerifySay } from './words.ts'

/** What this browser found of the seal, or how far it has come. */
export type SealCheck =
  | { readonly kind: 'waiting' | 'cannot' }
  | { readonly kind: 'checked'; readonly checked: Checked }

type Line = readonly [tone: Tone, text: string]

/** The facts of a signature, one sentence each, as the visitor's own browser found them. */
export function SealFacts(props: { readonly seal: SealCheck; readonly expectedSha256?: string }) {
  const t = useWords()
  const language = useLanguage()
  const { trust } = usePage()
  const { seal } = props
  const time = (iso: string) => formatTime(iso, timeZoneOf(trust), language)
  const day = (iso: string) => formatDay(iso, timeZoneOf(trust))
  return (
    <section className="card seal-card" aria-labelledby="seal">
      <h2 id="seal">{t('seal.title')}</h2>
      {seal.kind === 'waiting' && <p className="small">{t('seal.waiting')}</p>}
      {seal.kind === 'cannot' && <p className="small">{t('seal.cannot')}</p>}
      {seal.kind === 'checked' && (
        <>
          <p className="small">{t('seal.local')}</p>
          <ul className="seal-lines">
            {linesOf(seal.checked, props.expectedSha256, t, { time, day }).map(([tone, text]) => (
              <li key={text} className={`tone-${tone}`}>
                <Icon name={tone} />
                <span>{text}</span>
              </li>
            ))}
          </ul>
          <details>
            <summary>{t('seal.technical')}</summary>
            <Facts
              facts={[
                detailOf(seal.checked, t('seal.root'), one => one.root),
                detailOf(seal.checked, t('seal.algorithm'), one =>
                  [one.algorithm, one.level].filter(Boolean).join(', '),
                ),
                detailOf(seal.checked, t('seal.certificateEnds'), one =>
                  formatDay(one.certificateEnds, timeZoneOf(trust)),
                ),
                [t('seal.fingerprint'), <code key="sha">{groupedHex(seal.checked.check.sha256)}</code>],
                signedDigestOf(seal.checked, t('seal.signedDigest')),
                [
                  t('seal.verdict'),
                  <code key="codes">{[seal.checked.check.verdict, ...seal.checked.check.reasons].join(', ')}</code>,
                ],
              ]}
            />
          </details>
        </>
      )}
    </section>
  )
}

function detailOf({ check }: Checked, name: string, of: (seal: SealFactsOf) => string | null): Fact {
  const value = check.seal && of(check.seal)
  return value ? [name, value] : null
}

function signedDigestOf({ check }: Checked, name: string): Fact {
  return check.signedDigest === null ? null : [name, <code key="signed">{groupedHex(check.signedDigest)}</code>]
}

function linesOf(
  { check }: Checked,
  expected: string | undefined,
  t: VerifySay,
  { time, day }: Readonly<Record<'time' | 'day', (iso: string) => string>>,
): Line[] {
  const { verdict, seal, part, claim, added } = check
  const isGood = verdict === 'valid' || verdict === 'valid-with-later-permitted-change'
  const isChanged = verdict === 'tampered' || verdict === 'partial-coverage'
  const lines: Line[] = []
  if (claim) {
    lines.push(['wait', t('seal.claimed', { signer: claim.signer ?? '' })])
    lines.push(['info', t(claim.leadsToAnchor ? 'seal.claimedOurs' : 'seal.claimedUnproved')])
  } else if (!seal && !isChanged) lines.push(['stop', t('seal.none')])
  if (isGood) lines.push(['ok', t('seal.trusted', { signer: seal?.signer ?? '' })])
  if (isGood) lines.push(['ok', t(verdict === 'valid' ? 'seal.unchanged' : 'seal.later')])
  // In a file with nothing but space around it nothing was changed, and its own line says what stands there.
  if (isChanged && !check.inner) lines.push(['stop', t('seal.changed')])
  if (part) lines.push(['info', t('seal.partWhole', { signer: seal?.signer ?? '' })])
  if (!isGood && added.length > 0) {
    lines.push(['wait', t('seal.added', { what: added.map(kind => t(`added.${kind}`)).join(t('added.join')) })])
  }
  if (seal && !part && verdict === 'untrusted-signer') lines.push(['stop', t('seal.untrusted')])
  if (expected !== undefined) {
    lines.push(check.sha256 === expected ? ['ok', t('seal.same')] : ['stop', t('seal.different')])
  }
  if (isGood && seal?.trustedTime) lines.push(['ok', t('seal.provedTime', { time: time(seal.trustedTime) })])
  else if (isGood && seal?.claimedTime) lines.push(['info', t('seal.time', { time: time(seal.claimedTime) })])
  if (isGood && seal?.validUntil) {
    lines.push([check.isOver ? 'stop' : 'ok', t('seal.validUntil', { day: day(seal.validUntil) })])
  }
  if (isGood && check.signatures > 1) lines.push(['info', t('seal.several', { count: check.signatures })])
  return lines
}
