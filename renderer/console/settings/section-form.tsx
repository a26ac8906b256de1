import { Alert, Card, Checkbox } from 'antd'
import type { Problem } from '../../../src/settings/problems.ts'
import { sayValue } from '../../../src/settings/say-value.ts'
import { SECTIONS, SETTING_PATHS, type SectionName, type SettingPath, valueAt } from '../../../src/settings/sections.ts'
import { at, type Layer, type LayerName, type Settings, withValue } from '../../../src/settings/settings.ts'
import { useText } from '../shell/language.tsx'
import type { Kind } from './fields/kind.ts'
import { ValueField } from './fields/value-field.tsx'
import { useSettingsWords } from './words.ts'

export interface SectionFormProps {
  readonly typed: Layer
  readonly onTyped: (typed: Layer) => void
  readonly below: Settings
  readonly from: Readonly<Record<string, LayerName>>
  readonly kinds: readonly Kind[]
  readonly trays: readonly string[] | null | undefined
  readonly problems: readonly Problem[]
  readonly isDisabled: boolean
}

/** The values of one section: each is set here, or comes from a wider layer. */
export function SectionForm({ section, ...form }: SectionFormProps & { readonly section: SectionName }) {
  const text = useText()
  const own = SETTING_PATHS.filter(path => path.startsWith(`${section}.`))
  return (
    <Card className="settings-section" size="small" title={<h2>{text(SECTIONS[section].title)}</h2>}>
      {own.map(path => (
        <Value key={path} path={path} {...form} />
      ))}
    </Card>
  )
}

function Value({
  path,
  typed,
  onTyped,
  below,
  from,
  kinds,
  trays,
  problems,
  isDisabled,
}: SectionFormProps & { readonly path: SettingPath }) {
  const t = useSettingsWords()
  const text = useText()
  const { title, note, isMoney } = valueAt(path)
  const value = at(typed, path)
  const name = text(title)
  const wrong = problems.filter(problem => problem.path === path || problem.path.startsWith(`${path}.`))
  return (
    <div className="settings-value">
      <Checkbox
        checked={value !== undefined}
        disabled={isDisabled}
        onChange={({ target }) => onTyped(withValue(typed, path, target.checked ? at(below, path) : undefined))}
      >
        <b>{name}</b>
        <span className="visually-hidden">{`: ${t('here')}`}</span>
      </Checkbox>
      {value === undefined ? (
        <p className="soft">
          {t('from', { layer: t(`layer.${from[path] ?? 'file'}`), value: sayValue(path, at(below, path)) ?? '' })}
        </p>
      ) : (
        <ValueField
          {...{ path, kinds, trays, name, value, isDisabled }}
          onChange={next => onTyped(withValue(typed, path, next))}
        />
      )}
      {note && <p className="soft">{text(note)}</p>}
      {isMoney && value !== undefined && <p className="soft">{t('money')}</p>}
      {wrong.map(problem => (
        <Alert key={`${problem.path} ${problem.words.en}`} type="error" showIcon title={text(problem.words)} />
      ))}
    </div>
  )
}
