import { sayValue } from '../../../src/settings/say-value.ts'
import { SECTIONS, type SectionName, type SettingPath, valueAt } from '../../../src/settings/sections.ts'
import { useText } from '../shell/language.tsx'
import { useSettingsWords } from './words.ts'

export interface Change {
  readonly path: string
  readonly before?: unknown
  readonly after?: unknown
}

/** The name of a value with its section. */
export function useValueName(): (path: string) => string {
  const text = useText()
  return path => {
    const section = SECTIONS[path.split('.')[0] as SectionName]?.title
    return section ? `${text(section)}: ${text(valueAt(path as SettingPath).title)}` : path
  }
}

/** What differs, value by value. */
export function DifferenceTable({
  changes,
  before,
  after,
  label,
}: {
  readonly changes: readonly Change[]
  readonly before?: string
  readonly after?: string
  /** Of what, where there are several on a page. */
  readonly label?: string
}) {
  const t = useSettingsWords()
  const nameOf = useValueName()
  if (changes.length === 0) return <p>{t('noChanges')}</p>
  const say = (path: string, value: unknown) => sayValue(path as SettingPath, value) ?? t('left')
  return (
    <section
      className="settings-difference"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard.
      tabIndex={0}
      aria-label={label === undefined ? t('changes') : `${t('changes')}: ${label}`}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{t('changes')}</th>
            <th scope="col">{before ?? t('before')}</th>
            <th scope="col">{after ?? t('after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(change => (
            <tr key={change.path}>
              <th scope="row">{nameOf(change.path)}</th>
              <td>{say(change.path, change.before)}</td>
              <td>{say(change.path, change.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
