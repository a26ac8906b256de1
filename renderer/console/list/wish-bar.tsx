import SearchOutlined from '@ant-design/icons/SearchOutlined'
import { Button, Input, type InputRef, Select } from 'antd'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import type { ListFilter, ListProps } from './list-parts.ts'
import type { Wish } from './use-wish.ts'
import { useListWords } from './words.ts'

/** Whoever types is not asked for at each letter. */
const PAUSE_MS = 300

export interface WishBarProps extends Pick<ListProps<never>, 'search' | 'filters' | 'acts'> {
  readonly wish: Wish
  readonly fieldRef: RefObject<HTMLInputElement | null>
  readonly csv: ReactNode
}

/** What is looked for. */
export function WishBar({ search, filters = [], acts, wish, fieldRef, csv }: WishBarProps) {
  const t = useListWords()
  const isAsked = wish.search !== undefined || Object.keys(wish.filters).length > 0
  return (
    <div className="wish-bar">
      {search !== undefined && (
        <SearchField
          label={search}
          value={wish.search ?? ''}
          onSearch={text => wish.set('search', text)}
          fieldRef={fieldRef}
        />
      )}
      {filters.map(filter => (
        <FilterField
          key={filter.key}
          filter={filter}
          value={wish.filters[filter.key] ?? ''}
          onChange={value => wish.set(filter.key, value)}
        />
      ))}
      {isAsked && (
        <Button type="link" onClick={wish.clear}>
          {t('clear')}
        </Button>
      )}
      <span className="wish-acts">
        {csv}
        {acts}
      </span>
    </div>
  )
}

function SearchField({
  label,
  value,
  onSearch,
  fieldRef,
}: {
  readonly label: string
  readonly value: string
  readonly onSearch: (text: string) => void
  readonly fieldRef: RefObject<HTMLInputElement | null>
}) {
  const [text, setText] = useState(value)
  const said = useRef(value)
  const tell = useRef(onSearch)
  tell.current = onSearch
  // The address was changed by something else: a link, the back key, the button that clears.
  useEffect(() => {
    if (value === said.current) return
    said.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    const wanted = text.trim()
    if (wanted === said.current) return undefined
    const timer = setTimeout(() => {
      said.current = wanted
      tell.current(wanted)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  const hold = (input: InputRef | null) => {
    fieldRef.current = input?.input ?? null
  }
  return (
    <Input
      ref={hold}
      className="wish-search"
      type="search"
      allowClear
      prefix={<SearchOutlined aria-hidden />}
      aria-label={label}
      placeholder={label}
      maxLength={100}
      value={text}
      onChange={event => setText(event.target.value)}
    />
  )
}

function FilterField({
  filter,
  value,
  onChange,
}: {
  readonly filter: ListFilter
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const t = useListWords()
  const { label } = filter
  switch (filter.kind) {
    case 'choice':
      return (
        <Select
          className="wish-choice"
          aria-label={label}
          value={value}
          onChange={onChange}
          popupMatchSelectWidth={false}
          options={[{ value: '', label: `${label}: ${filter.unless ?? t('all')}` }, ...filter.options]}
        />
      )
    case 'day':
      return (
        <Input
          className="wish-day"
          type="date"
          prefix={label}
          aria-label={label}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )
    case 'text':
      return (
        <Input
          className="wish-text"
          aria-label={label}
          placeholder={label}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )
  }
}
