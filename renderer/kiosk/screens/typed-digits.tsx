import { useWords } from '../kiosk-context.ts'

/** Four and four as they are read out; six are three and three. */
const inGroup = (digits: number): number => (digits % 4 === 0 ? 4 : 3)

/** What was typed so far, in groups. */
export function TypedDigits({ typed, digits }: { readonly typed: string; readonly digits: number }) {
  const { t } = useWords()
  const places = Array.from({ length: digits }, (_, place) => place)
  const size = inGroup(digits)
  const groups = places.filter(place => place % size === 0)
  return (
    <div className="typed" role="img" aria-label={t('reprint.codeTyped', { done: typed.length, digits })}>
      {groups.map(from => (
        <span className="typed-group" key={from}>
          {places.slice(from, from + size).map(place => (
            <span className={`typed-digit ${place === typed.length ? 'next' : ''}`} key={place}>
              {typed[place]}
            </span>
          ))}
        </span>
      ))}
    </div>
  )
}
