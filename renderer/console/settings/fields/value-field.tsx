import { Button, Select } from 'antd'
import { useRef } from 'react'
import { type SettingPath, valueAt } from '../../../../src/settings/sections.ts'
import { toBase64 } from '../../../../src/transport/base64.ts'
import { useText } from '../../shell/language.tsx'
import { useSettingsWords } from '../words.ts'
import { Field, type FieldProps } from './field.tsx'
import type { Kind } from './kind.ts'
import { TraysField } from './trays-field.tsx'
import { YuanField } from './yuan-field.tsx'

/** The field of one value: its own where there is something better than what its schema says alone. */
export function ValueField({
  path,
  kinds,
  trays,
  ...field
}: Omit<FieldProps, 'schema'> & {
  path: SettingPath
  kinds: readonly Kind[]
  trays: readonly string[] | null | undefined
}) {
  if (path === 'paper.trays') return <TraysField {...{ ...field, kinds, trays }} />
  if (path === 'documents.offered') return <KindsField {...field} kinds={kinds} />
  if (path === 'look.logo') return <LogoField {...field} />
  if (valueAt(path).isAmount) return <YuanField {...field} />
  return <Field {...field} schema={valueAt(path).schema} />
}

function KindsField({
  name,
  value,
  onChange,
  isDisabled,
  kinds,
}: Omit<FieldProps, 'schema'> & { kinds: readonly Kind[] }) {
  const text = useText()
  return (
    <Select
      mode="multiple"
      className="settings-kinds"
      aria-label={name}
      disabled={isDisabled}
      value={(value as string[] | null) ?? []}
      onChange={next => onChange(next.length === 0 ? null : next)}
      options={kinds.map(({ kind, title }) => ({ value: kind, label: `${text(title)} (${kind})` }))}
      optionFilterProp="label"
    />
  )
}

function LogoField({ name, value, onChange, isDisabled }: Omit<FieldProps, 'schema'>) {
  const t = useSettingsWords()
  const input = useRef<HTMLInputElement>(null)
  const take = async (file: File | undefined) => {
    if (file) onChange(toBase64(new Uint8Array(await file.arrayBuffer())))
  }
  return (
    <div className="settings-logo">
      {typeof value === 'string' && value !== '' && <img alt="" src={`data:image/png;base64,${value}`} />}
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        accept="image/png"
        aria-label={name}
        disabled={isDisabled}
        onChange={event => void take(event.target.files?.[0])}
      />
      <Button size="small" disabled={isDisabled} onClick={() => input.current?.click()}>
        {t('choose')}
      </Button>
      {value !== null && (
        <Button size="small" disabled={isDisabled} onClick={() => onChange(null)}>
          {t('clear')} <span className="visually-hidden">{name}</span>
        </Button>
      )}
    </div>
  )
}
