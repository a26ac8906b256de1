import { AutoComplete, Button, Select } from 'antd'
import type { Trays } from '../../../../src/settings/trays.ts'
import { useText } from '../../shell/language.tsx'
import { useSettingsWords } from '../words.ts'
import type { FieldProps } from './field.tsx'
import type { Kind } from './kind.ts'

/** From which tray each kind takes its paper: a kind of the house, and a tray as the printer names it. */
export function TraysField({
  name,
  value,
  onChange,
  isDisabled,
  kinds,
  trays,
}: Omit<FieldProps, 'schema'> & {
  readonly kinds: readonly Kind[]
  /** Of the printer of this terminal; null where it does not tell, undefined where there are several terminals. */
  readonly trays: readonly string[] | null | undefined
}) {
  const t = useSettingsWords()
  const text = useText()
  const rows = value as Trays
  const free = kinds.filter(({ kind }) => !rows.some(row => row.kind === kind))
  const optionOf = ({ kind, title }: Kind) => ({ value: kind, label: `${text(title)} (${kind})` })
  const change = (nth: number, row: Trays[number]) => onChange(rows.with(nth, row))
  return (
    <div className="settings-rows">
      {rows.map((row, nth) => (
        <div className="settings-row" key={row.kind}>
          <Select
            className="settings-kinds"
            aria-label={`${name} ${nth + 1}: ${t('field.kind')}`}
            disabled={isDisabled}
            value={row.kind}
            options={kinds.filter(one => one.kind === row.kind || free.includes(one)).map(optionOf)}
            onChange={kind => change(nth, { ...row, kind })}
          />
          <AutoComplete
            className="settings-tray"
            aria-label={`${name} ${nth + 1}: ${t('field.tray')}`}
            disabled={isDisabled}
            value={row.tray}
            options={(trays ?? []).map(tray => ({ value: tray }))}
            onChange={tray => change(nth, { ...row, tray: String(tray ?? '') })}
          />
          <Button size="small" disabled={isDisabled} onClick={() => onChange(rows.toSpliced(nth, 1))}>
            {t('remove')} <span className="visually-hidden">{`${name} ${nth + 1}`}</span>
          </Button>
        </div>
      ))}
      <Button
        size="small"
        disabled={isDisabled || free.length === 0}
        onClick={() => onChange([...rows, { kind: free[0]!.kind, tray: trays?.[0] ?? '' }])}
      >
        {t('add')} <span className="visually-hidden">{name}</span>
      </Button>
      <p className="soft">
        {trays === undefined
          ? t('trays.several')
          : trays === null
            ? t('trays.unknown')
            : t('trays.told', { trays: trays.join(', ') })}
      </p>
    </div>
  )
}
