import { Form, Input, Select } from 'antd'
import { useId } from 'react'
import type { SiteWords } from '../../../src/contract/fleet-api.ts'
import type { Bilingual } from '../../../src/contract/texts.ts'
import { useText } from '../shell/language.tsx'
import { useFleetWords } from './words.ts'

/** What a terminal is called, where it stands and to which site it belongs. */
export interface PlaceValue {
  readonly name: Bilingual
  readonly place: Bilingual
  readonly siteId: string
}

export const isWholePlace = ({ name, siteId }: PlaceValue): boolean =>
  name.zh.trim() !== '' && name.en.trim() !== '' && siteId !== ''

/** The fields of it. */
export function PlaceFields({
  value,
  sites,
  onChange,
}: {
  readonly value: PlaceValue
  readonly sites: readonly SiteWords[]
  readonly onChange: (value: PlaceValue) => void
}) {
  const t = useFleetWords()
  const text = useText()
  const id = useId()
  const fieldOf = (part: 'name' | 'place', language: 'zh' | 'en') => {
    const label = t(`change.${part}${language === 'zh' ? 'Zh' : 'En'}`)
    const key = `${id}-${part}-${language}`
    return (
      <Form.Item label={label} htmlFor={key} required={part === 'name'}>
        <Input
          id={key}
          maxLength={80}
          lang={language === 'zh' ? 'zh-CN' : 'en'}
          value={value[part][language]}
          onChange={({ target }) => onChange({ ...value, [part]: { ...value[part], [language]: target.value } })}
        />
      </Form.Item>
    )
  }
  return (
    <Form layout="vertical" component="div">
      {fieldOf('name', 'zh')}
      {fieldOf('name', 'en')}
      {fieldOf('place', 'zh')}
      {fieldOf('place', 'en')}
      <Form.Item label={t('site')} htmlFor={`${id}-site`} required>
        <Select
          id={`${id}-site`}
          value={value.siteId}
          options={sites.map(({ siteId, name }) => ({ value: siteId, label: text(name) }))}
          onChange={siteId => onChange({ ...value, siteId })}
        />
      </Form.Item>
    </Form>
  )
}
