import { type FormEvent, useId, useState } from 'react'
import type { Bilingual } from '../../src/contract/texts.ts'
import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { useWords } from './words.ts'

/** Which records are wanted. */
export interface RecordWish {
  readonly kind?: string
  readonly year?: number
  readonly search?: string
}
export const EVERYTHING: RecordWish = {}

export interface RecordsFilterProps {
  readonly kinds: readonly { readonly kind: string; readonly title: Bilingual }[]
  readonly years: readonly number[]
  readonly wish: RecordWish
  readonly onWish: (wish: RecordWish) => void
}

/** Narrows the records down: by kind, by year, and by words in title, number, purpose and place. */
export function RecordsFilter({ kinds, years, wish, onWish }: RecordsFilterProps) {
  const t = useWords()
  const language = useLanguage()
  const id = useId()
  const [typed, setTyped] = useState(wish.search ?? '')
  const { kind: _kind, ...anyKind } = wish
  const { year: _year, ...anyYear } = wish
  const { search: _search, ...anyWords } = wish
  const search = () => {
    const words = typed.trim()
    onWish(words === '' ? anyWords : { ...anyWords, search: words })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    search()
  }
  return (
    <form className="records-filter" onSubmit={submit}>
      <span>
        <label htmlFor={`${id}-kind`}>{t('records.kind')}</label>
        <select
          id={`${id}-kind`}
          value={wish.kind ?? ''}
          onChange={({ target }) => onWish(target.value === '' ? anyKind : { ...anyKind, kind: target.value })}
        >
          <option value="">{t('records.everyKind')}</option>
          {kinds.map(({ kind, title }) => (
            <option key={kind} value={kind}>
              {textIn(language, title)}
            </option>
          ))}
        </select>
      </span>
      <span>
        <label htmlFor={`${id}-year`}>{t('records.year')}</label>
        <select
          id={`${id}-year`}
          value={wish.year ?? ''}
          onChange={({ target }) => onWish(target.value === '' ? anyYear : { ...anyYear, year: Number(target.value) })}
        >
          <option value="">{t('records.everyYear')}</option>
          {years.map(year => (
            <option key={year} value={year}>
              {year}
            </option>
          ))}
        </select>
      </span>
      <span className="records-words">
        <label htmlFor={`${id}-words`}>{t('records.words')}</label>
        <input
          id={`${id}-words`}
          type="search"
          maxLength={60}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </span>
      <PressButton look="quiet" onPress={search}>
        {t('records.search')}
      </PressButton>
    </form>
  )
}
