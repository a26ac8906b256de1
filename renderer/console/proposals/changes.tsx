import type { ProposalDetails } from '../../../src/contract/four-eyes-api.ts'
import { useText } from '../shell/language.tsx'
import { useProposalWords } from './words.ts'

/** Before and after, line by line; on a phone one below the other. */
export function Changes({ details }: { readonly details: ProposalDetails['details'] }) {
  const t = useProposalWords()
  const text = useText()
  return (
    <ul className="changes">
      {details.map(({ label, before, after }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their places.
        <li key={at}>
          <strong>{text(label)}</strong>
          <dl>
            <div>
              <dt>{t('before')}</dt>
              <dd>{before ?? <span className="soft">{t('nothing')}</span>}</dd>
            </div>
            <div>
              <dt>{t('after')}</dt>
              <dd>{after ?? <span className="soft">{t('nothing')}</span>}</dd>
            </div>
          </dl>
        </li>
      ))}
    </ul>
  )
}
