import { Button, Input, InputNumber, Switch } from 'antd'
import type { z } from 'zod'
import { useSettingsWords } from '../words.ts'
import { type FieldSchema, fieldOf, firstValue } from './schema-kind.ts'

export interface FieldProps {
  readonly schema: z.ZodType
  /** Its whole name, for whoever hears the page. */
  readonly name: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly isDisabled: boolean
}

/** A field for whatever a schema lets in: the same schema that checks what is typed. */
export function Field(props: FieldProps) {
  const t = useSettingsWords()
  const { schema, name, value, onChange, isDisabled } = props
  const field = fieldOf(schema)
  if (!field.mayBeEmpty) return <Filled {...props} field={field} />
  if (value === null)
    return (
      <Button size="small" disabled={isDisabled} onClick={() => onChange(firstValue(schema))}>
        {t('set')} <span className="visually-hidden">{name}</span>
      </Button>
    )
  return (
    <div className="settings-clearable">
      <Filled {...props} field={field} />
      <Button size="small" disabled={isDisabled} onClick={() => onChange(null)}>
        {t('clear')} <span className="visually-hidden">{name}</span>
      </Button>
    </div>
  )
}

function Filled({ field: { shown }, name, value, onChange, isDisabled }: FieldProps & { readonly field: FieldSchema }) {
  switch (shown.kind) {
    case 'number':
      return (
        <InputNumber
          aria-label={name}
          min={shown.min}
          max={shown.max}
          precision={0}
          disabled={isDisabled}
          value={value as number}
          onChange={next => onChange(next ?? shown.min)}
        />
      )
    case 'boolean':
      return <Switch aria-label={name} disabled={isDisabled} checked={value as boolean} onChange={onChange} />
    case 'text':
      return (
        <Input
          aria-label={name}
          type={shown.looks === 'day' ? 'date' : 'text'}
          disabled={isDisabled}
          value={value as string}
          onChange={event => onChange(event.target.value)}
        />
      )
    case 'list':
      return (
        <Rows
          schema={shown.of}
          {...{ name, isDisabled, onChange }}
          value={(value as readonly unknown[] | null) ?? []}
        />
      )
    case 'object':
      return (
        <Parts fields={shown.fields} {...{ name, isDisabled, onChange }} value={value as Record<string, unknown>} />
      )
  }
}

/** The rows of a list, each with a button that takes it out. */
function Rows({
  schema,
  name,
  value,
  onChange,
  isDisabled,
}: Omit<FieldProps, 'value'> & { readonly value: readonly unknown[] }) {
  const t = useSettingsWords()
  return (
    <div className="settings-rows">
      {value.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing else to be known by.
        <div className="settings-row" key={at}>
          <Field
            {...{ schema, isDisabled }}
            name={`${name} ${at + 1}`}
            value={row}
            onChange={next => onChange(value.with(at, next))}
          />
          <Button size="small" disabled={isDisabled} onClick={() => onChange(value.toSpliced(at, 1))}>
            {t('remove')} <span className="visually-hidden">{`${name} ${at + 1}`}</span>
          </Button>
        </div>
      ))}
      <Button size="small" disabled={isDisabled} onClick={() => onChange([...value, firstValue(schema)])}>
        {t('add')} <span className="visually-hidden">{name}</span>
      </Button>
    </div>
  )
}

type FieldName = Parameters<ReturnType<typeof useSettingsWords>>[0] & `field.${string}`

/** The parts of a value, each with its name before it. */
function Parts({
  fields,
  name,
  value,
  onChange,
  isDisabled,
}: {
  readonly fields: Readonly<Record<string, z.ZodType>>
  readonly name: string
  readonly value: Readonly<Record<string, unknown>>
  readonly onChange: (value: unknown) => void
  readonly isDisabled: boolean
}) {
  const t = useSettingsWords()
  return (
    <div className="settings-parts">
      {Object.entries(fields).map(([key, schema]) => {
        const label = t(`field.${key}` as FieldName)
        return (
          <div className="settings-part" key={key}>
            <span aria-hidden>{label}</span>
            <Field
              {...{ schema, isDisabled }}
              name={`${name}: ${label}`}
              value={value[key]}
              onChange={next => onChange({ ...value, [key]: next })}
            />
          </div>
        )
      })}
    </div>
  )
}
