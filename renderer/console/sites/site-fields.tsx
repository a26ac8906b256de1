import { Form, Input, Select } from 'antd'
import { useId } from 'react'
import type { Bilingual } from '../../../src/contract/texts.ts'
import { useSitesWords } from './words.ts'

/** What a site is called, and where it stands in the list; the id of a new one. */
export interface SiteValue {
  readonly siteId: string
  readonly name: Bilingual
  /** Null: where it stands. */
  readonly position: number | null
}

const SITE_ID = /^[a-z0-9-]{1,40}$/
export const isWholeSite = ({ siteId, name }: SiteValue): boolean =>
  SITE_ID.test(siteId) && name.zh.trim() !== '' && name.en.trim() !== ''

/** The fields of it. */
export function SiteFields({
  value,
  onChange,
  isNew = false,
  places = 0,
}: {
  readonly value: SiteValue
  readonly onChange: (value: SiteValue) => void
  readonly isNew?: boolean
  /** How many there are to choose from; none where the order is not this account's affair. */
  readonly places?: number
}) {
  const t = useSitesWords()
  const id = useId()
  const isIdWrong = value.siteId !== '' && !SITE_ID.test(value.siteId)
  const nameOf = (language: 'zh' | 'en') => (
    <Form.Item label={t(`add.${language}`)} htmlFor={`${id}-${language}`} required>
      <Input
        id={`${id}-${language}`}
        maxLength={80}
        lang={language === 'zh' ? 'zh-CN' : 'en'}
        value={value.name[language]}
        onChange={({ target }) => onChange({ ...value, name: { ...value.name, [language]: target.value } })}
      />
    </Form.Item>
  )
  return (
    <Form layout="vertical" component="div">
      {isNew && (
        <Form.Item
          label={t('add.id')}
          htmlFor={`${id}-id`}
          required
          extra={t('add.idHint')}
          validateStatus={isIdWrong ? 'error' : ''}
        >
          <Input
            id={`${id}-id`}
            maxLength={40}
            value={value.siteId}
            onChange={({ target }) => onChange({ ...value, siteId: target.value })}
          />
        </Form.Item>
      )}
      {nameOf('zh')}
      {nameOf('en')}
      {places > 1 && (
        <Form.Item label={t('change.position')} htmlFor={`${id}-position`}>
          <Select
            id={`${id}-position`}
            value={value.position ?? 0}
            options={[
              { value: 0, label: t('change.keep') },
              ...Array.from({ length: places }, (_, nth) => ({ value: nth + 1, label: String(nth + 1) })),
            ]}
            onChange={position => onChange({ ...value, position: position === 0 ? null : position })}
          />
        </Form.Item>
      )}
    </Form>
  )
}
